// defaults.ts: the only place that chooses: which attacher a platform gets, and by what bytes travel there.
import { inotify } from "@teleop/attacher-inotify";
import { kqueue } from "@teleop/attacher-kqueue";
import { unix, withSigquit } from "@teleop/attacher-unix";
import type { Attacher, Transport } from "@teleop/core";
import { unixSocket } from "@teleop/transport-unix";
import { attacherWindows, transportPipe } from "./on-windows.ts";

/**
 * The best attacher that the platform has: inotify on Linux, kqueue on macOS, SIGQUIT on any other Unix, and on Windows
 * a named event. A client and a target that both use the default meet.
 *
 * On every Unix a target armed by it answers SIGQUIT too, by which clients of `unix()` and of the Rust crate's default
 * build attach. Its client sends none.
 */
export function defaultAttacher(platform: NodeJS.Platform = process.platform): Attacher {
  switch (platform) {
    case "linux":
    case "android":
      return withSigquit(inotify());
    case "darwin":
      return withSigquit(kqueue());
    case "win32":
      return attacherWindows().windowsEvent();
    default:
      return unix();
  }
}

/** Named pipes on Windows, where they tell who is at the other end; UNIX sockets elsewhere. */
export function defaultTransport(platform: NodeJS.Platform = process.platform): Transport {
  return platform === "win32" ? transportPipe().namedPipe() : unixSocket();
}
