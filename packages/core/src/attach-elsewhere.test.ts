// attach-elsewhere.test.ts: that core asks nothing of this machine where a transport leads elsewhere, and keeps its word
// about time even so.
import { expect, test } from "bun:test";
import { connect } from "./connect.ts";
import type { Connection } from "./connection.ts";
import { TeleopError } from "./errors.ts";
import { openSession } from "./open-session.ts";
import type { Protocol, Session } from "./protocol.ts";
import type { Rendezvous } from "./rendezvous.ts";
import { ScriptedConnection } from "./testing/doubles.ts";
import type { ElsewhereOptions, Listener, Transport } from "./transport.ts";

/** A PID that no process of this machine has: none may be looked for here. */
const FAR = 2 ** 31 - 1;

/** Leads to processes that are there because the test says so. */
class FarScene implements Transport {
  readonly name = "far";
  readonly asked: (Rendezvous & { readonly timeout: number })[] = [];
  readonly connections: ScriptedConnection[] = [];
  onAttach: (options: ElsewhereOptions) => void | Promise<void> = () => {};

  async listen(): Promise<Listener> {
    throw new Error("nobody listens by this");
  }

  async connect(): Promise<Connection> {
    throw new Error("core makes whole attaches by this");
  }

  async attach(rendezvous: Rendezvous, options: ElsewhereOptions): Promise<Connection> {
    this.asked.push({ ...rendezvous, timeout: options.timeout });
    await this.onAttach(options);
    const connection = new ScriptedConnection();
    this.connections.push(connection);
    return connection;
  }
}

/** A protocol whose target answers as the test says: it speaks, it goes, or it stays silent. */
function protocol(answers: readonly ("speaks" | "goes" | "nothing")[]): Protocol<Session> {
  const line = [...answers];
  return {
    name: "scripted",
    open(connection) {
      const answer = line.shift();
      const closed = Promise.withResolvers<Error | undefined>();
      if (answer === "goes") closed.resolve(new TeleopError("CONNECTION_CLOSED", "it closed"));
      return {
        closed: closed.promise,
        established: answer === "speaks" ? Promise.resolve() : new Promise(() => {}),
        async [Symbol.asyncDispose]() {
          connection.abort();
          closed.resolve(undefined);
        },
      };
    },
  };
}

test("the process is left to the transport: its PID, its name and the time go there, and no attacher is needed", async () => {
  const transport = new FarScene();
  await using _connection = await connect(FAR, { transport, name: "metrics", timeout: 5_000 });
  expect(transport.asked).toMatchObject([{ pid: FAR, name: "metrics" }]);
  expect(transport.asked[0]?.timeout).toBeWithin(4_000, 5_001);
});

test("what the transport says of the process is what the caller hears", async () => {
  const transport = new FarScene();
  const news = new TeleopError("NO_SUCH_PROCESS", "no process has PID 7 there", { pid: 7 });
  transport.onAttach = () => {
    throw news;
  };
  await expect(connect(7, { transport })).rejects.toBe(news);
});

test("a target elsewhere that says nothing is an ATTACH_TIMEOUT that says where, and its connection is closed", async () => {
  const transport = new FarScene();
  const opening = openSession(FAR, { transport, timeout: 30, protocol: protocol(["nothing"]) });
  await expect(opening).rejects.toMatchObject({
    code: "ATTACH_TIMEOUT",
    pid: FAR,
    message: expect.stringContaining(
      "did not answer within 30 ms: connected to scripted, where it said nothing",
    ),
  });
  expect(transport.connections.map(({ isAborted }) => isAborted)).toEqual([true]);
});

test("a target elsewhere that turns us away is come back to, with the time that is left", async () => {
  const transport = new FarScene();
  await using _session = await openSession(FAR, {
    transport,
    timeout: 60_000,
    protocol: protocol(["goes", "goes", "speaks"]),
  });
  const times = transport.asked.map(({ timeout }) => timeout);
  expect(times).toHaveLength(3);
  expect(times).toEqual([...times].sort((a, b) => b - a));
});

test("a target elsewhere that turns us away until time is up has REFUSED us", async () => {
  const transport = new FarScene();
  const opening = openSession(FAR, { transport, timeout: 30, protocol: protocol(Array(100).fill("goes")) });
  await expect(opening).rejects.toMatchObject({
    code: "REFUSED",
    message: expect.stringMatching(/turned us away \d+ times? within 30 ms/),
  });
});

test("an abort ends it with its reason, while the transport attaches and while the target is silent", async () => {
  const reason = new Error("the user went away");
  for (const phase of ["attaching", "silent"] as const) {
    const transport = new FarScene();
    const controller = new AbortController();
    if (phase === "attaching") {
      transport.onAttach = async ({ signal }) => {
        queueMicrotask(() => controller.abort(reason));
        await new Promise((_resolve, reject) =>
          signal?.addEventListener("abort", () => reject(signal.reason)),
        );
      };
    }
    const opening = openSession(FAR, {
      transport,
      signal: controller.signal,
      protocol: protocol(["nothing"]),
    });
    if (phase === "silent") setImmediate(() => controller.abort(reason));
    await expect(opening).rejects.toBe(reason);
    expect(transport.connections.every(({ isAborted }) => isAborted)).toBe(true);
  }
});
