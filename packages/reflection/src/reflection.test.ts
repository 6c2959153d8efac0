// reflection.test.ts: what a process tells of its services, and what it does, and does not do, to know it.
import { describe, expect, test } from "bun:test";
import { describe as described } from "@teleop/rpc-capnp/schema";
import { capnp, Echo, offer, type Services } from "@teleop/rpc-capnp/teleop";
import { memoryPair } from "@teleop/transport-memory";
import { listServices, Reflection, type ServiceSchema, schemaOf } from "./client.ts";
import { Board } from "./testing/board.capnp.ts";
import { withBoard } from "./testing/board-server.ts";

const makeEcho = () => Echo.server({ echo: ({ message }) => ({ reply: message }) });

describe("services", () => {
  test("are named, with the interface of those that tell it or were asked for", () =>
    withBoard(async (session) => {
      const board = {
        name: "board",
        state: "known",
        id: Board.id,
        fullName: "board.capnp:Board",
        doc: "Where notes are put.\n\nImpact: nothing.",
        deprecated: "use another",
      };
      const before = await listServices(session);
      expect(before).toMatchObject([
        { name: "echo", state: "unknown" },
        board,
        { name: "reflection", state: "known", fullName: "reflection.capnp:Reflection", id: Reflection.id },
      ]);
      using echo = session.service("echo", Echo);
      await echo.echo();
      expect((await listServices(session))[0]).toMatchObject({ name: "echo", fullName: "echo.capnp:Echo" });
    }));

  test("are made by a list of them only when that is wished", async () => {
    let made = 0;
    const services: Services = {
      quiet: () => {
        made++;
        return makeEcho();
      },
    };
    await withBoard(async (session) => {
      const quiet = async (make: boolean) =>
        (await listServices(session, { make })).find(({ name }) => name === "quiet");
      expect(await quiet(false)).toEqual({ name: "quiet", state: "unknown" });
      expect(made).toBe(0);
      expect(await quiet(true)).toMatchObject({ state: "known", fullName: "echo.capnp:Echo" });
      expect(await quiet(false)).toMatchObject({ state: "known" });
      expect(made).toBe(1);
    }, services);
  });

  test("that cannot be made, or whose interface cannot be loaded, keep nobody from hearing of the others", () =>
    withBoard(
      async (session) => {
        const told = await listServices(session, { make: true });
        expect(told.filter(({ state }) => state === "failed")).toEqual([
          { name: "broken", state: "failed", reason: "not today" },
          { name: "lost", state: "failed", reason: "no such file" },
          {
            name: "wrong",
            state: "failed",
            reason: expect.stringContaining("expected the interface of services.wrong"),
          },
          { name: "mute", state: "failed", reason: "something that has no text (object)" },
        ]);
        expect(told).toHaveLength(7);
      },
      {
        broken: () => {
          throw new Error("not today");
        },
        lost: offer(
          () => Promise.reject(new Error("no such file")),
          () => makeEcho(),
        ),
        wrong: offer(
          () => ({}) as typeof Echo,
          () => makeEcho(),
        ),
        mute: offer(
          () => Promise.reject(Object.create(null)),
          () => makeEcho(),
        ),
      },
    ));

  test("whose stub says no interface are told to be so", () =>
    withBoard(
      async (session) => {
        const told = await listServices(session, { make: true });
        expect(told.at(-1)).toEqual({ name: "bare", state: "untyped" });
        const schema = await schemaOf(session, ["bare"]);
        expect(() => schema.interfaceOf("bare")).toThrow(
          "does not tell which interface its service bare has",
        );
      },
      {
        bare: async () => {
          using board = Board.server({ store: () => ({ bare: makeEcho() }) } as unknown as Board.Server);
          return (await board.store()).bare.dup();
        },
      },
    ));
});

describe("the schema", () => {
  test("of a service is that of the generated code, docs and annotations included", () =>
    withBoard(async (session) => {
      const schema = await schemaOf(session, ["board"]);
      expect(schema.services.map(({ name }) => name)).toEqual(["board"]);
      expect(described(schema.interfaceOf("board"))).toEqual(described(Board));
    }));

  test("is asked for by name, and makes the service as asking for it would", async () => {
    let made = 0;
    await withBoard(
      async (session) => {
        const schema = await schemaOf(session, ["quiet", "quiet", "board"]);
        expect(described(schema.interfaceOf("quiet"))).toEqual(described(Echo));
        expect(described(schema.interfaceOf("board")).name).toBe("Board");
        expect(made).toBe(1);
      },
      {
        quiet: () => {
          made++;
          return makeEcho();
        },
      },
    );
  });

  test("of no names is that of all that is known, and makes nothing", () =>
    withBoard(async (session) => {
      const schema = await schemaOf(session);
      expect(schema.services.map(({ name }) => name)).toEqual(["board", "reflection"]);
      expect(described(schema.interfaceOf("reflection"))).toEqual(described(Reflection));
      expect(() => schema.interfaceOf("echo")).toThrow("does not tell which interface its service echo has");
    }));

  test("of no names is told though an interface cannot be loaded, of which asking for it by its name tells", () =>
    withBoard(
      async (session) => {
        const { services } = await schemaOf(session);
        expect(services.map(({ name }) => name)).toEqual(["board", "reflection"]);
        await expect(schemaOf(session, ["lost"])).rejects.toThrow("no such file");
      },
      {
        lost: offer(
          () => Promise.reject(new Error("no such file")),
          () => makeEcho(),
        ),
      },
    ));

  test("of an unknown service fails as asking for it does", () =>
    withBoard(async (session) => {
      await expect(schemaOf(session, ["bored"])).rejects.toMatchObject({
        type: "failed",
        message: expect.stringContaining(
          "service bored not found: there are echo, board, reflection; did you mean board?",
        ),
      });
    }));

  test("lasts when the session is over", async () => {
    const kept = Promise.withResolvers<ServiceSchema>();
    await withBoard(async (session) => kept.resolve(await schemaOf(session, ["board"])));
    const methods = described((await kept.promise).interfaceOf("board")).methods.map(({ name }) => name);
    expect(methods).toEqual(["add", "watch", "notes", "write", "written", "store", "fail", "name"]);
  });
});

test("a process that does not tell what it offers is said to be so", async () => {
  const [near, far] = memoryPair();
  using target = capnp({ services: { echo: () => makeEcho() } });
  await using _served = target.open(far);
  await using session = capnp().open(near);
  for (const ask of [() => listServices(session), () => schemaOf(session, ["echo"])]) {
    await expect(ask()).rejects.toMatchObject({
      code: "NO_REFLECTION",
      message: expect.stringContaining("--schema FILE.capnp"),
    });
  }
});

test("what is offered must be an interface, or load one", () => {
  expect(() => offer("Echo" as never, () => makeEcho())).toThrow("offer(…) must be given an interface");
  const wrong = Object.assign(() => makeEcho(), { interface: 7 });
  expect(() => capnp({ services: { wrong: wrong as never } })).toThrow(
    "the interface of services.wrong must be given an interface",
  );
});
