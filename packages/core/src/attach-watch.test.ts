import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { AttachPlace } from "./attach-places.ts";
import { armByWatching, type WatchListener } from "./attach-watch.ts";
import { eventSink, type TeleopEvent } from "./events.ts";
import { findPrivateDirectories } from "./private-directory.ts";
import { requireProcess } from "./process-facts.ts";
import { attachFileName } from "./rendezvous.ts";

const NAME = "attach-watch-test";

/** A watch that does what the test says. */
class DrivenWatch {
  listener: WatchListener | undefined;
  places: readonly AttachPlace[] = [];
  begun = 0;
  disposed = 0;
  rearmed = 0;
  onRearm: () => void = () => {};
  onDispose: () => void = () => {};
  /** Errors of the places that cannot be watched, by kind. */
  refused: Partial<Record<AttachPlace["kind"], Error>> = {};

  readonly begin = (places: readonly AttachPlace[], listener: WatchListener) => {
    this.begun += 1;
    this.places = places;
    this.listener = listener;
    return {
      unwatched: places.flatMap((place) => {
        const error = this.refused[place.kind];
        return error === undefined ? [] : [{ place, error }];
      }),
      rearm: () => {
        this.rearmed += 1;
        this.onRearm();
      },
      [Symbol.dispose]: () => {
        this.disposed += 1;
        this.onDispose();
      },
    };
  };

  /** The attach file in the private directory: nothing is put into the directory in which the tests run. */
  get attachFile(): string {
    const path = this.places.find((place) => place.kind === "temporary")?.path;
    if (path === undefined) throw new Error("no private directory");
    return path;
  }
}

function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: refused by the test`), { code });
}

// On Windows no file wakes a target: there is no private directory.
describe.skipIf(process.platform === "win32")("a target that is armed by watching", () => {
  let watch: DrivenWatch;
  let events: TeleopEvent[];
  const arm = (onEvent: (event: TeleopEvent) => void = () => {}) =>
    armByWatching(
      { pid: process.pid, name: NAME },
      {
        attacher: "driven",
        watch: watch.begin,
        onEvent: eventSink((event) => {
          events.push(event);
          onEvent(event);
        }),
      },
    );

  beforeEach(() => {
    watch = new DrivenWatch();
    events = [];
  });
  afterEach(() => {
    // Every watch that was begun was disposed, once or more often.
    expect(watch.disposed).toBeGreaterThanOrEqual(watch.begun);
  });

  test("watches again before it looks", async () => {
    using armed = arm();
    watch.onRearm = () => writeFileSync(watch.attachFile, "");
    watch.listener?.changed();
    await armed.signaled();
  });

  test("looks at once, and then only after a rest, however often it is told", async () => {
    using _armed = arm();
    const rested = Promise.withResolvers<void>();
    for (let time = 0; time < 100; time++) watch.listener?.changed();
    expect(watch.rearmed).toBe(1);
    watch.onRearm = rested.resolve;
    await rested.promise;
    expect(watch.rearmed).toBe(2);
  });

  test("sees an attach that comes during a rest", async () => {
    using armed = arm();
    watch.listener?.changed();
    writeFileSync(watch.attachFile, "");
    watch.listener?.changed();
    await armed.signaled();
  });

  test("sets a lost watch up again, reports it, and forgets no attach on the way", async () => {
    using armed = arm();
    writeFileSync(watch.attachFile, "");
    watch.listener?.lost(new Error("lost by the test"));
    await armed.signaled();
    expect(watch.begun).toBe(2);
    expect(events).toEqual([expect.objectContaining({ type: "healed", reason: "lost by the test" })]);
  });

  test("has its private directory also while it takes its places anew", async () => {
    using armed = arm();
    const { attachFile } = watch;
    const directory = statSync(dirname(attachFile));
    // The last that is done with the old places, before the new ones are watched.
    watch.onDispose = () => writeFileSync(attachFile, "");
    watch.listener?.lost(new Error("lost by the test"));
    watch.onDispose = () => {};
    expect(watch.begun).toBe(2);
    expect(watch.attachFile).toBe(attachFile);
    expect(statSync(dirname(attachFile)).ino).toBe(directory.ino);
    await armed.signaled();
  });

  test("does not set up again at once a watch that breaks as soon as it is set up, but polls", async () => {
    using armed = arm();
    watch.listener?.lost(new Error("first"));
    watch.listener?.lost(new Error("second"));
    expect(watch.begun).toBe(2);
    expect(events.at(-1)).toMatchObject({ type: "degraded", reason: expect.stringContaining("second") });
    for (const directory of findPrivateDirectories(requireProcess(process.pid), NAME)) {
      writeFileSync(join(directory, attachFileName({ pid: process.pid, name: NAME })), "");
    }
    await armed.signaled();
    expect(watch.begun).toBe(3);
    expect(events.at(-1)).toMatchObject({ type: "healed" });
  });

  test("lives with one place that is closed to it, and says so", () => {
    watch.refused = { cwd: systemError("EACCES") };
    using _armed = arm();
    expect(events).toEqual([
      expect.objectContaining({ type: "degraded", reason: expect.stringContaining("are not seen: EACCES") }),
    ]);
    expect(watch.disposed).toBe(0);
  });

  test("polls when a limit keeps it from watching a place", () => {
    watch.refused = { cwd: systemError("ENOSPC") };
    using _armed = arm();
    expect(events).toEqual([
      expect.objectContaining({ type: "degraded", reason: expect.stringContaining("once a second: ENOSPC") }),
    ]);
  });

  test("opens its places anew, a second later, when one went before it could be watched", async () => {
    watch.refused = { temporary: systemError("ENOENT") };
    const healed = Promise.withResolvers<void>();
    using _armed = arm((event) => event.type === "healed" && healed.resolve());
    expect(events).toEqual([
      expect.objectContaining({ type: "degraded", reason: expect.stringContaining("once a second: ENOENT") }),
    ]);
    const before = watch.attachFile;
    rmSync(dirname(before), { recursive: true });
    watch.refused = {};
    await healed.promise;
    expect(watch.attachFile).not.toBe(before);
  });

  test("polls when it can watch no place at all", () => {
    watch.refused = { cwd: systemError("EACCES"), temporary: systemError("ENOENT") };
    using _armed = arm();
    expect(events).toEqual([
      expect.objectContaining({ type: "degraded", reason: expect.stringContaining("once a second") }),
    ]);
  });

  test("can be disposed by the hook that it tells of its healing", () => {
    const armed = arm((event) => {
      if (event.type === "healed") armed[Symbol.dispose]();
    });
    watch.listener?.lost(new Error("lost by the test"));
    watch.listener?.changed();
    watch.listener?.lost(new Error("told too late"));
    expect(watch.begun).toBe(2);
    expect(watch.rearmed).toBe(0);
  });

  test("makes its private directory anew when somebody removed it", async () => {
    using armed = arm();
    const before = watch.attachFile;
    rmSync(dirname(before), { recursive: true });
    watch.onRearm = () => {
      throw systemError("ENOENT");
    };
    watch.listener?.changed();
    expect(watch.attachFile).not.toBe(before);
    watch.onRearm = () => {};
    writeFileSync(watch.attachFile, "");
    watch.listener?.changed();
    await armed.signaled();
  });
});
