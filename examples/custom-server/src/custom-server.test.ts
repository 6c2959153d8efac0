// custom-server.test.ts: both protocols of the server, by every attacher that the platform has.
import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chunks, connect } from "@teleop/core";
import { capnp, Echo } from "@teleop/rpc-capnp/teleop";
import { unixSocket } from "@teleop/transport-unix";
import { attacherByName } from "./attachers.ts";

const attachers = process.platform === "linux" ? ["inotify", "unix", "dummy"] : ["unix", "dummy"];

describe.each(attachers)("the custom server armed by %s", (name) => {
  let home: string;
  let server: Bun.Subprocess<"ignore", "pipe", "ignore">;

  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), "teleop-custom-"));
    server = Bun.spawn([process.execPath, join(import.meta.dir, "main.ts"), name], {
      cwd: home,
      env: { ...process.env, TMPDIR: home },
      stdout: "pipe",
      stderr: "ignore",
    });
    await server.stdout.getReader().read();
  });
  afterEach(async () => {
    server.kill("SIGTERM");
    expect(await server.exited).toBe(0);
    expect(await readdir(home)).toEqual([]);
    await rm(home, { recursive: true, force: true });
  });

  test("speaks Cap'n Proto at the rendezvous without a name", async () => {
    const connection = await connect(server.pid, { attacher: attacherByName(name), transport: unixSocket() });
    await using session = capnp().open(connection);
    using echo = session.service("echo", Echo);
    expect((await echo.echo({ message: "hello!" })).reply).toBe("hello!");
  });

  test("speaks lines of JSON at the rendezvous named json, and survives nonsense", async () => {
    const connection = await connect(server.pid, {
      attacher: attacherByName(name),
      transport: unixSocket(),
      name: "json",
    });
    const requests = [
      '{"method":"pid"}',
      "nonsense",
      '{"method":"constructor"}',
      '{"method":"echo","params":[1]}',
    ];
    await connection.write(new TextEncoder().encode(`${requests.join("\n")}\n`));
    await connection.end();
    let text = "";
    for await (const chunk of chunks(connection)) text += new TextDecoder().decode(chunk);
    const answers = text
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(answers).toEqual([
      { result: server.pid },
      { error: expect.stringContaining("JSON") },
      { error: 'there is no method "constructor"' },
      { result: [1] },
    ]);
  });

  test("answers a client that is a program of its own", async () => {
    await using ask = Bun.spawn(
      [process.execPath, join(import.meta.dir, "ask.ts"), `${server.pid}`, "pid", name],
      { stdout: "pipe", stderr: "inherit" },
    );
    expect(JSON.parse(await ask.stdout.text())).toEqual({ result: server.pid });
    expect(await ask.exited).toBe(0);
  });
});

test("an attacher that does not exist is named, with those that do", () => {
  expect(() => attacherByName("toString")).toThrow(
    'there is no attacher "toString"; there are dummy, inotify',
  );
});
