// connect-socket.test.ts: connecting by an address alone, and whom that trusts.
import { expect, test } from "bun:test";
import { chmodSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connectSocket, unixSocket } from "./index.ts";

const onUnix = test.if(process.platform !== "win32");
const self = { pid: process.pid };

function scratch(): { readonly path: string } & Disposable {
  const path = mkdtempSync(join(tmpdir(), "teleop-connect-"));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true }) };
}

onUnix(
  "whoever of our own user listens at the address is reached, and told apart by nothing else",
  async () => {
    using directory = scratch();
    const address = join(directory.path, "socket");
    await using listener = await unixSocket({ address }).listen(self);
    const accepted = listener[Symbol.asyncIterator]().next();
    const client = await connectSocket(address);
    expect(client.peer).toMatchObject({ uid: process.geteuid?.() });
    client.abort();
    (await accepted).value?.abort();
  },
);

onUnix(
  "nobody there is worth a retry; what is no socket, or writable by others, is refused by name",
  async () => {
    using directory = scratch();
    const path = (name: string) => join(directory.path, name);
    await expect(connectSocket(path("none"))).rejects.toMatchObject({
      code: "NOT_LISTENING",
      rawMessage: `nobody listens: there is no ${path("none")}`,
    });
    writeFileSync(path("file"), "");
    await using listener = await unixSocket({ address: path("socket") }).listen(self);
    symlinkSync(listener.address, path("link"));
    chmodSync(listener.address, 0o666);
    for (const name of ["file", "link", "socket"]) {
      await expect(connectSocket(path(name))).rejects.toMatchObject({
        code: "UNTRUSTED_PATH",
        path: path(name),
      });
    }
  },
);

test("what cannot be an address or an option is refused", async () => {
  const refused = { code: "INVALID_ARGUMENT" };
  for (const address of ["", "a\0b", 5 as never]) {
    await expect(connectSocket(address)).rejects.toMatchObject(refused);
  }
  for (const options of [{ uid: -1 }, { uid: "root" }, { lingerMs: -1 }, { signal: 5 }, null]) {
    await expect(connectSocket("socket", options as never)).rejects.toMatchObject(refused);
  }
});

onUnix("a signal that is aborted stops it with its reason", async () => {
  const signal = AbortSignal.abort(new Error("enough"));
  await expect(connectSocket("socket", { signal })).rejects.toThrow("enough");
});
