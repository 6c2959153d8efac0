import { expect, test } from "bun:test";
import { effect } from "@preact/signals";
import type { Following } from "@teleop/diagnostics/client";
import { Kept } from "./kept.ts";
import { Pursuit, type PursuitState } from "./pursuit.ts";
import type { TargetContext } from "./target.ts";

/** A process that is attached to until it is ended. */
function target(services: readonly string[] | undefined = ["samples"]) {
  const life = new AbortController();
  const context: TargetContext = {
    address: { place: "", pid: 1, rendezvous: undefined },
    process: undefined,
    session: { service: () => missing("service"), closed: new Promise(() => {}) },
    offers: [],
    services,
    signal: life.signal,
    kept: new Kept(),
    attachWorker: () => missing("attachWorker"),
  };
  return { context, end: () => life.abort(new Error("it has ended")) };
}

function missing(what: string): never {
  throw new Error(`${what} is not to be used here`);
}

/** Something to follow that writes down what happens to it. */
function followed() {
  const log: string[] = [];
  const ends: (() => void)[] = [];
  let failure: Error | undefined;
  const begin = async (_target: TargetContext, signal: AbortSignal): Promise<Following> => {
    if (failure !== undefined) throw failure;
    const number = ends.length + 1;
    log.push(`begins ${number}`);
    const { promise, resolve } = Promise.withResolvers<undefined>();
    ends.push(() => resolve(undefined));
    signal.addEventListener("abort", () => resolve(undefined));
    return {
      ended: promise,
      [Symbol.asyncDispose]: async () => {
        await Promise.resolve();
        log.push(`is left ${number}`);
      },
    };
  };
  const options = { service: "samples", begin, ended: () => log.push("ended") };
  return {
    log,
    options,
    failWith: (error: Error) => {
      failure = error;
    },
    endLast: () => ends.at(-1)?.(),
  };
}

async function when(pursuit: Pursuit, state: PursuitState["state"]): Promise<PursuitState> {
  const { promise, resolve } = Promise.withResolvers<PursuitState>();
  const end = effect(() => {
    const now = pursuit.state.value;
    if (now.state === state) resolve(now);
  });
  const now = await promise;
  end();
  return now;
}

test("it is followed of each process that is attached to, and the one before has been left by then", async () => {
  const { log, options } = followed();
  using pursuit = new Pursuit(options, true);
  pursuit.attached(target().context);
  await when(pursuit, "following");
  pursuit.attached(target().context);
  expect(pursuit.state.value).toEqual({ state: "beginning" });
  await when(pursuit, "following");
  expect(log).toEqual(["begins 1", "is left 1", "ended", "begins 2"]);
});

test("what the process ends, and what ends with the process, is over, and begins with the next", async () => {
  const { log, options, endLast } = followed();
  using pursuit = new Pursuit(options, true);
  const first = target();
  pursuit.attached(first.context);
  await when(pursuit, "following");
  first.end();
  await when(pursuit, "over");
  pursuit.attached(target().context);
  await when(pursuit, "following");
  endLast();
  await when(pursuit, "over");
  expect(log.filter((line) => line.startsWith("begins"))).toHaveLength(2);
});

test("a process that does not offer it is not asked, and one that does not tell what it offers is", async () => {
  const { log, options } = followed();
  using pursuit = new Pursuit(options, true);
  pursuit.attached(target(["echo"]).context);
  expect(pursuit.state.value).toEqual({ state: "missing", service: "samples" });
  pursuit.attached(target(undefined).context);
  await when(pursuit, "following");
  expect(log).toEqual(["begins 1"]);
});

test("what begins only when it is told to goes on with the next process, until it is stopped", async () => {
  const { log, options } = followed();
  using pursuit = new Pursuit(options, false);
  pursuit.attached(target().context);
  expect(pursuit.state.value).toEqual({ state: "stopped" });
  pursuit.start();
  await when(pursuit, "following");
  pursuit.attached(target().context);
  await when(pursuit, "following");
  pursuit.stop();
  pursuit.attached(target().context);
  expect(pursuit.state.value).toEqual({ state: "stopped" });
  expect(log.filter((line) => line.startsWith("begins"))).toHaveLength(2);
});

test("why it cannot be followed is told", async () => {
  const { options, failWith } = followed();
  const error = new Error("not for you");
  failWith(error);
  using pursuit = new Pursuit(options, true);
  pursuit.attached(target().context);
  expect(await when(pursuit, "failed")).toEqual({ state: "failed", error });
});

test("what is kept is made once, told of what is attached, and ends with the visit", () => {
  const log: string[] = [];
  const make = () => ({
    attached: ({ address }: TargetContext) => log.push(`attached ${address.pid}`),
    [Symbol.dispose]: () => log.push("disposed"),
  });
  {
    using kept = new Kept();
    const first = kept.get("samples", make);
    kept.attached(target().context);
    expect(kept.get("samples", make)).toBe(first);
    kept.get("logs", make);
    kept.get("forms", () => ({ [Symbol.dispose]: () => log.push("forms disposed") }));
  }
  expect(log).toEqual(["attached 1", "attached 1", "forms disposed", "disposed", "disposed"]);
});
