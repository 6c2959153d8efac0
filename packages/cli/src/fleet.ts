// fleet.ts: one question to several hosts, of which some may be out of reach: what the others say is worth having.
import { TeleopError } from "@teleop/core";
import { messageOf } from "@teleop/core/basics";
import type { Host, ProcessRow } from "./host.ts";

/** What the hosts have said. */
export interface Listing {
  readonly found: readonly { readonly host: Host; readonly row: ProcessRow }[];
  /** Those that have not. */
  readonly failures: readonly HostFailure[];
}

export interface HostFailure {
  readonly host: Host;
  readonly error: unknown;
}

/**
 * Asks all of them at once for their processes, in the order of the hosts.
 *
 * @throws the reason of `signal`; where there is one host only, why it cannot be asked.
 */
export async function listAll(
  hosts: readonly Host[],
  { signal }: { readonly signal?: AbortSignal | undefined } = {},
): Promise<Listing> {
  const lists = await Promise.allSettled(hosts.map((host) => host.list({ signal })));
  signal?.throwIfAborted();
  const found: { host: Host; row: ProcessRow }[] = [];
  const failures: HostFailure[] = [];
  for (const [index, host] of hosts.entries()) {
    const list = lists[index];
    if (list === undefined) continue;
    if (list.status === "fulfilled") found.push(...list.value.map((row) => ({ host, row })));
    else failures.push({ host, error: list.reason });
  }
  const [only] = failures;
  if (only !== undefined && hosts.length === 1) throw only.error;
  return { found, failures };
}

/** A failure as a row of JSON: `{"host":…,"error":{"code":…,"message":…}}`. */
export function failureRow({ host, error }: HostFailure): object {
  const code = error instanceof TeleopError ? error.code : "UNKNOWN";
  return { host: host.label, error: { code, message: reasonOf({ host, error }) } };
}

/** Why a host has not answered, in a sentence that need not say which host. */
export function reasonOf({ host, error }: HostFailure): string {
  const message = error instanceof TeleopError ? error.rawMessage : messageOf(error);
  const prefix = `${host.label}: `;
  return message.startsWith(prefix) ? message.slice(prefix.length) : message;
}

/**
 * What a command ends with that has told what it has, the failures included; nothing where there are none.
 *
 * @throws TeleopError `PARTLY`; `CONNECT_FAILED` where all have failed.
 */
export function requireAll(failures: readonly HostFailure[], hosts: readonly Host[]): void {
  if (failures.length === 0) return;
  const names = failures.map(({ host }) => host.label).join(", ");
  const all = failures.length === hosts.length;
  throw new TeleopError(
    all ? "CONNECT_FAILED" : "PARTLY",
    `${all ? "none" : hosts.length - failures.length} of ${hosts.length} hosts answered; not: ${names}`,
    { cause: failures[0]?.error },
  );
}
