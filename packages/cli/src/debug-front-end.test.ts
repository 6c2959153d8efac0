// debug-front-end.test.ts: whoever connects to `teleop debug`, with the secret or without it, does not keep it from ending.
import { expect, test } from "bun:test";
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { FrontEnd, type FrontEndOptions } from "./debug-front-end.ts";

const session: FrontEndOptions["session"] = {
  connect: async () => ({ send: async () => {}, [Symbol.dispose]() {} }),
};

const listen = () => FrontEnd.listen({ session, port: 0, onEvent: () => {} });

/** Asks for a web socket at a path, and never ends its half of the connection. */
async function upgrading(url: string, path = new URL(url).pathname): Promise<Socket> {
  const { hostname, port, host } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port), allowHalfOpen: true });
  await once(socket, "connect");
  const headers = [
    "Connection: Upgrade",
    "Upgrade: websocket",
    "Sec-WebSocket-Version: 13",
    `Sec-WebSocket-Key: ${Buffer.alloc(16).toString("base64")}`,
  ];
  socket.write(`GET ${path} HTTP/1.1\r\nHost: ${host}\r\n${headers.join("\r\n")}\r\n\r\n`);
  return socket;
}

async function answerOf(socket: Socket): Promise<string> {
  const [answer] = await once(socket, "data");
  return String(answer).split("\r\n", 1)[0] ?? "";
}

test("who was refused, and keeps its half of the connection open, does not keep it from being disposed", async () => {
  const frontEnd = await listen();
  const socket = await upgrading(frontEnd.url, "/wrong");
  const ended = once(socket, "end");
  expect(await answerOf(socket)).toBe("HTTP/1.1 404 Not Found");
  await ended;
  await frontEnd[Symbol.asyncDispose]();
  socket.destroy();
});

test("who waits for another to leave is hung up on when it is disposed, and is not let in afterwards", async () => {
  const frontEnd = await listen();
  const first = await upgrading(frontEnd.url);
  expect(await answerOf(first)).toBe("HTTP/1.1 101 Switching Protocols");
  const second = await upgrading(frontEnd.url);
  const heard: string[] = [];
  second.on("data", (data) => heard.push(String(data)));
  const closed = once(second, "close");
  second.on("end", () => second.destroy());
  // It is waiting by now: what came after it has been answered.
  const third = await upgrading(frontEnd.url, "/wrong");
  expect(await answerOf(third)).toBe("HTTP/1.1 404 Not Found");
  await frontEnd[Symbol.asyncDispose]();
  await closed;
  expect(heard).toEqual([]);
  first.destroy();
  third.destroy();
});
