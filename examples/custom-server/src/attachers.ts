// attachers.ts: an attacher by its name, as given on the command line.
import { dummy } from "@teleop/attacher-dummy";
import { inotify } from "@teleop/attacher-inotify";
import { kqueue } from "@teleop/attacher-kqueue";
import { unix } from "@teleop/attacher-unix";
import type { Attacher } from "@teleop/core";

const factories: Readonly<Record<string, () => Attacher>> = { dummy, inotify, kqueue, unix };

/** @throws RangeError naming the attachers that there are. */
export function attacherByName(name: string): Attacher {
  const factory = Object.hasOwn(factories, name) ? factories[name] : undefined;
  if (factory !== undefined) return factory();
  throw new RangeError(`there is no attacher "${name}"; there are ${Object.keys(factories).join(", ")}`);
}
