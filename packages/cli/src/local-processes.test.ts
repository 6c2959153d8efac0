// local-processes.test.ts: which changes are told to who watches the processes that have a rendezvous.
import { expect, test } from "bun:test";
import type { ArmedProcess, Change } from "@teleop/discovery";
import { onlyMeant } from "./local-processes.ts";

const armed = (pid: number, rendezvous?: string): ArmedProcess => ({
  pid,
  name: "web",
  command: ["web"],
  startTime: "1",
  startedAt: undefined,
  parent: 1,
  user: 1000,
  sid: undefined,
  state: "running",
  contained: false,
  armed: "certainly",
  sign: "its record",
  announcements: [
    {
      name: "web",
      rendezvous,
      attacher: "inotify",
      transport: "unix",
      services: [],
      versions: {},
      command: ["web"],
      metadata: {},
    },
  ],
});

const nothing: Omit<Change, "processes"> = { appeared: [], changed: [], disappeared: [], ended: [] };

test("one that says something else of itself comes, or goes, by whether it has the rendezvous by then", () => {
  const only = onlyMeant("admin");
  expect(only({ ...nothing, appeared: [armed(1), armed(2, "admin")] })).toEqual({
    ...nothing,
    appeared: [armed(2, "admin")],
  });
  expect(only({ ...nothing, changed: [armed(1, "admin"), armed(2)] })).toEqual({
    ...nothing,
    appeared: [armed(1, "admin")],
    disappeared: [armed(2)],
  });
  expect(only({ ...nothing, changed: [armed(1, "admin"), armed(2)] })).toEqual({
    ...nothing,
    changed: [armed(1, "admin")],
  });
  expect(only({ ...nothing, disappeared: [armed(1, "admin"), armed(2)] })).toEqual({
    ...nothing,
    disappeared: [armed(1, "admin")],
  });
});

test("one that appears with the PID of one that has gone is another", () => {
  const only = onlyMeant("admin");
  only({ ...nothing, appeared: [armed(1, "admin")] });
  const change = { ...nothing, disappeared: [armed(1, "admin")], appeared: [armed(1, "admin")] };
  expect(only(change)).toEqual(change);
  expect(only({ ...nothing, changed: [armed(1, "admin")] }).changed).toHaveLength(1);
});
