// fs-watch.ts: the fallback: what a Worker can do, and a runtime without bun:ffi. Dearer than inotify itself.
import { type FSWatcher, watch } from "node:fs";
import { basename } from "node:path";
import type { AttachPlace, PlacesWatch, UnwatchedPlace, WatchListener } from "@teleop/core/plugin";

/**
 * Watches the directories of attach places with `fs.watch`, which on Linux is inotify in a thread of the runtime, told
 * of every write to every file in the directory as well.
 *
 * It never throws: what the system refuses is found in `unwatched`.
 */
export function watchByFsWatch(places: readonly AttachPlace[], listener: WatchListener): PlacesWatch {
  const watchers: FSWatcher[] = [];
  const unwatched: UnwatchedPlace[] = [];
  for (const place of places) {
    try {
      watchers.push(watchPlace(place, listener));
    } catch (error) {
      unwatched.push({ place, error });
    }
  }
  return {
    unwatched,
    // It cannot pause: it goes on telling, and the listener does not listen.
    rearm: () => {},
    [Symbol.dispose]: () => {
      for (const watcher of watchers.splice(0)) watcher.close();
    },
  };
}

function watchPlace({ directory, path }: AttachPlace, listener: WatchListener): FSWatcher {
  const attachFile = basename(path);
  const watcher = watch(directory, { persistent: false }, (_event, name) => {
    // No name: the queue overflowed. Its own name: the directory was deleted or moved, or holds a file of that name.
    if (name === attachFile) listener.changed([name]);
    else if (name === null) listener.changed();
    else if (name === basename(directory)) listener.lost(new Error(`${directory} was deleted or moved`));
  });
  watcher.on("error", (error) => listener.lost(error));
  return watcher;
}
