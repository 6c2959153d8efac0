// no-descriptors.test.ts: out of file descriptors, nobody is believed unchecked, and everybody is told what is missing.
import { expect, test } from "bun:test";
import { TargetProcess } from "@teleop/conformance";
import { Samples, type Samples_Sample } from "@teleop/diagnostics/client";
import { attach, Echo } from "teleop";
import type { NoDescriptorsReport } from "./testing/no-descriptors-program.ts";
import { Scene } from "./testing/scene.ts";

const program = new URL("./testing/no-descriptors-program.ts", import.meta.url);
const onLinux = test.if(process.platform === "linux");

/** Runs the program with few descriptors, so that it soon has none. */
function withFew(scene: Scene, args: readonly string[] = []): TargetProcess<string, NoDescriptorsReport> {
  return new TargetProcess<string, NoDescriptorsReport>(program, {
    ...scene.directories,
    args,
    wrapper: ["sh", "-c", 'ulimit -n 64; exec "$@"', "sh"],
  });
}

onLinux("a target without descriptors at the first attach checks its peers once it has some", async () => {
  await using scene = new Scene("default");
  await using target = withFew(scene);
  await target.next("ready");
  expect(await scene.connect(target.pid, { timeout: 200 }).catch((error) => error)).toMatchObject({
    code: "ATTACH_TIMEOUT",
  });
  const failed = await target.next("failed");
  expect(failed).toMatchObject({ event: { error: { code: "OUT_OF_RESOURCES" } } });
  target.send("free");
  await target.next("freed");
  await using _connection = await scene.connect(target.pid);
  expect(await target.next("accepted")).toMatchObject({
    event: { peer: { pid: process.pid, uid: process.geteuid?.() } },
  });
  expect(target.log.map(({ report }) => report)).not.toContain("degraded");
});

// Loading takes several at a time, and a runtime keeps that it could not open a file for want of one.
onLinux.each([1, 2, 3, 4, 6, 10])(
  "a target with %d descriptors to spare at the first attach is attached to once it has more",
  async (spare) => {
    await using scene = new Scene("default");
    await using target = withFew(scene, ["all", String(spare)]);
    await target.next("ready");
    const failure = await attach(target.pid, { timeout: 500 }).then(
      (attached) => attached[Symbol.asyncDispose](),
      (error: unknown) => error,
    );
    // With some of these numbers it gets in at once.
    if (failure !== undefined)
      expect(failure).toMatchObject({ code: expect.stringMatching(/^(ATTACH_TIMEOUT|REFUSED)$/) });
    target.send("free");
    await target.next("freed");
    await using attached = await attach(target.pid);
    using echo = attached.service("echo", Echo);
    expect((await echo.echo({ message: "at last" })).reply).toBe("at last");
  },
);

onLinux(
  "a target without descriptors gives no samples, goes on, and gives them once it has some",
  async () => {
    await using scene = new Scene("default");
    await using target = withFew(scene, ["samples"]);
    await target.next("ready");
    await using attached = await attach(target.pid);
    using samples = attached.service("samples", Samples);
    const [before, after] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const sample = ({ dropped }: Samples_Sample): void => (dropped < 2n ? before : after).resolve();
    using _subscribed = await samples.subscribe({ interval: 10, sink: { sample } });
    await before.promise;
    target.send("take");
    await target.next("unread");
    await target.next("unread");
    target.send("free");
    await target.next("freed");
    await after.promise;
    expect(target.log.map(({ report }) => report)).not.toContain("failed");
  },
);

onLinux("a client without descriptors is told so, by a target that is to be woken", async () => {
  await using scene = new Scene("default");
  const target = await scene.startTarget();
  await expectShortage(scene, target.pid);
});

onLinux("a client without descriptors is told so, by a target that listens", async () => {
  await using scene = new Scene("default");
  const target = await scene.startTarget();
  await using _first = await scene.connect(target.pid);
  await expectShortage(scene, target.pid);
});

/** A client that has none is told what it lacks, and does not keep others from attaching. */
async function expectShortage(scene: Scene, pid: number): Promise<void> {
  await using client = withFew(scene, [String(pid)]);
  expect(await client.next("rejected")).toMatchObject({
    code: "OUT_OF_RESOURCES",
    message: expect.stringMatching(/EMFILE.*ulimit -n/),
  });
  await using _next = await scene.connect(pid);
}
