// teleoperate.test.ts: the target's side: what it offers, to whom, and how it comes to an end.
import { expect, test } from "bun:test";
import { unlinkSync } from "node:fs";
import { dummy } from "@teleop/attacher-dummy";
import type { Attacher } from "@teleop/core";
import { Wakeups } from "@teleop/core/plugin";
import { attach, Echo, TeleopError, teleoperate } from "./index.ts";
import { NOT_ARMED, TestTarget } from "./testing/target.ts";

const onUnix = test.if(process.platform !== "win32");

test("nothing is bound before somebody attaches, and nothing is left after disposing four times", async () => {
  await using target = await TestTarget.start();
  expect(target.drain("bound")).toBe(0);
  expect(await target.echo("hello!")).toBe("hello!");
  await target.next("bound");
  await target.command({ do: "dispose", times: 4 });
  expect(target.directories.leftovers()).toEqual([]);
  await target.command({ do: "dispose", times: 1 });
  expect(await target.end()).toBe(0);
});

test("disposing detaches clients: their calls fail with type disconnected", async () => {
  await using target = await TestTarget.start();
  await using attached = await target.attach();
  using echo = attached.service("echo", Echo);
  const call = echo.echo({ message: "hang" });
  await target.next("hanging");
  await target.command({ do: "dispose", times: 1 });
  await expect(call).rejects.toMatchObject({ type: "disconnected" });
  await attached.closed;
  await target.next("cancelled");
});

onUnix("one process offers several rendezvous by name, each with services of its own", async () => {
  await using target = await TestTarget.start({ names: ["", "admin", "metrics.v2"] });
  expect(await target.echo("hello!", { name: "admin" })).toBe("admin: hello!");
  expect(await target.echo("hello!")).toBe("hello!");
  expect(await target.echo("hello!", { name: "metrics.v2" })).toBe("metrics.v2: hello!");
  await expect(target.attach({ name: "other", timeout: 100 })).rejects.toMatchObject({
    code: "ATTACH_TIMEOUT",
    message: expect.stringContaining("does it listen as other"),
  });
  expect(await target.end()).toBe(0);
  expect(target.directories.leftovers()).toEqual([]);
});

test.each(["1", "true", "yes"])(
  "TELEOP_DISABLE=%s turns it off, reports so, and puts nothing on disk",
  async (value) => {
    await using target = await TestTarget.start({}, { env: { TELEOP_DISABLE: value } });
    expect((await target.next("disabled")).reason).toContain("TELEOP_DISABLE");
    await expect(target.attach({ timeout: 100 })).rejects.toMatchObject({ code: NOT_ARMED });
    expect(target.directories.leftovers()).toEqual([]);
    expect(await target.end()).toBe(0);
  },
);

test("a service is made when it is first asked for, once, for all clients", async () => {
  await using target = await TestTarget.start();
  {
    await using first = await target.attach();
    await target.next("accepted");
    expect(target.drain("made")).toBe(0);
    await using second = await target.attach();
    using firstEcho = first.service("echo", Echo);
    using secondEcho = second.service("echo", Echo);
    await Promise.all([firstEcho.echo({ message: "1" }), secondEcho.echo({ message: "2" })]);
  }
  await target.echo("3");
  await target.command({ do: "ping" });
  expect(target.log.filter(({ report }) => report === "made")).toEqual([{ report: "made", name: "" }]);
});

test("a client that authorize refuses gets an error, soon; the target says why, and goes on", async () => {
  await using target = await TestTarget.start({ refuses: true });
  await expect(target.attach()).rejects.toMatchObject({
    code: "REFUSED",
    message: expect.stringContaining("the target does not let this client in"),
  });
  expect((await target.next("refused")).reason).toContain("authorize said no");
  await target.command({ do: "ping" });
  expect(target.drain("made")).toBe(0);
});

test("a process that is armed ends by itself, and leaves nothing", async () => {
  await using target = await TestTarget.start({ leaving: "idle" });
  expect(await target.ended()).toBe(0);
  expect(target.directories.leftovers()).toEqual([]);
});

test("a process that has served, and still has a client, ends by itself and leaves nothing", async () => {
  await using target = await TestTarget.start({ leaving: "end" });
  expect(await target.echo("hello!")).toBe("hello!");
  await using attached = await target.attach();
  using echo = attached.service("echo", Echo);
  await echo.echo({ message: "hello!" });
  expect(await target.end()).toBe(0);
  expect(target.directories.leftovers()).toEqual([]);
  await attached.closed;
});

onUnix("when the bound socket is removed, the next attach works, and clients from before stay", async () => {
  await using target = await TestTarget.start();
  await using before = await target.attach();
  using echo = before.service("echo", Echo);
  unlinkSync(target.socket);
  expect(await target.echo("after")).toBe("after");
  await target.next("healed");
  expect((await echo.echo({ message: "before" })).reply).toBe("before");
});

test("what nobody holds stays armed when the garbage is collected", async () => {
  await using target = await TestTarget.start();
  await target.command({ do: "collectGarbage" });
  expect(await target.echo("hello!")).toBe("hello!");
});

test("onAttach can use what the client offers, and what it throws is reported and harms nobody", async () => {
  await using target = await TestTarget.start({ asksClients: true });
  await using attached = await target.attach({
    services: { echo: () => Echo.server({ echo: ({ message }) => ({ reply: `${message} a client` }) }) },
  });
  expect((await target.next("heard")).reply).toBe("who is there? a client");
  expect((await target.next("failed")).reason).toContain("the hook threw");
  using echo = attached.service("echo", Echo);
  expect((await echo.echo({ message: "hello!" })).reply).toBe("hello!");
});

test("a client that offers nothing tells the target so", async () => {
  await using target = await TestTarget.start({ asksClients: true });
  await using _attached = await target.attach();
  expect((await target.next("heard")).reply).toContain("service echo not found");
});

test("onEvent hears of a method that throws: which, of whom, and what it threw", async () => {
  await using target = await TestTarget.start();
  await using attached = await target.attach();
  using echo = attached.service("echo", Echo);
  await expect(Promise.resolve(echo.echo({ message: "throw" }))).rejects.toThrow("the method threw");
  expect(await target.next("threw")).toMatchObject({
    reason: "echo.capnp:Echo.echo: RangeError: the method threw",
  });
});

test("an onAttach that rejects is reported, and the session goes on", async () => {
  const name = crypto.randomUUID();
  const failed = Promise.withResolvers<unknown>();
  await using _target = teleoperate({
    services: { echo: () => Echo.server({ echo: () => ({ reply: "here" }) }) },
    attacher: dummy(),
    name,
    onAttach: (async () => {
      throw undefined;
    }) as () => void,
    onEvent: (event) => {
      if (event.type === "failed") failed.resolve(event);
    },
  });
  await using attached = await attach(process.pid, { attacher: dummy(), name });
  using echo = attached.service("echo", Echo);
  expect((await echo.echo()).reply).toBe("here");
  expect(await failed.promise).toMatchObject({ by: "onAttach", error: undefined });
});

test("mistakes in the options are thrown at once, and nothing stays armed", async () => {
  const disarmed = Promise.withResolvers<void>();
  let arms = 0;
  const attacher: Attacher = {
    name: "counting",
    arm() {
      arms++;
      const wakeups = new Wakeups("counting");
      return {
        signaled: (options) => wakeups.next(options),
        [Symbol.dispose]() {
          wakeups[Symbol.dispose]();
          disarmed.resolve();
        },
      };
    },
    signal: () => {
      throw new Error("nobody attaches");
    },
  };
  const options = { services: { echo: () => Echo.server({ echo: () => ({}) }) }, attacher };
  expect(() => teleoperate({ ...options, services: { echo: "echo" as never } })).toThrow(TeleopError);
  expect(() => teleoperate({ ...options, services: undefined as never })).toThrow("needs services");
  expect(() => teleoperate({ ...options, rpc: { limits: { questions: 0 } } })).toThrow(TeleopError);
  expect(() => teleoperate({ ...options, name: "no spaces" })).toThrow("a rendezvous name must be");
  expect(() => teleoperate({ ...options, signal: AbortSignal.abort(new Error("enough")) })).toThrow("enough");
  expect(arms).toBe(0);
  // This one is noticed when it is armed already.
  expect(() => teleoperate({ ...options, handshakeTimeout: -1 })).toThrow("handshakeTimeout must be");
  expect(arms).toBe(1);
  await disarmed.promise;
});
