// hosts.ts: from the common flags to the places where processes run.
import { dummy } from "@teleop/attacher-dummy";
import { inotify } from "@teleop/attacher-inotify";
import { kqueue } from "@teleop/attacher-kqueue";
import { unix } from "@teleop/attacher-unix";
import type { Attacher } from "@teleop/core";
import type { attacherNames, CommonFlags } from "./common-flags.ts";
import type { Host } from "./host.ts";
import { LocalHost } from "./local-host.ts";

const attachers: Readonly<Record<(typeof attacherNames)[number], () => Attacher>> = {
  inotify,
  kqueue,
  unix,
  dummy,
};

/** At least one. They hold nothing until they are used. */
export function hostsOf({
  attacher,
  timeout,
  rendezvous,
}: Pick<CommonFlags, "attacher" | "timeout" | "rendezvous">): readonly Host[] {
  const chosen = attacher === undefined ? undefined : attachers[attacher]();
  return [new LocalHost({ attacher: chosen, timeoutMs: timeout, rendezvous })];
}
