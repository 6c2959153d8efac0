// security.e2e.ts: another user of the machine, and a page of another origin, do not get in to the console, by a real shell and
// in a real browser.
import { afterAll, beforeAll, expect, test } from "bun:test";
import { RpcConnection } from "@teleop/rpc-capnp";
import { WebSocketServer } from "ws";
import { Console } from "../console.capnp.ts";
import { serverConnection } from "../server/server-socket.ts";
import { TestBrowser } from "./browser.ts";
import { ServedConsole } from "./served.ts";
import { ConsoleTarget } from "./target.ts";

let browser: TestBrowser;
let served: ServedConsole;

beforeAll(async () => {
  [browser, served] = await Promise.all([TestBrowser.start(), ServedConsole.start()]);
});
afterAll(async () => {
  await browser[Symbol.asyncDispose]();
  await served[Symbol.asyncDispose]();
});

/** `nobody`. */
const OTHER_USER = 65534;

const reason =
  process.platform !== "linux"
    ? "it needs Linux"
    : process.geteuid?.() !== 0
      ? "it needs root"
      : Bun.which("setpriv") === null
        ? "it needs setpriv"
        : undefined;
const amongUsers = reason === undefined ? test : test.skip;

async function asOther(script: string): Promise<{ readonly exitCode: number; readonly output: string }> {
  const user = [`--reuid=${OTHER_USER}`, `--regid=${OTHER_USER}`, "--clear-groups"];
  const child = Bun.spawn(["setpriv", ...user, "bash", "-c", script], {
    cwd: "/",
    stdin: "ignore",
    stdout: "pipe",
    stderr: "pipe",
  });
  const [out, err] = await Promise.all([
    new Response(child.stdout).text(),
    new Response(child.stderr).text(),
  ]);
  return { exitCode: await child.exited, output: out + err };
}

amongUsers(
  `another user reaches the port, finds the secret nowhere, and is refused${reason === undefined ? "" : ` (skipped: ${reason})`}`,
  async () => {
    const { port, host, pathname } = new URL(served.url);
    const request = (path: string): string =>
      `exec 3<>/dev/tcp/127.0.0.1/${port}; printf 'GET ${path} HTTP/1.1\\r\\nHost: ${host}\\r\\nConnection: close\\r\\n\\r\\n' >&3; cat <&3`;
    // The way is open: with the secret, which nobody told it, it would be let in.
    expect((await asOther(request(pathname))).output).toStartWith("HTTP/1.1 200 OK");
    expect((await asOther(request("/"))).output).toStartWith("HTTP/1.1 403 Forbidden");
    const secret = pathname.slice(1, -1);
    const seen = await asOther(`cat /proc/[0-9]*/cmdline | tr '\\0' '\\n'`);
    expect(seen.output).toContain("console");
    expect(seen.output).not.toContain(secret);
    for (const hidden of ["environ", "fd/1", "mem"]) {
      expect((await asOther(`cat /proc/${served.pid}/${hidden}`)).output).toContain("Permission denied");
    }
  },
);

test("a page of another origin gets nothing, though it knows the secret: no socket, no file, no frame", async () => {
  using foreign = Bun.serve({
    hostname: "127.0.0.1",
    port: 0,
    fetch: () =>
      new Response("<!doctype html><title>foreign</title>", { headers: { "Content-Type": "text/html" } }),
  });
  await using opened = await browser.open(String(foreign.url));
  const outcome = await opened.page.evaluate(async (url) => {
    const socket = new Promise<string>((resolve) => {
      const tried = new WebSocket(`${url.replace("http:", "ws:")}rpc`);
      tried.onopen = () => resolve("open");
      tried.onerror = () => resolve("refused");
    });
    const file = fetch(url).then(
      (answer) => `answered ${answer.status}`,
      () => "refused",
    );
    const opaque = fetch(url, { mode: "no-cors" }).then(
      (answer) => `answered ${answer.status}`,
      () => "refused",
    );
    const script = new Promise<string>((resolve) => {
      const element = document.createElement("script");
      element.src = `${url}index.html`;
      element.onload = () => resolve("loaded");
      element.onerror = () => resolve("refused");
      document.head.append(element);
    });
    const frame = document.createElement("iframe");
    const framed = new Promise<string>((resolve) => {
      frame.onload = () => {
        try {
          resolve(`framed ${frame.contentWindow?.document.title}`);
        } catch {
          resolve("out of reach");
        }
      };
    });
    frame.src = url;
    document.body.append(frame);
    return await Promise.all([socket, file, opaque, script, framed]);
  }, served.url);
  expect(outcome).toEqual(["refused", "refused", "refused", "refused", "out of reach"]);
});

test("when the console has ended, nothing is believed of whoever listens at its port", async () => {
  await using target = await ConsoleTarget.start(`impostor-${process.pid}`);
  const ending = await ServedConsole.start();
  await using opened = await browser.open(ending.url);
  const { page } = opened;
  await page.getByRole("link", { name: target.name }).waitFor();
  const port = Number(new URL(ending.url).port);
  await ending.stop();
  await using impostor = await Impostor.listen(port);
  await page.getByText("another program answers at its address").waitFor();
  await impostor.asked;
  await page.getByText("another program answers at its address").waitFor();
  expect(await page.getByText("a trap").count()).toBe(0);
});

/** What says that it is the console, whatever it is asked for. */
class Impostor implements AsyncDisposable {
  /** Resolves when a page has asked for a proof, for the second time. */
  readonly asked: Promise<void>;
  readonly #server: WebSocketServer;

  private constructor(port: number, listening: () => void) {
    const asked = Promise.withResolvers<void>();
    this.asked = asked.promise;
    let proofs = 0;
    this.#server = new WebSocketServer({ host: "127.0.0.1", port }, listening);
    this.#server.on("connection", (socket) => {
      const bootstrap = Console.server({
        captures: () => ({}),
        attach: () => ({}),
        key: () => ({ key: new Uint8Array(32) }),
        prove() {
          if (++proofs === 2) asked.resolve();
          return { proof: new Uint8Array(32) };
        },
        async watch({ watcher }) {
          await watcher.changed({ begins: true, appeared: [{ pid: 1, name: "a trap" }] });
        },
      });
      new RpcConnection(serverConnection(socket, "the page"), { bootstrap });
    });
  }

  static async listen(port: number): Promise<Impostor> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const impostor = new Impostor(port, resolve);
    await promise;
    return impostor;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#server.clients) socket.terminate();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

test("the page itself is well: its own rules forbid nothing that it does, and it asks nobody else for anything", async () => {
  await using opened = await browser.open(served.url);
  await opened.page.getByRole("heading", { name: "Processes" }).waitFor();
  expect(opened.complaints).toEqual([]);
});
