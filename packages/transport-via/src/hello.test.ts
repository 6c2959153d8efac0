// hello.test.ts: the bridge's hello is found in whatever comes before it, and nothing else passes for it.
import { expect, test } from "bun:test";
import { HelloListener, helloLine, lastLine } from "./hello.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

test("the hello is found behind a greeting, in whatever pieces it comes, and what follows is not lost", () => {
  const all = bytes(`Welcome to host!\r\n\u00e9 MOTD\n${helloLine()}rest`);
  for (let size = 1; size <= all.length; size++) {
    const listener = new HelloListener();
    let at = 0;
    for (; ; at += size) {
      expect(at).toBeLessThan(all.length);
      const heard = listener.take(all.subarray(at, at + size));
      if (heard.heard === "nothing") continue;
      if (heard.heard !== "hello") throw new Error(`heard ${heard.heard}`);
      expect(heard.protocol).toBe(1);
      const rest = Buffer.concat([heard.rest, all.subarray(at + size)]).toString();
      expect(rest).toBe("rest");
      break;
    }
  }
});

test("a hello that has come through a terminal is told from one that has not", () => {
  expect(new HelloListener().take(bytes(`x\r\n${helloLine().replace("\n", "\r\n")}`))).toEqual({
    heard: "terminal",
  });
});

test("the hello of another version says which", () => {
  expect(new HelloListener().take(bytes(helloLine(7)))).toMatchObject({ heard: "hello", protocol: 7 });
});

test("more than 64 KiB without a hello is no greeting", () => {
  const listener = new HelloListener();
  expect(listener.take(new Uint8Array(64 * 1024).fill(0x61))).toEqual({ heard: "nothing" });
  expect(listener.take(new Uint8Array(1))).toEqual({ heard: "noise" });
});

test("of what was said instead the last line is told, without what a terminal would obey", () => {
  const listener = new HelloListener();
  listener.take(bytes("Welcome\n\u001b[31mplease change\u0007 your password\u001b[0m:\r\n\n"));
  expect(listener.noise).toBe("please change your password:");
  expect(lastLine(" \n\n")).toBe("");
  expect(lastLine("x".repeat(1000))).toHaveLength(301);
});
