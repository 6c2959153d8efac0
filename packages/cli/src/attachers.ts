// attachers.ts: the attachers by the names that `--attacher` has for them.
import { dummy } from "@teleop/attacher-dummy";
import { inotify } from "@teleop/attacher-inotify";
import { kqueue } from "@teleop/attacher-kqueue";
import { unix } from "@teleop/attacher-unix";
import { windowsEvent } from "@teleop/attacher-windows";
import type { Attacher } from "@teleop/core";
import { defaultAttacher } from "@teleop/defaults";
import type { attacherNames } from "./common-flags.ts";

/** @param name undefined for the default of the platform. */
export function attacherOf(name: (typeof attacherNames)[number] | undefined): Attacher {
  return name === undefined ? defaultAttacher() : attachers[name]();
}

const attachers: Readonly<Record<(typeof attacherNames)[number], () => Attacher>> = {
  inotify,
  kqueue,
  windows: windowsEvent,
  unix,
  dummy,
};
