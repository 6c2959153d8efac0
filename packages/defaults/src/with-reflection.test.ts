// with-reflection.test.ts: a process that is teleoperable tells what it offers, unless it does not want to.
import { expect, test } from "bun:test";
import { dynamicCall, listServices, schemaOf } from "@teleop/reflection/client";
import { describe as described } from "@teleop/rpc-capnp/schema";
import { attach, Echo, type TeleoperateOptions, teleoperate } from "./index.ts";

const services = { echo: () => Echo.server({ echo: ({ message }) => ({ reply: message }) }) };

let rendezvous = 0;

/** This process, under a name of its own, attached to by itself. */
async function withTarget(
  options: Partial<TeleoperateOptions>,
  body: (target: Awaited<ReturnType<typeof attach>>) => Promise<void>,
): Promise<void> {
  rendezvous += 1;
  const name = `reflection-${rendezvous}`;
  await using _teleop = teleoperate({ services, ...options, name });
  await using target = await attach(process.pid, { name });
  await body(target);
}

test("a client that has no code of a service describes and calls it", () =>
  withTarget({}, async (target) => {
    expect((await listServices(target)).map(({ name }) => name)).toEqual(["echo", "reflection"]);
    const schema = await schemaOf(target, ["echo"]);
    const type = schema.interfaceOf("echo");
    expect(described(type)).toEqual(described(Echo));
    using stub = target.service("echo", type);
    using results = await dynamicCall(stub, type, "echo", { message: "hello!" });
    expect(results.json).toEqual({ reply: "hello!" });
  }));

test("services that are loaded when somebody attaches are told, too", () =>
  withTarget({ services: () => ({ services }) }, async (target) => {
    expect((await listServices(target, { make: true })).map(({ state }) => state)).toEqual([
      "known",
      "known",
    ]);
  }));

test("with reflection: false nothing is told", () =>
  withTarget({ reflection: false }, async (target) => {
    await expect(listServices(target)).rejects.toMatchObject({ code: "NO_REFLECTION" });
    using reflection = target.service("reflection", Echo);
    await expect(reflection.echo()).rejects.toThrow("service reflection not found: there is echo");
  }));

test("a service of that name is the application's own", () =>
  withTarget({ services: { reflection: services.echo } }, async (target) => {
    using mine = target.service("reflection", Echo);
    expect((await mine.echo({ message: "mine" })).reply).toBe("mine");
  }));

test("reflection is wanted or not", () => {
  expect(() => teleoperate({ services, reflection: "no" as never })).toThrow(
    'reflection must be true or false, not "no"',
  );
});
