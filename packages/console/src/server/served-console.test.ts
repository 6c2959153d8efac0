// served-console.test.ts: what a page is served: the processes of its places, and those that it attaches to, which are left when
// it goes.
import { expect, test } from "bun:test";
import { type CapnpSession, capnp, Echo } from "@teleop/rpc-capnp/teleop";
import { memoryPair } from "@teleop/transport-memory";
import type { Change } from "../console.capnp.ts";
import { openPageClient } from "../testing/page-client.ts";
import { openConsole } from "./open-console.ts";
import type { Place, PlaceAttachOptions, PlaceChange, PlaceProcess } from "./place.ts";

const nothing: PlaceChange = { appeared: [], changed: [], disappeared: [] };

function processOf(pid: number, name: string): PlaceProcess {
  return { pid, name, command: ["bun", `${name}.ts`], armed: "certainly" };
}

/** A place that is told what to tell, and whose processes live here. */
class FakePlace implements Place {
  readonly label: string;
  readonly sessions: CapnpSession[] = [];
  /** Where it was attached to. */
  readonly asked: PlaceAttachOptions[] = [];
  readonly #told: (PlaceChange | Error | "end")[] = [];
  #news: () => void = () => {};
  /** How many follow it. */
  watchers = 0;

  constructor(label: string) {
    this.label = label;
  }

  tell(change: Partial<PlaceChange> | Error): void {
    this.#told.push(change instanceof Error ? change : { ...nothing, ...change });
    this.#news();
  }

  /** It tells no more, though nothing is wrong. */
  end(): void {
    this.#told.push("end");
    this.#news();
  }

  async *watch({ signal }: { readonly signal?: AbortSignal } = {}): AsyncGenerator<PlaceChange> {
    this.watchers++;
    try {
      for (;;) {
        const next = this.#told.shift();
        if (next instanceof Error) throw next;
        if (next === "end") return;
        if (next !== undefined) yield next;
        else {
          const { promise, resolve } = Promise.withResolvers<void>();
          this.#news = resolve;
          signal?.addEventListener("abort", () => resolve(), { once: true });
          await promise;
          signal?.throwIfAborted();
        }
      }
    } finally {
      this.watchers--;
    }
  }

  /** The process's end of the first connection to it. */
  get session(): CapnpSession {
    const [session] = this.sessions;
    if (session === undefined) throw new Error("nobody has attached");
    return session;
  }

  async attach(pid: number, { signal: _, ...at }: PlaceAttachOptions = {}): Promise<CapnpSession> {
    this.asked.push(at);
    if (pid !== 1) throw new Error(`no process has PID ${pid}`);
    const [near, far] = memoryPair();
    const services = {
      echo: () => Echo.server({ echo: ({ message }) => ({ reply: `${this.label}: ${message}` }) }),
    };
    this.sessions.push(capnp({ services }).open(far));
    return capnp().open(near);
  }
}

/** The changes that a watcher is told, one after the other. */
function watcher() {
  const told: Change[] = [];
  let wake: () => void = () => {};
  return {
    changed: (change: Change) => {
      told.push(change);
      wake();
    },
    next: async (): Promise<Change> => {
      for (;;) {
        const change = told.shift();
        if (change !== undefined) return change;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
  };
}

test("a page is told of the processes of all places, as they come and go", async () => {
  const [here, there] = [new FakePlace(""), new FakePlace("ssh web1")];
  await using served = await openConsole({ places: [here, there] });
  await using page = await openPageClient(served.url);
  const watching = watcher();
  using _call = page.console.watch({ watcher: watching });
  here.tell({ appeared: [processOf(1, "one")] });
  expect(await watching.next()).toMatchObject({
    place: "",
    begins: true,
    appeared: [{ pid: 1, name: "one", certain: true }],
  });
  there.tell({ appeared: [processOf(1, "two")] });
  expect(await watching.next()).toMatchObject({
    place: "ssh web1",
    begins: true,
    appeared: [{ pid: 1, name: "two" }],
  });
  here.tell({ disappeared: [processOf(1, "one")] });
  expect(await watching.next()).toMatchObject({ place: "", begins: false, disappeared: [{ pid: 1 }] });
});

test("a place that cannot be watched is told, with the reason, and the others go on", async () => {
  const [here, there] = [new FakePlace(""), new FakePlace("ssh web1")];
  await using served = await openConsole({ places: [here, there] });
  await using page = await openPageClient(served.url);
  const watching = watcher();
  using _call = page.console.watch({ watcher: watching });
  there.tell(new Error("ssh web1: it has ended with exit code 255"));
  expect(await watching.next()).toMatchObject({
    place: "ssh web1",
    failure: "ssh web1: it has ended with exit code 255",
  });
  here.tell({ appeared: [processOf(1, "one")] });
  expect(await watching.next()).toMatchObject({ place: "", failure: "", appeared: [{ pid: 1 }] });
});

test("a place says why it cannot be watched as far as that is Unicode, and the others go on", async () => {
  const [here, there] = [new FakePlace(""), new FakePlace("ssh web1")];
  await using served = await openConsole({ places: [here, there] });
  await using page = await openPageClient(served.url);
  const watching = watcher();
  using _call = page.console.watch({ watcher: watching });
  there.tell(new Error("no \ud800 text"));
  expect(await watching.next()).toMatchObject({ place: "ssh web1", failure: "no \ufffd text" });
  here.tell({ appeared: [processOf(1, "one")] });
  expect(await watching.next()).toMatchObject({ place: "", appeared: [{ pid: 1 }] });
});

test("a place that tells no more, though nothing is wrong, is told as one that cannot be watched", async () => {
  const place = new FakePlace("ssh web1");
  await using served = await openConsole({ places: [place] });
  await using page = await openPageClient(served.url);
  const watching = watcher();
  using _call = page.console.watch({ watcher: watching });
  place.tell({ appeared: [processOf(1, "one")] });
  await watching.next();
  place.end();
  expect(await watching.next()).toMatchObject({
    place: "ssh web1",
    failure: "it tells no more of its processes",
  });
});

test("what a place says that no message can hold is its failure, and the others go on", async () => {
  const [here, there] = [new FakePlace(""), new FakePlace("ssh web1")];
  await using served = await openConsole({ places: [here, there] });
  await using page = await openPageClient(served.url);
  const watching = watcher();
  using _call = page.console.watch({ watcher: watching });
  there.tell({ appeared: [processOf(2 ** 40, "one")] });
  expect(await watching.next()).toMatchObject({
    place: "ssh web1",
    failure: expect.stringContaining("appeared[0].pid: expected an integer from 0 to 4294967295"),
  });
  here.tell({ appeared: [{ ...processOf(1, "no \ud800 text"), user: 1.5 }] });
  expect(await watching.next()).toMatchObject({
    place: "",
    failure: expect.stringContaining("cannot be told"),
  });
});

test("texts that are no Unicode are shown as far as they are", async () => {
  const place = new FakePlace("");
  await using served = await openConsole({ places: [place] });
  await using page = await openPageClient(served.url);
  const watching = watcher();
  using _call = page.console.watch({ watcher: watching });
  place.tell({ appeared: [{ ...processOf(1, "one \ud800"), command: ["\udfff"], userName: "\ud800" }] });
  expect((await watching.next()).appeared).toMatchObject([
    { name: "one \ufffd", command: ["\ufffd"], userName: "\ufffd" },
  ]);
});

test("a page that refuses what it is told of one place is told of none any more", async () => {
  const [here, there] = [new FakePlace(""), new FakePlace("ssh web1")];
  await using served = await openConsole({ places: [here, there] });
  await using page = await openPageClient(served.url);
  const refuse = (): never => {
    throw new Error("enough");
  };
  const watching = page.console.watch({ watcher: { changed: refuse } });
  there.tell({ appeared: [processOf(1, "one")] });
  await expect(watching).rejects.toThrow("enough");
  expect([here.watchers, there.watchers]).toEqual([0, 0]);
});

test("a page calls the services of a process through the console, of the place that it names", async () => {
  const places = [new FakePlace("a"), new FakePlace("b")];
  await using served = await openConsole({ places });
  await using page = await openPageClient(served.url);
  for (const { label } of places) {
    using attached = await page.console.attach({ place: label, pid: 1 });
    using echo = attached.target.service({ name: "echo" }).service.as(Echo);
    expect((await echo.echo({ message: "hello!" })).reply).toBe(`${label}: hello!`);
    using missing = attached.target.service({ name: "ecko" }).service.as(Echo);
    await expect(missing.echo()).rejects.toThrow("service ecko not found: there is echo; did you mean echo?");
  }
  await expect(page.console.attach({ place: "b", pid: 2 })).rejects.toThrow("no process has PID 2");
  await expect(page.console.attach({ place: "c", pid: 1 })).rejects.toThrow(
    'there is no place "c", but "a", "b"',
  );
});

test("a page is told when the connection to a process is over, with the reason", async () => {
  const place = new FakePlace("");
  await using served = await openConsole({ places: [place] });
  await using page = await openPageClient(served.url);
  using attached = await page.console.attach({ pid: 1 });
  const closed = attached.target.closed();
  place.session.evict(new Error("too many clients"));
  expect((await closed).reason).toContain("too many clients");
});

test("a page that goes leaves every process, and watches nothing any more", async () => {
  const place = new FakePlace("");
  await using served = await openConsole({ places: [place] });
  {
    await using page = await openPageClient(served.url);
    const watching = watcher();
    using _call = page.console.watch({ watcher: watching });
    place.tell({ appeared: [processOf(1, "one")] });
    await watching.next();
    using _attached = await page.console.attach({ pid: 1 });
    expect(place.watchers).toBe(1);
    // As a browser that is killed: nothing is said at the end.
    page.connection.evict(new Error("killed"));
  }
  expect(await place.session.closed).toBeUndefined();
  expect(place.watchers).toBe(0);
});

test("a process that the page lets go of is left at once, while the page stays", async () => {
  const place = new FakePlace("");
  await using served = await openConsole({ places: [place] });
  await using page = await openPageClient(served.url);
  {
    using _attached = await page.console.attach({ pid: 1 });
  }
  expect(await place.session.closed).toBeUndefined();
});

test("a process is left at once also by a page that waits for its end, as every page does", async () => {
  const place = new FakePlace("");
  await using served = await openConsole({ places: [place] });
  await using page = await openPageClient(served.url);
  {
    using attached = await page.console.attach({ pid: 1 });
    const leaving = new AbortController();
    const closed = attached.target.closed({}, { signal: leaving.signal });
    // Both are under way in order: what is answered after the call was served.
    using echo = attached.target.service({ name: "echo" }).service.as(Echo);
    await echo.echo();
    leaving.abort(new Error("the page shows something else"));
    await expect(closed).rejects.toThrow("the page shows something else");
  }
  expect(await place.session.closed).toBeUndefined();
});

test("a page is told how processes have ended, and attaches at the rendezvous of a Worker", async () => {
  const place = new FakePlace("");
  await using served = await openConsole({ places: [place] });
  await using page = await openPageClient(served.url);
  const watching = watcher();
  using _call = page.console.watch({ watcher: watching });
  const endings = [
    { how: "exited", code: 3 },
    { how: "killed", signal: "SIGKILL", dumpedCore: true },
    { how: "unknown" },
  ] as const;
  place.tell({ ended: endings.map((ending, index) => ({ process: processOf(index, "one"), ending })) });
  expect((await watching.next()).ended).toMatchObject([
    { process: { pid: 0 }, ending: { which: "exited", exited: 3 } },
    { process: { pid: 1 }, ending: { which: "killed", killed: { signal: "SIGKILL", dumpedCore: true } } },
    { process: { pid: 2 }, ending: { which: "unknown" } },
  ]);
  using _usual = await page.console.attach({ pid: 1 });
  using _named = await page.console.attach({ pid: 1, rendezvous: "jobs" });
  using _worker = await page.console.attach({ pid: 1, rendezvous: "stall", worker: true });
  expect(place.asked).toEqual([{}, { rendezvous: "jobs" }, { worker: "stall" }]);
});

test("a console that ends ends what its pages have", async () => {
  const place = new FakePlace("");
  const served = await openConsole({ places: [place] });
  await using page = await openPageClient(served.url);
  using _attached = await page.console.attach({ pid: 1 });
  await served[Symbol.asyncDispose]();
  await page.connection.closed;
  expect(await place.session.closed).toBeUndefined();
});
