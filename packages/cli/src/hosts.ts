// hosts.ts: from the common flags to the places where processes run.
import { dummy } from "@teleop/attacher-dummy";
import { inotify } from "@teleop/attacher-inotify";
import { kqueue } from "@teleop/attacher-kqueue";
import { unix } from "@teleop/attacher-unix";
import type { Attacher } from "@teleop/core";
import { wordsOf } from "@teleop/transport-via";
import { BridgedHost } from "./bridged-host.ts";
import type { attacherNames, CommonFlags } from "./common-flags.ts";
import type { Host } from "./host.ts";
import { LocalHost } from "./local-host.ts";

const attachers: Readonly<Record<(typeof attacherNames)[number], () => Attacher>> = {
  inotify,
  kqueue,
  unix,
  dummy,
};

/**
 * At least one: this machine, or, if any are named, those that `--via` leads to. They hold nothing until they are used.
 *
 * @throws TeleopError `INVALID_ARGUMENT` for what is no command.
 */
export function hostsOf(flags: HostFlags): readonly Host[] {
  const { attacher, timeout: timeoutMs, rendezvous, via = [], viaCommand = "teleop bridge" } = flags;
  if (via.length === 0) {
    const chosen = attacher === undefined ? undefined : attachers[attacher]();
    return [new LocalHost({ attacher: chosen, timeoutMs, rendezvous })];
  }
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

type HostFlags = Pick<CommonFlags, "attacher" | "timeout" | "rendezvous"> &
  Partial<Pick<CommonFlags, "via" | "viaCommand">>;
