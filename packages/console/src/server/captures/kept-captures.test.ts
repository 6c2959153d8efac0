import { expect, test } from "bun:test";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { sentProfile } from "../../testing/sent-profile.ts";
import { isCapture, KeptCaptures } from "./kept-captures.ts";

const subject = { place: "", pid: 1234, name: "shop" };
const profile = { nodes: [], samples: [], timeDeltas: [], startTime: 0, endTime: 0 };

/** @param body is given the address below which captures are. */
async function withServer(body: (kept: KeptCaptures, address: string) => Promise<void>): Promise<void> {
  await using kept = new KeptCaptures();
  const server = createServer((request, response) => {
    void kept.send((request.url ?? "").slice(1), request, response, { "Cache-Control": "no-store" });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    await body(kept, `http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

test("a capture is downloaded as a file, until it is discarded", () =>
  withServer(async (kept, address) => {
    const captures = await kept.open();
    const { capture } = await captures.profile({
      profile: sentProfile(JSON.stringify(profile)),
      subject,
      interval: 1000,
      progress: { report: () => {} },
    });
    const path = capture?.path ?? "";
    expect(isCapture(path)).toBe(true);
    const answer = await fetch(address + path);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("Content-Disposition")).toBe(
      `attachment; filename="${path.split("/").at(-1)}"`,
    );
    expect(answer.headers.get("Cache-Control")).toBe("no-store");
    expect(await answer.json()).toEqual(profile);
    const head = await fetch(address + path, { method: "HEAD" });
    expect(head.headers.get("Content-Length")).toBe(String(capture?.bytes));

    await captures.discard({ id: capture?.id });
    const later = await fetch(address + path);
    expect(later.status).toBe(404);
    expect(await later.text()).toBe("There is no such capture any more: it was discarded.\n");
  }));

test("where nothing was taken there is nothing, and nothing was loaded for it", () =>
  withServer(async (_kept, address) => {
    expect((await fetch(`${address}captures/1/heap.heapsnapshot`)).status).toBe(404);
  }));

test("other paths are those of the page", () => {
  for (const path of ["", "index.html", "rpc", "captures", "x/captures/1"])
    expect(isCapture(path)).toBe(false);
});

test("what could not be loaded is loaded when it is asked for again, and nothing has to be freed", async () => {
  let times = 0;
  const load = () => {
    times++;
    return Promise.reject(new Error("no descriptor is left"));
  };
  await using kept = new KeptCaptures(load);
  await expect(kept.open()).rejects.toThrow("no descriptor is left");
  await expect(kept.open()).rejects.toThrow("no descriptor is left");
  expect(times).toBe(2);
});
