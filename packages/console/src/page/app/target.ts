// target.ts: the process that the page is attached to, as a view uses it.
import type { Client, Interface } from "@teleop/rpc-capnp/schema";
import type { KnownProcess } from "../processes/process-list.ts";
import type { Kept } from "./kept.ts";
import type { ProcessAddress } from "./route.ts";

/**
 * The conversation with a process, in the shape that `@teleop/reflection/client` and `@teleop/diagnostics/client` take. It
 * belongs to the page: a view disposes the stubs that it was given, and not more.
 */
export interface TargetSession {
  /** A service of the process, to be called at once. The caller disposes the stub. */
  service<Stub extends Client>(name: string, type: Interface<Stub>): Stub;
  /** Settles when the connection is over: undefined when it ended in order. Never rejects. */
  readonly closed: Promise<Error | undefined>;
}

/** A conversation that is whoever's it is who began it. Disposing it ends it. */
export type OwnedSession = TargetSession & AsyncDisposable;

/**
 * What a view is given. It is another one whenever the process, or another one in its place, has been attached to again; while
 * nothing is attached it is the last one, whose signal is aborted: what is shown stays.
 */
export interface TargetContext {
  readonly address: ProcessAddress;
  /** As it was known when it was attached to; undefined where its place does not list it. */
  readonly process: KnownProcess | undefined;
  readonly session: TargetSession;
  /**
   * Each rendezvous of it that is attached to, the usual one first: what one of them tells of its services is true there.
   * `session` asks the one that has a service.
   */
  readonly offers: readonly Pick<TargetSession, "service">[];
  /** The names of its services; undefined where it does not tell them. */
  readonly services: readonly string[] | undefined;
  /** Aborted when the connection is over, with the reason. Pass it with every call that goes on. */
  readonly signal: AbortSignal;
  /** What views keep while another one is shown: the same for as long as the page is at this process, or at its successor. */
  readonly kept: Kept;
  /**
   * Attaches at the rendezvous of a Worker of the process, such as its watchdog's. The session is the caller's.
   *
   * @throws as `attach()`; the reason of the signal, which ends the attempt.
   */
  readonly attachWorker: (name: string, signal: AbortSignal) => Promise<OwnedSession>;
}

/** What every view is: a component in a folder of its own, loaded when it is shown first. */
export interface ViewProps {
  readonly target: TargetContext;
}
