// attachers.ts: the attacher that the first argument of a program names.
import { inotify } from "@teleop/attacher-inotify";
import { unix } from "@teleop/attacher-unix";
import type { Attacher } from "@teleop/core";
import { defaultAttacher } from "teleop";

export function attacherNamed(name: string | undefined): Attacher {
  switch (name) {
    case "inotify":
      return inotify();
    case "unix":
      return unix();
    case "default":
      return defaultAttacher();
    default:
      throw new Error(`there is no attacher named ${name}; there are inotify, unix and default`);
  }
}
