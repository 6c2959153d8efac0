import { expect, test } from "bun:test";
import type { TargetContext } from "./target.ts";
import { Task } from "./task.ts";

/** All that a task looks at of a process. */
function targetWith(signal: AbortSignal): TargetContext {
  return { signal } as TargetContext;
}

const lasting = new AbortController();
const target = targetWith(lasting.signal);

/** Resolves when nothing is being done any more. */
function done(task: Task): Promise<void> {
  return new Promise((resolve) => {
    task.doing.subscribe((doing) => {
      if (doing === undefined) resolve();
    });
  });
}

test("one thing is done at a time, and how far it is goes with it", async () => {
  using task = new Task();
  const { promise, resolve } = Promise.withResolvers<void>();
  task.start(target, "counting", async (_signal, progress) => {
    progress({ label: "Counting", fraction: 0.5 });
    await promise;
  });
  let began = false;
  task.start(target, "something else", async () => {
    began = true;
  });
  expect(task.doing.value).toBe("counting");
  expect(task.progress.value).toEqual({ label: "Counting", fraction: 0.5 });
  resolve();
  await done(task);
  expect({ began, progress: task.progress.value, failed: task.failed.value }).toEqual({
    began: false,
    progress: undefined,
    failed: undefined,
  });
});

test("what fails is told until something else is begun; what was given up has not failed", async () => {
  using task = new Task();
  const error = new Error("no memory");
  task.start(target, "counting", () => Promise.reject(error));
  await done(task);
  expect(task.failed.value).toEqual({ what: "counting has failed", error });
  task.start(target, "counting", untilAborted);
  expect(task.failed.value).toBeUndefined();
  task.cancel();
  await done(task);
  expect(task.failed.value).toBeUndefined();
});

test("when the process goes, that is why it has failed", async () => {
  using task = new Task();
  const life = new AbortController();
  task.start(targetWith(life.signal), "counting", untilAborted);
  const gone = new Error("the process has ended");
  life.abort(gone);
  await done(task);
  expect(task.failed.value?.error).toBe(gone);
});

function untilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
}
