// service-list.tsx: what can be called: the services of the process, and the capabilities that calls have given.
import { calledName, InterfaceType, type Method, RuntimeType } from "@teleop/capnp/capability";
import { type KnownService, titleOf } from "@teleop/reflection/client";
import type { Interface } from "@teleop/rpc-capnp/schema";
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { useApp } from "../app/context.ts";
import { ErrorText } from "../components/error-text.tsx";
import { FilterBox } from "../components/filter-box.tsx";
import type { ListedService, ServicesStore } from "./calls/services-store.ts";

export interface ServiceListProps {
  readonly store: ServicesStore;
  readonly isAttached: boolean;
}

export function ServiceList({ store, isAttached }: ServiceListProps): JSX.Element {
  const [filter, setFilter] = useState("");
  const listing = store.listing.value;
  const held = [...store.held.value];
  const services = listing.state === "known" ? listing.services : [];
  return (
    <nav class="service-list" aria-label="Services and methods">
      <FilterBox label="Filter services and methods" value={filter} onInput={setFilter} />
      {listing.state === "loading" && <p class="quiet">Asking which services there are …</p>}
      {listing.state === "failed" && (
        <ErrorText what="the process does not tell its services" error={listing.error} />
      )}
      {held.length > 0 && (
        <section aria-label="Held capabilities">
          {held.map(([name, { type }]) => (
            <HeldEntry key={name} {...{ store, name, type, filter }} />
          ))}
        </section>
      )}
      <ul>
        {services
          .filter((one) => matches(one, filter))
          .map((one) => (
            <li key={one.service.name}>
              <ServiceEntry {...{ store, filter, isAttached }} listed={one} />
            </li>
          ))}
      </ul>
    </nav>
  );
}

function matches({ service, type }: ListedService, filter: string): boolean {
  return (
    contains(service.name, filter) || methodsOf(type).some((method) => contains(calledName(method), filter))
  );
}

function contains(name: string, filter: string): boolean {
  return name.toLowerCase().includes(filter.trim().toLowerCase());
}

function methodsOf(type: Interface | undefined): readonly Method[] {
  if (type === undefined) return [];
  const runtime = RuntimeType.of(type).resolve([]);
  return runtime instanceof InterfaceType ? runtime.allMethods : [];
}

interface ServiceEntryProps extends ServiceListProps {
  readonly listed: ListedService;
  readonly filter: string;
}

function ServiceEntry({ store, listed, filter, isAttached }: ServiceEntryProps): JSX.Element {
  const { service, type } = listed;
  const { name } = service;
  const selection = store.selection.value;
  const isFiltered = filter.trim() !== "" && !contains(name, filter);
  return (
    <details open={isFiltered || selection?.owner === name}>
      <summary>
        {name} {service.state !== "known" && <span class="quiet">{service.state}</span>}
        {service.state === "known" && service.deprecated !== undefined && (
          <span class="warning">deprecated</span>
        )}
      </summary>
      {service.state === "known" && service.doc !== undefined && (
        <p class="quiet">{firstParagraph(service.doc)}</p>
      )}
      {service.state === "known" ? (
        <MethodList {...{ store, type }} owner={name} filter={isFiltered ? filter : ""} />
      ) : (
        <UnknownService {...{ store, service, isAttached }} />
      )}
    </details>
  );
}

function firstParagraph(doc: string): string {
  return doc.split(/\n\s*\n/)[0] ?? "";
}

interface MethodListProps {
  readonly store: ServicesStore;
  readonly owner: string;
  readonly type: Interface | undefined;
  readonly filter: string;
}

function MethodList({ store, owner, type, filter }: MethodListProps): JSX.Element {
  const selection = store.selection.value;
  return (
    <ul class="methods">
      {methodsOf(type)
        .map(calledName)
        .filter((name) => contains(name, filter))
        .map((name) => (
          <li key={name}>
            <button
              type="button"
              aria-current={selection?.owner === owner && selection.method === name}
              onClick={() => store.select({ owner, method: name })}
            >
              {name}
            </button>
          </li>
        ))}
    </ul>
  );
}

interface UnknownServiceProps extends ServiceListProps {
  readonly service: KnownService;
}

function UnknownService({ store, service, isAttached }: UnknownServiceProps): JSX.Element {
  const { toasts } = useApp();
  const { name } = service;
  const make = () => {
    store
      .make(name)
      .catch((error: unknown) => toasts.failed(`the service ${name} does not tell what it is`, error));
  };
  switch (service.state) {
    case "failed":
      return <ErrorText what={`the service ${name} could not be made`} error={new Error(service.reason)} />;
    case "untyped":
      return <p class="quiet">It does not tell which interface it has.</p>;
    default:
      return (
        <p>
          <span class="quiet">Nobody has asked for it yet, and it does not tell before what it is.</span>{" "}
          <button type="button" disabled={!isAttached} onClick={make}>
            Have it made
          </button>
        </p>
      );
  }
}

interface HeldEntryProps {
  readonly store: ServicesStore;
  readonly name: string;
  readonly type: Interface | undefined;
  readonly filter: string;
}

function HeldEntry({ store, name, type, filter }: HeldEntryProps): JSX.Element {
  return (
    <details open>
      <summary>
        {name} <span class="quiet">{titleOf(type)}</span>
      </summary>
      <button type="button" onClick={() => store.release(name)}>
        Release {name}
      </button>
      {type === undefined ? (
        <p class="quiet">Its interface is not known: it can be passed, and not called.</p>
      ) : (
        <MethodList {...{ store, type, filter }} owner={name} />
      )}
    </details>
  );
}
