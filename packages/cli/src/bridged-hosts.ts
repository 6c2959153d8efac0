// bridged-hosts.ts: from `--via` to the hosts that it leads to.
import { wordsOf } from "@teleop/transport-via";
import { BridgedHost } from "./bridged-host.ts";
import type { CommonFlags } from "./common-flags.ts";
import type { Host } from "./host.ts";

/** @throws TeleopError `INVALID_ARGUMENT` for what is no command. */
export function bridgedHosts(
  via: readonly string[],
  { attacher, timeout: timeoutMs, rendezvous, viaCommand = "teleop bridge" }: CommonFlags,
): readonly Host[] {
  const bridge = [
    ...wordsOf("--via-command", viaCommand),
    ...(attacher === undefined ? [] : ["--attacher", attacher]),
    ...(rendezvous === undefined ? [] : ["--rendezvous", rendezvous]),
  ];
  return via.map(
    (command) =>
      new BridgedHost(wordsOf("--via", command), { label: command, bridge, timeoutMs, rendezvous }),
  );
}
