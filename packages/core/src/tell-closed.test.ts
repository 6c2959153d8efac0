// tell-closed.test.ts: what a handler throws at the very end.
import { expect, test } from "bun:test";
import { tellClosed } from "./tell-closed.ts";

test("what closed() throws becomes a process warning that names the connection, and nothing else", async () => {
  const warned = Promise.withResolvers<Error>();
  process.once("warning", warned.resolve);
  const reason = new Error("reset");
  const heard: (Error | undefined)[] = [];
  const handler = {
    data: () => {},
    end: () => {},
    closed: (error?: Error) => {
      heard.push(error);
      throw new Error("cannot tidy up");
    },
  };
  tellClosed({ address: "/tmp/socket" }, handler, reason);
  expect(heard).toEqual([reason]);
  expect(await warned.promise).toMatchObject({
    name: "TeleopWarning",
    message: "teleop: closed() threw on /tmp/socket: cannot tidy up",
  });
});
