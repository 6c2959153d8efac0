// callback-answers.tsx: what the callbacks that a method is given answer, where that is not the default of the schema.
import {
  calledName,
  InterfaceType,
  type Method,
  RuntimeType,
  type StructType,
} from "@teleop/capnp/capability";
import type { Interface } from "@teleop/rpc-capnp/schema";
import type { JSX } from "preact";
import { useId } from "preact/hooks";
import type { ServicesStore } from "./calls/services-store.ts";
import { StructEditor } from "./form/value-editor.tsx";
import { paramsOfDraft } from "./model/params-of-draft.ts";

export interface CallbackAnswersProps {
  readonly store: ServicesStore;
  /** The interfaces that the method refers to. */
  readonly interfaces: readonly Interface[];
}

/** Answers hold for all callbacks of an interface, from now on. */
export function CallbackAnswers({ store, interfaces }: CallbackAnswersProps): JSX.Element | null {
  const answered = interfaces.flatMap(answeredMethods);
  if (answered.length === 0) return null;
  return (
    <details>
      <summary>What callbacks answer</summary>
      {answered.map(({ method, results }) => (
        <Answer key={`${method.owner.title}.${method.name}`} {...{ store, method, results }} />
      ))}
    </details>
  );
}

interface AnsweredMethod {
  readonly method: Method;
  readonly results: StructType;
}

/** Those that answer something which can be said in a form. */
function answeredMethods(type: Interface): readonly AnsweredMethod[] {
  const runtime = RuntimeType.of(type).resolve([]);
  if (!(runtime instanceof InterfaceType)) return [];
  return runtime.allMethods.flatMap((method) => {
    const { results } = method;
    const canBeSaid = results !== undefined && results.fields.length > 0 && !results.reachesCapability();
    return canBeSaid ? [{ method, results }] : [];
  });
}

function Answer({
  store,
  method,
  results,
}: AnsweredMethod & Pick<CallbackAnswersProps, "store">): JSX.Element {
  const id = useId();
  const draft = store.answerOf(method);
  const { problems } = paramsOfDraft(results, draft.value);
  return (
    <fieldset class="field inner">
      <legend>{`${method.owner.title}.${calledName(method)}`}</legend>
      <StructEditor
        type={results}
        draft={draft.value}
        onChange={(changed) => {
          draft.value = changed;
        }}
        path=""
        form={{ id, problems, held: [] }}
      />
    </fieldset>
  );
}
