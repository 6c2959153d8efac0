// made-call.ts: a call as it was made, to be told to others: with what it was called of, up to the service.
import type { Method } from "@teleop/capnp/capability";
import type { Interface } from "@teleop/rpc-capnp/schema";

export interface MadeCall {
  readonly callee: CalledOf;
  readonly method: Method;
  /** With a NamedParam for each capability. */
  readonly params: object;
  /** The names of the capabilities in its results, in the order in which these show them: `$1`, `$2`. */
  readonly gives: readonly string[];
}

/** What was called: a service, or a capability that a call before has given. */
export type CalledOf =
  | { readonly service: string; readonly type: Interface }
  | { readonly held: string; readonly type: Interface };

/** Where a capability that is held is from. */
export interface HeldOrigin {
  readonly call: MadeCall;
  /** The fields and indexes that lead to it in the results. */
  readonly path: readonly string[];
}

/** By their names. Those that were released are there, too: what was called of them is still told. */
export type Origins = ReadonlyMap<string, HeldOrigin>;

/** Where the process is, as a command line and a program say it. */
export interface CalledProcess {
  readonly pid: number;
  /** The rendezvous, where it is not the one without a name. */
  readonly rendezvous?: string | undefined;
  /** The command that leads there: `ssh web1`. */
  readonly via?: string | undefined;
}

/**
 * A call and all that it needs to have been made before, in the order in which they are made.
 *
 * @param namesIn the names of capabilities in the params of a call.
 */
export function withCallsBefore(
  call: MadeCall,
  origins: Origins,
  namesIn: (call: MadeCall) => readonly string[],
): readonly MadeCall[] {
  const ordered = new Set<MadeCall>();
  const visit = (each: MadeCall): void => {
    if (ordered.has(each)) return;
    const names = "held" in each.callee ? [each.callee.held, ...namesIn(each)] : namesIn(each);
    for (const name of names) {
      const origin = origins.get(name);
      if (origin !== undefined) visit(origin.call);
    }
    ordered.add(each);
  };
  visit(call);
  return [...ordered];
}
