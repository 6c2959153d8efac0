// tested-platform.ts: the kqueue under test: the system's own, or on Linux that of libkqueue.
import { constants } from "node:fs";
import { type KqueuePlatform, kqueuePlatform } from "../platform.ts";

/** Where libkqueue is; see scripts/test-over-libkqueue.sh. */
const library = process.env.TELEOP_TEST_LIBKQUEUE;

/** libkqueue 2.3.1, which makes a directory's note of an inotify watch and loses it to some events. */
function libkqueue(path: string): KqueuePlatform {
  return {
    library: path,
    keventBytes: 32,
    userFilter: -11,
    // With O_CLOEXEC, which node:fs does not name.
    openFlags: constants.O_RDONLY | constants.O_DIRECTORY | 0o2000000,
    readdNotes: true,
  };
}

/** Undefined where there is none to test. */
export const testedPlatform: KqueuePlatform | undefined =
  kqueuePlatform(process.platform) ?? (library ? libkqueue(library) : undefined);

/** What a skipped test says. */
export const noPlatform =
  "this is neither macOS nor FreeBSD, and TELEOP_TEST_LIBKQUEUE names no libkqueue; scripts/test-over-libkqueue.sh gets one";
