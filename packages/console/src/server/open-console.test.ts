// open-console.test.ts: who gets in to the console, and who does not, by the requests that browsers and others make.
import { afterAll, beforeAll, expect, test } from "bun:test";
import { once } from "node:events";
import { connect } from "node:net";
import { messageOf } from "@teleop/core/basics";
import { openPageClient } from "../testing/page-client.ts";
import { type OpenConsole, openConsole } from "./open-console.ts";

let opened: OpenConsole;
let url: URL;

beforeAll(async () => {
  opened = await openConsole({ places: [] });
  url = new URL(opened.url);
});
afterAll(() => opened[Symbol.asyncDispose]());

/** The first line of the answer to a request that is sent as it is written here. */
async function answerTo(line: string, headers: Readonly<Record<string, string>>): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const socket = connect(Number(url.port), "127.0.0.1");
  socket.setEncoding("latin1");
  let text = "";
  socket.on("data", (part) => {
    text += part;
    const end = text.indexOf("\r\n");
    if (end >= 0) resolve(text.slice(0, end));
  });
  socket.on("error", reject);
  socket.on("close", () => reject(new Error(`it was closed after ${JSON.stringify(text)}`)));
  const told = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.write(`${line} HTTP/1.1\r\n${told.join("")}\r\n`);
  try {
    return await promise;
  } finally {
    socket.destroy();
  }
}

const upgrade = {
  Connection: "Upgrade",
  Upgrade: "websocket",
  "Sec-WebSocket-Version": "13",
  "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
};

test("the address has a secret of 192 bits, another one each time", async () => {
  expect(url.hostname).toBe("127.0.0.1");
  expect(url.pathname).toMatch(/^\/[\w-]{32}\/$/);
  await using another = await openConsole({ places: [] });
  expect(new URL(another.url).pathname).not.toBe(url.pathname);
});

test("without the secret, whole, nothing is answered, be it a file, a socket or the bare address", async () => {
  const { host, pathname } = url;
  const wrong = pathname.replace(/.\/$/, (end) => (end === "A/" ? "B/" : "A/"));
  for (const path of [
    "/",
    "/rpc",
    "/index.html",
    "/captures/1/heap-1234-20260131-235959.heapsnapshot",
    wrong,
    `${wrong}rpc`,
    pathname.slice(0, -2),
    `//x${pathname}`,
  ]) {
    expect(await answerTo(`GET ${path}`, { Host: host })).toBe("HTTP/1.1 403 Forbidden");
    const socket = { Host: host, Origin: url.origin, ...upgrade };
    expect(await answerTo(`GET ${path}`, socket)).toBe("HTTP/1.1 403 Forbidden");
  }
});

test("a name that was made to lead here is refused, also with the secret", async () => {
  const { host, origin, pathname, port } = url;
  for (const name of [
    "evil.example",
    `evil.example:${port}`,
    `localhost:${port}`,
    "127.0.0.1",
    `127.0.0.2:${port}`,
  ]) {
    expect(await answerTo(`GET ${pathname}`, { Host: name })).toBe("HTTP/1.1 403 Forbidden");
    expect(await answerTo(`GET ${pathname}rpc`, { Host: name, Origin: origin, ...upgrade })).toBe(
      "HTTP/1.1 403 Forbidden",
    );
  }
  expect(await answerTo(`GET ${pathname}`, { Host: host })).toBe("HTTP/1.1 200 OK");
});

test("a page of another origin is refused, also with the secret; a socket has to say of which it is", async () => {
  const { host, origin, pathname } = url;
  for (const Origin of ["https://evil.example", "null", "http://127.0.0.1", `https://${host}`]) {
    expect(await answerTo(`GET ${pathname}`, { Host: host, Origin })).toBe("HTTP/1.1 403 Forbidden");
    expect(await answerTo(`GET ${pathname}rpc`, { Host: host, Origin, ...upgrade })).toBe(
      "HTTP/1.1 403 Forbidden",
    );
  }
  expect(await answerTo(`GET ${pathname}rpc`, { Host: host, ...upgrade })).toBe("HTTP/1.1 403 Forbidden");
  expect(await answerTo(`GET ${pathname}rpc`, { Host: host, Origin: origin, ...upgrade })).toBe(
    "HTTP/1.1 101 Switching Protocols",
  );
});

test("only what the page is made of is there, to be read", async () => {
  const { host, pathname } = url;
  for (const path of ["nothing", "../package.json", "%2e%2e/package.json", "style/style.css", "rpc"]) {
    expect(await answerTo(`GET ${pathname}${path}`, { Host: host })).toBe("HTTP/1.1 404 Not Found");
  }
  expect(await answerTo(`POST ${pathname}`, { Host: host, "Content-Length": "0" })).toBe(
    "HTTP/1.1 405 Method Not Allowed",
  );
});

test("every answer forbids what the page does not need: other origins, frames, caches, referrers", async () => {
  for (const [address, status] of [
    [opened.url, 200],
    [`${url.origin}/`, 403],
    [`${opened.url}nothing`, 404],
  ] as const) {
    const answer = await fetch(address);
    expect(answer.status).toBe(status);
    const policy = answer.headers.get("Content-Security-Policy");
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain("unsafe");
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "cache-control": "no-store",
      "referrer-policy": "no-referrer",
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
    });
    await answer.body?.cancel();
  }
});

test("who was refused, and keeps its half of the connection open, does not keep the console from ending", async () => {
  const ending = await openConsole({ places: [] });
  const { host, origin, port } = new URL(ending.url);
  const refused = connect({ host: "127.0.0.1", port: Number(port), allowHalfOpen: true });
  const told = Object.entries({ Host: host, Origin: origin, ...upgrade }).map(
    ([name, value]) => `${name}: ${value}\r\n`,
  );
  const ended = once(refused, "end");
  refused.write(`GET /rpc HTTP/1.1\r\n${told.join("")}\r\n`);
  const [answer] = await once(refused, "data");
  expect(String(answer)).toStartWith("HTTP/1.1 403 Forbidden\r\n");
  await ended;
  await ending[Symbol.asyncDispose]();
  refused.destroy();
});

test("the console may end while its page is still being made for somebody, and nothing fails by it", async () => {
  const failures: unknown[] = [];
  const ending = await openConsole({ places: [], onError: (error) => failures.push(error) });
  const { host, pathname, port } = new URL(ending.url);
  const asking = connect(Number(port), "127.0.0.1");
  const closed = once(asking, "close");
  // The second is under way when the first is answered.
  for (const path of ["/", pathname]) asking.write(`GET ${path} HTTP/1.1\r\nHost: ${host}\r\n\r\n`);
  await once(asking, "data");
  await ending[Symbol.asyncDispose]();
  await closed;
  // One that is made afterwards is there: the other one is, too.
  await using next = await openConsole({ places: [] });
  await (await fetch(next.url)).text();
  expect(failures).toEqual([]);
});

const usual: OpenConsole | string = await openConsole({ places: [], port: 80 }).catch(messageOf);
afterAll(async () => {
  if (typeof usual !== "string") await usual[Symbol.asyncDispose]();
});

const atPort80 = "at port 80, which browsers leave out of what they say, who knows the address gets in";
if (typeof usual === "string") test.skip(`${atPort80} (skipped: ${usual})`, () => {});
else {
  test(atPort80, async () => {
    const answer = await fetch(usual.url);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("Content-Security-Policy")).toContain("connect-src 'self' ws://127.0.0.1;");
    await answer.body?.cancel();
    await using page = await openPageClient(usual.url);
    expect((await page.console.key()).key).toHaveLength(32);
  });
}

test("a port that is taken is told", async () => {
  await expect(openConsole({ places: [], port: Number(url.port) })).rejects.toMatchObject({
    code: "CANNOT_LISTEN",
  });
});

test("a console ends at once, though a page of its has fallen silent", async () => {
  const ending = await openConsole({ places: [] });
  const { host, origin, pathname, port } = new URL(ending.url);
  const silent = connect(Number(port), "127.0.0.1");
  const told = Object.entries({ Host: host, Origin: origin, ...upgrade }).map(
    ([name, value]) => `${name}: ${value}\r\n`,
  );
  silent.write(`GET ${pathname}rpc HTTP/1.1\r\n${told.join("")}\r\n`);
  const closed = new Promise((resolve) => silent.on("close", resolve));
  await new Promise((resolve) => silent.on("data", resolve));
  await ending[Symbol.asyncDispose]();
  await closed;
});
