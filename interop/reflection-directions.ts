// reflection-directions.ts: clients in C++ and Rust learn from a process of ours what it offers, and call it; one of ours
// calls a target of the Rust crate, which does not tell, by its schema.
import { deepStrictEqual, strictEqual } from "node:assert";
import { join } from "node:path";
import { attempt, type Case, type Direction } from "./harness/direction.ts";
import { runClient, startServer } from "./harness/peer-process.ts";

const here = import.meta.dirname;

export const reflectionDirections: readonly Direction[] = [
  {
    title: "C++ loads the schemas that TypeScript tells, and calls by them",
    run: () => byReflection("target/cpp/reflection", 5),
  },
  {
    title: "Rust reads the schemas that TypeScript tells, and calls by them",
    run: () => byReflection("target/debug/reflection-client", 3),
  },
  { title: "TypeScript calls Rust, which does not tell its schemas, by one of a file", run: rustBySchema },
];

interface Line {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
}

/** What a client is to have seen, where it says so. */
const details: Readonly<Record<string, string>> = {
  "services are named, with their interfaces":
    "echo echo.capnp:Echo, interop interop.capnp:Interop, corners corners.capnp:Passing, reflection reflection.capnp:Reflection",
  "a service is called by its schema alone": "hello!",
  "a service is called by the ids that its schema has": "hello!",
};

async function byReflection(client: string, checks: number): Promise<readonly Case[]> {
  await using server = await startServer([
    process.execPath,
    join(here, "typescript/reflection-server.ts"),
    "socket",
  ]);
  const lines = (await runClient([join(here, client), "socket"], server)) as readonly Line[];
  const cases = await Promise.all(
    lines.map(({ name, ok, detail }) =>
      attempt(name, () => {
        if (!ok) throw new Error(detail);
        strictEqual(detail, details[name] ?? "");
      }),
    ),
  );
  return [
    ...cases,
    await attempt("all of it was checked", () => strictEqual(lines.length, checks)),
    await attempt("the server ends in order", () => server.stop()),
  ];
}

async function rustBySchema(): Promise<readonly Case[]> {
  await using server = await startServer([join(here, "target/teleop-inotify/teleop-server")]);
  const client = join(here, "typescript/reflection-client.ts");
  const schema = join(here, "../packages/rpc-capnp/schema/echo.capnp");
  const printed = await runClient([process.execPath, client, "inotify", `${server.pid}`, schema], server);
  return [
    await attempt("it is said that it does not tell, and echoes", () =>
      deepStrictEqual(printed, [{ untold: "NO_REFLECTION" }, { reply: "hello!" }]),
    ),
    await attempt("the server ends in order", () => server.stop()),
  ];
}
