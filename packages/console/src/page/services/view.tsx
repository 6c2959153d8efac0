// view.tsx: the view "Services" of a process: what it offers, described by itself, and called by forms.
import { calledName, InterfaceType, RuntimeType } from "@teleop/capnp/capability";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import type { TargetContext, ViewProps } from "../app/target.ts";
import { useAborted } from "../app/use-aborted.ts";
import type { CallRecord } from "./calls/call-record.ts";
import { CallView } from "./calls/call-view.tsx";
import { methodOf, ServicesStore } from "./calls/services-store.ts";
import { MethodPage } from "./method-page.tsx";
import { draftOfValue } from "./model/draft.ts";
import type { CalledProcess } from "./model/made-call.ts";
import { ServiceList } from "./service-list.tsx";

export function View({ target }: ViewProps): JSX.Element {
  const store = target.kept.get("services", () => new ServicesStore());
  useEffect(() => store.use(target), [store, target]);
  const isAttached = !useAborted(target.signal);
  const records = store.records.value;
  return (
    <div class="services-view">
      <h2 class="visually-hidden">Services</h2>
      <ServiceList store={store} isAttached={isAttached} />
      <div class="service-main">
        <Selected {...{ store, isAttached }} process={calledProcess(target)} />
        {records.length > 0 && (
          <section aria-labelledby="calls-title">
            <h3 id="calls-title">Calls</h3>
            {records.map((record) => (
              <CallView
                key={record.id}
                record={record}
                onForget={() => store.forget(record)}
                onAgain={() => fillWith(store, record)}
                onPick={(name) => pick(store, name)}
              />
            ))}
          </section>
        )}
      </div>
    </div>
  );
}

interface SelectedProps {
  readonly store: ServicesStore;
  readonly process: CalledProcess;
  readonly isAttached: boolean;
}

function Selected({ store, process, isAttached }: SelectedProps): JSX.Element {
  const selection = store.selection.value;
  if (selection === undefined) return <p class="quiet">Choose a method to call it.</p>;
  const { owner } = selection;
  const type = store.typeOf(owner);
  const method = type === undefined ? undefined : methodOf(type, selection.method);
  if (type === undefined || method === undefined) {
    return <p class="quiet">{`There is no ${owner}.${selection.method} any more.`}</p>;
  }
  const callee = owner.startsWith("$") ? { held: owner, type } : { service: owner, type };
  return (
    <MethodPage key={`${owner}.${selection.method}`} {...{ store, process, callee, method, isAttached }} />
  );
}

function calledProcess({ address }: TargetContext): CalledProcess {
  const { pid, place, rendezvous } = address;
  return { pid, rendezvous, via: place === "" ? undefined : place };
}

/** Shows the form with the params that a call had. */
function fillWith(store: ServicesStore, { made }: CallRecord): void {
  const { callee, method, params } = made;
  const draft = draftOfValue(method.params, params);
  if (draft.kind === "struct") store.draftOf(callee.type, method).value = draft;
  store.select({
    owner: "service" in callee ? callee.service : callee.held,
    method: calledName(method),
  });
}

/** Shows the first method of a capability that is held. */
function pick(store: ServicesStore, name: string): void {
  const type = store.typeOf(name);
  const runtime = type === undefined ? undefined : RuntimeType.of(type).resolve([]);
  const [first] = runtime instanceof InterfaceType ? runtime.allMethods : [];
  if (first !== undefined) store.select({ owner: name, method: calledName(first) });
}
