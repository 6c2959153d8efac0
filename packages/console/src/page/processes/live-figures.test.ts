import { expect, test } from "bun:test";
import { effect } from "@preact/signals";
import { diagnostics } from "@teleop/diagnostics";
import { type CapnpSession, capnp } from "@teleop/rpc-capnp/teleop";
import { memoryPair } from "@teleop/transport-memory";
import type { Announcement } from "../../console.capnp.ts";
import type { Place, PlaceAttachOptions } from "../../server/place.ts";
import { servedConsole } from "../../server/served-console.ts";
import { aProcess } from "../../testing/a-process.ts";
import { FigureBook } from "./live-figures.ts";
import type { KnownProcess } from "./process-list.ts";

/** A place whose processes live here, and have samples at any rate. */
class FakePlace implements Place {
  readonly label = "";
  /** Where it was attached to, as "PID rendezvous". */
  readonly attachedAt: string[] = [];
  readonly sessions = new Map<number, CapnpSession>();
  /** What every attempt waits for. */
  ready: Promise<void> = Promise.resolve();

  async *watch(): AsyncGenerator<never> {}

  async attach(pid: number, { rendezvous = "" }: PlaceAttachOptions = {}): Promise<CapnpSession> {
    this.attachedAt.push(`${pid} ${rendezvous}`);
    await this.ready;
    if (pid === 404) throw new Error("process 404 does not answer");
    const [near, far] = memoryPair();
    this.sessions.set(pid, capnp({ services: diagnostics({ samples: { fastest: 1 } }) }).open(far));
    return capnp().open(near);
  }
}

const offering = (services: readonly string[] | undefined, rendezvous = ""): Announcement => ({
  rendezvous,
  services: services === undefined ? { which: "unknown" } : { which: "names", names: services },
  attacher: "inotify",
  transport: "unix",
  versions: [],
  metadata: "",
});

const known = (told: Parameters<typeof aProcess>[0]): KnownProcess => ({
  ...aProcess(told),
  key: String(told.pid),
  place: "",
  gone: undefined,
});

/** Resolves when it is so of what was measured. */
async function when(book: FigureBook, isSo: () => boolean): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const end = effect(() => {
    void book.version.value;
    if (isSo()) resolve();
  });
  await promise;
  end();
}

async function withBook(body: (book: FigureBook, place: FakePlace) => Promise<void>): Promise<void> {
  const place = new FakePlace();
  using console = servedConsole({
    places: [place],
    captures: () => Promise.reject(new Error("nothing is captured here")),
    key: new Uint8Array(32),
  });
  using book = new FigureBook(console, 1);
  await body(book, place);
}

test("who says that it offers samples is measured, at the rendezvous that has them, and nobody else is woken", () =>
  withBook(async (book, place) => {
    const shop = known({ pid: 1, announcements: [offering(["echo"], "a"), offering(["samples"], "b")] });
    const others = [
      known({ pid: 2, announcements: [offering(["echo"])] }),
      known({ pid: 3, announcements: [offering(undefined)] }),
      known({ pid: 4 }),
      known({ pid: 5, announcements: [offering(["samples"])], state: "stopped" }),
      known({ pid: 6, announcements: [offering(["samples"])], certain: false }),
    ];
    book.measure([shop, ...others]);
    await when(book, () => book.of(shop)?.cpu !== undefined);
    expect(book.of(shop)?.resident).toBeGreaterThan(1_000_000);
    expect(book.of(shop)?.failure).toBeUndefined();
    expect(others.map((other) => book.of(other))).toEqual(others.map(() => undefined));
    expect(place.attachedAt).toEqual(["1 b"]);
  }));

test("who is not looked at any more is left, and who is, is measured anew", () =>
  withBook(async (book, place) => {
    const shop = known({ pid: 1, announcements: [offering(["samples"])] });
    book.measure([shop]);
    await when(book, () => book.of(shop)?.resident !== undefined);
    book.measure([]);
    expect(book.of(shop)).toBeUndefined();
    await place.sessions.get(1)?.closed;
    book.measure([shop]);
    await when(book, () => book.of(shop)?.resident !== undefined);
    expect(place.attachedAt).toEqual(["1 ", "1 "]);
  }));

test("one that cannot be measured says why, once, and keeps the others from nothing", () =>
  withBook(async (book, place) => {
    const all = [404, 1, 2, 3, 4, 5, 6, 7].map((pid) =>
      known({ pid, announcements: [offering(["samples"])] }),
    );
    const [missing, ...others] = all;
    book.measure(all);
    await when(book, () => others.every((other) => book.of(other)?.resident !== undefined));
    book.measure(all);
    expect(missing && book.of(missing)?.failure).toContain("process 404 does not answer");
    expect(place.attachedAt).toHaveLength(8);
  }));

test("those that are not looked at any more while they wait for their turn keep nobody else from having one", () =>
  withBook(async (book, place) => {
    const all = Array.from({ length: 12 }, (_, index) =>
      known({ pid: index + 1, announcements: [offering(["samples"])] }),
    );
    const { promise, resolve } = Promise.withResolvers<void>();
    place.ready = promise;
    book.measure(all);
    book.measure([]);
    book.measure(all);
    resolve();
    await when(book, () => all.every((one) => book.of(one)?.resident !== undefined));
  }));

test("one that ends says that nothing more comes, and its last figures stay", () =>
  withBook(async (book, place) => {
    const shop = known({ pid: 1, announcements: [offering(["samples"])] });
    book.measure([shop]);
    await when(book, () => book.of(shop)?.resident !== undefined);
    await place.sessions.get(1)?.[Symbol.asyncDispose]();
    await when(book, () => book.of(shop)?.failure !== undefined);
    expect(book.of(shop)).toMatchObject({
      failure: "it gives no more samples",
      resident: expect.any(Number),
    });
  }));
