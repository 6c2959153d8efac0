// attach.test.ts: the client's side: what a target that one is attached to tells, and how it comes to an end.
import { expect, test } from "bun:test";
import { attach, Echo } from "./index.ts";
import { TestTarget } from "./testing/target.ts";

const onUnix = test.if(process.platform !== "win32");

onUnix("a target tells its PID, where the connection leads, and who is there", async () => {
  await using target = await TestTarget.start();
  await using attached = await target.attach();
  expect(attached.pid).toBe(target.pid);
  expect(attached.address).toBe(target.socket);
  if (process.platform === "linux") {
    expect(attached.peer).toMatchObject({ pid: target.pid, uid: process.geteuid?.() });
  }
});

onUnix("many clients are served at once", async () => {
  await using target = await TestTarget.start();
  const messages = Array.from({ length: 20 }, (_, index) => `client ${index}`);
  expect(await Promise.all(messages.map((message) => target.echo(message)))).toEqual(messages);
});

onUnix("stats() counts calls and messages, and drain() resolves when no call is under way", async () => {
  await using target = await TestTarget.start();
  await using attached = await target.attach();
  using echo = attached.service("echo", Echo);
  await echo.echo({ message: "warm" });
  await attached.drain();
  const before = attached.stats();
  expect(before.questions).toBe(0);

  const calls = [1, 2, 3].map((number) => echo.echo({ message: `${number}` }));
  expect(attached.stats().questions).toBe(3);
  await attached.drain();
  expect((await Promise.all(calls)).map(({ reply }) => reply)).toEqual(["1", "2", "3"]);
  expect(attached.stats()).toMatchObject({
    questions: 0,
    oldestCallMs: undefined,
    messagesReceived: before.messagesReceived + 3,
  });
});

onUnix(
  "closed is undefined after an orderly end on our side, and pending calls have failed by then",
  async () => {
    await using target = await TestTarget.start();
    const attached = await target.attach();
    using echo = attached.service("echo", Echo);
    const call = echo.echo({ message: "hang" });
    await target.next("hanging");
    await attached[Symbol.asyncDispose]();
    await attached[Symbol.asyncDispose]();
    expect(await attached.closed).toBeUndefined();
    await expect(call).rejects.toMatchObject({ type: "disconnected" });
    await target.next("cancelled");
    expect(await target.echo("others")).toBe("others");
  },
);

onUnix(
  "a target cannot call what a client does not offer, nor does a client keep what it offered",
  async () => {
    let disposals = 0;
    await using target = await TestTarget.start({ asksClients: true });
    const server: Echo.Server & Disposable = {
      echo: ({ message }) => ({ reply: message }),
      [Symbol.dispose]: () => void disposals++,
    };
    {
      await using _attached = await target.attach({ services: { echo: () => Echo.server(server) } });
      await target.next("heard");
    }
    expect(disposals).toBe(1);
  },
);

test.each([
  ["a negative timeout", { timeout: -1 }, "timeout must be a number of milliseconds"],
  ["a timeout that is no number", { timeout: Number.NaN }, "timeout must be a number of milliseconds"],
  ["a name with a space", { name: "no spaces" }, "a rendezvous name must be"],
  ["a limit of 0", { rpc: { limits: { questions: 0 } } }, "the limit questions must be a positive integer"],
  [
    "a service that is no function",
    { services: { echo: "echo" as never } },
    "services.echo to be a function",
  ],
] as const)("%s is rejected, and nothing is attached", async (_what, options, message) => {
  await expect(attach(process.pid, options)).rejects.toThrow(message);
});
