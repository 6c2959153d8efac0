// hosts.ts: from the common flags to the places where processes run.
import { TeleopError } from "@teleop/core/basics";
import type { CommonFlags } from "./common-flags.ts";
import type { Host } from "./host.ts";
import { LocalHost } from "./local-host.ts";

/**
 * At least one: this machine, or, if any are named, those that `--via` leads to. They hold nothing until they are used.
 *
 * @throws TeleopError `INVALID_ARGUMENT` for what is no command.
 */
export async function hostsOf(flags: CommonFlags): Promise<readonly Host[]> {
  const { via = [] } = flags;
  if (via.length === 0) return [new LocalHost(flags)];
  const { bridgedHosts } = await import("./bridged-hosts.ts");
  return bridgedHosts(via, flags);
}

/**
 * For a command that is about this machine alone.
 *
 * @param what it does, and what else to do.
 * @throws TeleopError `USAGE` where `--via` is given.
 */
export function requireHere(hosts: readonly Host[], what: string): void {
  if (hosts.some(({ openPlace }) => openPlace === undefined)) {
    throw new TeleopError("USAGE", `--via does not go with this command, which ${what}`);
  }
}
