// method-page.tsx: a method: what it does, the form for its params, and the call as text.
import { calledName, type Method } from "@teleop/capnp/capability";
import { messageOf } from "@teleop/core/basics";
import { describedMethod, impactOf, interfacesOfMethod, titleOf } from "@teleop/reflection/client";
import { describe, type Interface } from "@teleop/rpc-capnp/schema";
import type { JSX } from "preact";
import { useId, useMemo, useState } from "preact/hooks";
import { Tabs } from "../components/tabs.tsx";
import { CallbackAnswers } from "./callback-answers.tsx";
import type { ServicesStore, StreamedFile } from "./calls/services-store.ts";
import { CopyButton } from "./copy-button.tsx";
import { DocText } from "./doc-text.tsx";
import type { FormContext } from "./form/form-context.ts";
import { StructEditor } from "./form/value-editor.tsx";
import { InterfaceText } from "./interface-text.tsx";
import { commandText } from "./model/command-text.ts";
import { emptyStruct, type StructDraft } from "./model/draft.ts";
import { draftOfJson, jsonOfParams } from "./model/json-params.ts";
import type { CalledOf, CalledProcess, MadeCall, Origins } from "./model/made-call.ts";
import { type EnteredParams, paramsOfDraft } from "./model/params-of-draft.ts";
import { typeScriptText } from "./model/typescript-text.ts";

export interface MethodPageProps {
  readonly store: ServicesStore;
  readonly process: CalledProcess;
  readonly callee: CalledOf;
  readonly method: Method;
  /** Whether anything can be called now. */
  readonly isAttached: boolean;
}

export function MethodPage({ store, process, callee, method, isAttached }: MethodPageProps): JSX.Element {
  const { type } = callee;
  const owner = "service" in callee ? callee.service : callee.held;
  const described = useMemo(() => describedMethod(describe(type), method), [type, method]);
  const related = useMemo(() => interfacesOfMethod(method), [method]);
  const taken = useMemo(() => interfacesOfMethod({ ...method, results: undefined }), [method]);
  const impact = impactOf(method);
  const isStream = method.results === undefined;
  return (
    <section aria-labelledby="method-title">
      <h3 id="method-title">
        {owner}.{calledName(method)}
      </h3>
      <DocText doc={described.doc} deprecated={described.deprecated} />
      <p class="quiet">
        {isStream ? "It streams: it has no results." : resultsText(method)}
        {described.owner !== titleOf(type) && ` It is of ${described.owner}.`}
      </p>
      {impact !== undefined && (
        <p class="warning">
          <span aria-hidden="true">⚠ </span>What it costs the process: {impact}
        </p>
      )}
      <MethodForm {...{ store, process, callee, method, isAttached }} />
      <CallbackAnswers store={store} interfaces={taken} />
      {related.length > 0 && (
        <details>
          <summary>The interfaces that it takes and gives</summary>
          {related.map((one: Interface) => (
            <InterfaceText type={one} key={titleOf(one)} />
          ))}
        </details>
      )}
    </section>
  );
}

function resultsText({ results }: Method): string {
  const fields = results?.fields ?? [];
  if (fields.length === 0) return "It gives nothing back.";
  const named = fields.map(({ name, type }) => `${name} (${type.kind === "group" ? "group" : type.title})`);
  return `It gives ${named.join(", ")}.`;
}

function MethodForm({ store, process, callee, method, isAttached }: MethodPageProps): JSX.Element {
  const id = useId();
  const draft = store.draftOf(callee.type, method);
  const entered = paramsOfDraft(method.params, draft.value);
  const [json, setJson] = useState<string>();
  const held = [...store.held.value].map(([name, { type }]) => ({
    name,
    title: titleOf(type),
  }));
  const form: FormContext = { id, problems: entered.problems, held };
  const jsonProblem = json === undefined ? undefined : problemOf(() => draftOfJson(method, json));
  const isRight = entered.problems.size === 0 && jsonProblem === undefined;
  const change = (changed: StructDraft): void => {
    draft.value = changed;
  };
  const changeJson = (text: string): void => {
    setJson(text);
    if (problemOf(() => draftOfJson(method, text)) === undefined) change(draftOfJson(method, text));
  };
  const call = (event: Event): void => {
    event.preventDefault();
    if (isRight) store.call(callee, method, entered.params, streamedFile(method, draft.value));
  };
  return (
    <form class="method-form" onSubmit={call} aria-label={`Params of ${calledName(method)}`}>
      {json === undefined ? (
        method.params.fields.length === 0 ? (
          <p class="quiet">It takes no params.</p>
        ) : (
          <StructEditor type={method.params} draft={draft.value} onChange={change} path="" form={form} />
        )
      ) : (
        <JsonEditor text={json} problem={jsonProblem} onInput={changeJson} />
      )}
      <div class="form-buttons">
        <button type="submit" class="primary" disabled={!isRight || !isAttached}>
          Call
        </button>
        <button type="button" onClick={() => change(emptyStruct)}>
          Empty
        </button>
        <button
          type="button"
          aria-pressed={json !== undefined}
          onClick={() => setJson(json === undefined ? jsonOfParams(method, entered.params) : undefined)}
        >
          As JSON
        </button>
        {!isRight && (
          <span class="bad" role="status">
            {jsonProblem ??
              `${entered.problems.size} ${entered.problems.size === 1 ? "value is" : "values are"} wrong`}
          </span>
        )}
      </div>
      <CallText {...{ process, callee, method, entered }} origins={store.origins} />
    </form>
  );
}

interface JsonEditorProps {
  readonly text: string;
  readonly problem: string | undefined;
  readonly onInput: (text: string) => void;
}

function JsonEditor({ text, problem, onInput }: JsonEditorProps): JSX.Element {
  return (
    <textarea
      class="json-input"
      aria-label="Params as JSON"
      aria-invalid={problem !== undefined}
      rows={Math.min(24, Math.max(6, text.split("\n").length))}
      value={text}
      spellcheck={false}
      autocomplete="off"
      onInput={({ currentTarget: { value } }) => onInput(value)}
    />
  );
}

function problemOf(read: () => unknown): string | undefined {
  try {
    read();
    return undefined;
  } catch (error) {
    return messageOf(error);
  }
}

/** Of a stream, a file is sent piece by piece. */
function streamedFile(method: Method, { fields }: StructDraft): StreamedFile | undefined {
  if (method.results !== undefined) return undefined;
  for (const [field, draft] of Object.entries(fields)) {
    if (draft.kind === "file") return { field, bytes: draft.bytes };
  }
  return undefined;
}

interface CallTextProps {
  readonly process: CalledProcess;
  readonly callee: CalledOf;
  readonly method: Method;
  readonly entered: EnteredParams;
  readonly origins: Origins;
}

function CallText({ process, callee, method, entered, origins }: CallTextProps): JSX.Element {
  const [shown, setShown] = useState("command");
  const call: MadeCall = { callee, method, params: entered.params, gives: [] };
  const fileOf = (bytes: Uint8Array): string | undefined => entered.files.get(bytes);
  const write = shown === "command" ? commandText : typeScriptText;
  const text = textOf(() => write(call, process, origins, { fileOf }));
  const what = shown === "command" ? "the call as a command" : "the call as TypeScript";
  return (
    <div class="call-text">
      <Tabs
        label="The call as text"
        tabs={[
          { name: "command", title: "teleop call" },
          { name: "typescript", title: "TypeScript" },
        ]}
        shown={shown}
        onShow={setShown}
      >
        {"problem" in text ? (
          <p class="quiet">{`It cannot be written so: ${text.problem}`}</p>
        ) : (
          <WrittenCall what={what} text={text.text} />
        )}
      </Tabs>
    </div>
  );
}

function textOf(write: () => string): { readonly text: string } | { readonly problem: string } {
  try {
    return { text: write() };
  } catch (error) {
    return { problem: messageOf(error) };
  }
}

function WrittenCall({ what, text }: { readonly what: string; readonly text: string }): JSX.Element {
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be reached by keyboard */}
      <pre tabIndex={0}>{text}</pre>
      <CopyButton what={what} text={() => text}>
        {`Copy ${what}`}
      </CopyButton>
    </>
  );
}
