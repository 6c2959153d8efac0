// announced.test.ts: what doctor makes of what a process says of itself.
import { expect, test } from "bun:test";
import { ownVersion } from "../own-version.ts";
import { checkAnnounced } from "./announced.ts";

const said = {
  name: "shop",
  rendezvous: undefined,
  attacher: "inotify",
  transport: "unix",
  services: [],
  versions: { teleop: ownVersion, bun: "1.4.5" },
  command: [],
  metadata: {},
};
const means = { attacher: { name: "inotify" }, transport: { name: "unix" }, name: undefined };

test.each([
  ["the same means", {}, {}, "ok", "it says that it is shop"],
  ["a client that sends SIGQUIT", {}, { attacher: { name: "unix" } }, "ok", "it says that it is shop"],
  ["a target that only SIGQUIT wakes", { attacher: "unix" }, {}, "warning", "--attacher unix"],
  ["another transport", { transport: "pigeon" }, {}, "failed", "reached by the transport pigeon"],
  ["another rendezvous", { rendezvous: "admin" }, {}, "failed", "--rendezvous admin"],
  ["a rendezvous that is asked for", {}, { name: "admin" }, "failed", "leave --rendezvous out"],
  ["a later version", { versions: { teleop: "99.0.0" } }, {}, "warning", "teleop 99.0.0"],
] as const)("%s: %j and %j are %s", (_what, announced, wanted, state, told) => {
  const check = checkAnnounced([{ ...said, ...announced }], { ...means, ...wanted });
  expect(check.state).toBe(state);
  expect(`${check.finding} ${check.advice}`).toContain(told);
});

test("a process that says nothing of itself is not held against it", () => {
  expect(checkAnnounced([], means).state).toBe("skipped");
});
