// transport-rendezvous-cases.ts: how a client and a listener find each other, and who is let in.
import { expect } from "bun:test";
import { type Connection, NotListeningError, type Transport } from "@teleop/core";
import { Meeting, ownRendezvous, settle } from "./transport-meeting.ts";
import { Recorder } from "./transport-recorder.ts";

type Cases = Record<string, () => Promise<void>>;

export function rendezvousCases(transport: () => Transport): Cases {
  return {
    "connecting where nobody listens says so": async () => {
      await expect(transport().connect(ownRendezvous())).rejects.toBeInstanceOf(NotListeningError);
    },
    "connecting after the listener has closed says that nobody listens": async () => {
      const meeting = await Meeting.of(transport());
      await meeting[Symbol.asyncDispose]();
      await expect(meeting.dial()).rejects.toBeInstanceOf(NotListeningError);
    },
    "a second listener is told that the address is in use, and the first goes on": async () => {
      await using meeting = await Meeting.of(transport());
      const second = meeting.transport.listen(meeting.rendezvous);
      await expect(second).rejects.toMatchObject({
        code: "ADDRESS_IN_USE",
        address: meeting.listener.address,
        message: expect.stringContaining(meeting.listener.address),
      });
      expect(meeting.listener.isReachable()).toBe(true);
      const heard = new Recorder(await meeting.dial());
      // On a socket, finding out took a connection: that one is first in line, and gone.
      for (let served = false; !served; ) {
        const server = await meeting.accept();
        const told = new Recorder(server);
        server.write(new Uint8Array(1));
        served = await Promise.race([heard.bytes(1).then(() => true), told.closed.then(() => false)]);
      }
    },
    "two names are two rendezvous of one process": async () => {
      const both = transport();
      await using one = await Meeting.of(both);
      await using other = await Meeting.of(both);
      expect(one.listener.address).not.toBe(other.listener.address);
      const toOne = await one.connect();
      const toOther = await other.connect();
      const heardByOne = new Recorder(toOne.server);
      const heardByOther = new Recorder(toOther.server);
      toOne.client.write(new TextEncoder().encode("one"));
      toOther.client.write(new TextEncoder().encode("other"));
      await heardByOne.bytes(3);
      await heardByOther.bytes(5);
      expect([heardByOne.text(), heardByOther.text()]).toEqual(["one", "other"]);
    },
    "a client that comes before anybody iterates waits, and what it wrote is not lost": async () => {
      await using meeting = await Meeting.of(transport());
      const client = await meeting.dial();
      client.write(new TextEncoder().encode("early"));
      await client.end();
      const heard = new Recorder(await meeting.accept());
      await heard.ended;
      expect(heard.text()).toBe("early");
    },
    "two iterators share the connections": async () => {
      await using meeting = await Meeting.of(transport());
      const one = meeting.listener[Symbol.asyncIterator]().next();
      const other = meeting.listener[Symbol.asyncIterator]().next();
      await meeting.dial();
      await meeting.dial();
      const accepted = [(await one).value, (await other).value];
      expect(new Set(accepted).size).toBe(2);
    },
    "closing the listener ends its iterators, may be repeated, and keeps live connections": async () => {
      const meeting = await Meeting.of(transport());
      const { client, server } = await meeting.connect();
      const waiting = meeting.listener[Symbol.asyncIterator]().next();
      for (let times = 0; times < 4; times++) await meeting.listener[Symbol.asyncDispose]();
      expect(await waiting).toEqual({ done: true, value: undefined });
      expect(meeting.listener.isReachable()).toBe(false);
      const heard = new Recorder(client);
      new Recorder(server, { onData: (chunk) => void server.write(chunk) });
      client.write(new TextEncoder().encode("still here"));
      await heard.bytes(10);
      await meeting[Symbol.asyncDispose]();
    },
    "a connection that nobody took is closed with the listener": async () => {
      const meeting = await Meeting.of(transport());
      const heard = new Recorder(await meeting.dial());
      await settleWithout(meeting);
      await meeting.listener[Symbol.asyncDispose]();
      await heard.closed;
      await meeting[Symbol.asyncDispose]();
    },
    "withdraw() makes the listener unreachable, and closing it afterwards is harmless": async () => {
      const meeting = await Meeting.of(transport());
      meeting.listener.withdraw();
      meeting.listener.withdraw();
      expect(meeting.listener.isReachable()).toBe(false);
      await expect(meeting.dial()).rejects.toBeInstanceOf(NotListeningError);
      await meeting[Symbol.asyncDispose]();
    },
    "withdraw() waits for nothing, and what was accepted lives on, also what nobody has taken": async () => {
      const bothIn = Promise.withResolvers<void>();
      let accepted = 0;
      const meeting = await Meeting.of(transport(), {
        onEvent: ({ type }) => {
          if (type === "accepted") accepted++;
          if (accepted === 2) bothIn.resolve();
        },
      });
      const { client, server } = await meeting.connect();
      const untaken = await meeting.dial();
      await bothIn.promise;
      expect(meeting.listener.withdraw()).toBeUndefined();
      expect(meeting.listener.isReachable()).toBe(false);
      const heard = new Recorder(client);
      new Recorder(server, { onData: (chunk) => void server.write(chunk) });
      client.write(new Uint8Array(9));
      await heard.bytes(9);
      untaken.write(new Uint8Array(5));
      await new Recorder(await meeting.accept()).bytes(5);
      await meeting[Symbol.asyncDispose]();
    },
    "after withdraw() somebody else can listen, and is not disturbed by the first one's closing":
      async () => {
        const shared = transport();
        const first = await Meeting.of(shared);
        first.listener.withdraw();
        await using second = await shared.listen(first.rendezvous);
        await first.listener[Symbol.asyncDispose]();
        expect(second.isReachable()).toBe(true);
        const client = await shared.connect(first.rendezvous);
        client.abort();
        await first[Symbol.asyncDispose]();
      },
    "connecting with a signal that is aborted already rejects with its reason": async () => {
      await using meeting = await Meeting.of(transport());
      const reason = new Error("changed my mind");
      const connecting = meeting.transport.connect(meeting.rendezvous, { signal: AbortSignal.abort(reason) });
      await expect(connecting).rejects.toBe(reason);
    },
    "aborting while connecting rejects with the reason and leaves no connection": async () => {
      await using meeting = await Meeting.of(transport());
      for (let turn = 0; turn < 20; turn++) {
        const reason = new Error("changed my mind");
        const controller = new AbortController();
        const connecting = meeting.transport.connect(meeting.rendezvous, { signal: controller.signal });
        for (let i = 0; i < turn % 5; i++) await Promise.resolve();
        controller.abort(reason);
        const outcome = await connecting.then(
          (connection) => connection.abort(),
          (error: unknown) => error,
        );
        expect(outcome === undefined || outcome === reason).toBe(true);
      }
      await allClosed(meeting);
    },
    "a signal that is aborted after connecting does nothing": async () => {
      await using meeting = await Meeting.of(transport());
      const controller = new AbortController();
      const client = await meeting.transport.connect(meeting.rendezvous, { signal: controller.signal });
      const server = await meeting.accept();
      controller.abort();
      new Recorder(server, { onData: (chunk) => void server.write(chunk) });
      const heard = new Recorder(client);
      client.write(new Uint8Array(3));
      await heard.bytes(3);
      client.abort();
    },
    "a hundred clients at once are all served": async () => {
      await using meeting = await Meeting.of(transport());
      const clients = Array.from({ length: 100 }, async (_, index) => {
        const client = await meeting.dial();
        const heard = new Recorder(client);
        client.write(new Uint8Array([index]));
        expect(await heard.bytes(1)).toEqual(new Uint8Array([index]));
      });
      for (let accepted = 0; accepted < clients.length; accepted++) {
        const server = await meeting.accept();
        new Recorder(server, { onData: (chunk) => void server.write(chunk) });
      }
      await Promise.all(clients);
    },
    "one connection more than maxConnections is refused and reported; a place that is left is given again":
      async () => {
        const refused = Promise.withResolvers<void>();
        await using meeting = await Meeting.of(transport(), {
          maxConnections: 2,
          onEvent: (event) => event.type === "refused" && refused.resolve(),
        });
        const first = await meeting.connect();
        await meeting.connect();
        await isTurnedAway(meeting);
        await refused.promise;
        expect(meeting.events.find((event) => event.type === "refused")).toMatchObject({
          address: meeting.listener.address,
          reason: expect.stringContaining("maxConnections is 2"),
        });
        first.server.abort();
        const { client, server } = await meeting.connect();
        const heard = new Recorder(client);
        server.open({ data: () => {}, end: () => {}, closed: () => {} });
        server.write(new Uint8Array(1));
        await heard.bytes(1);
      },
    "whom authorize does not let in is closed and reported, and the next one gets in": async () => {
      const verdicts = [
        () => false,
        () => {
          throw new Error("no such user");
        },
        async () => false,
        () => true,
      ];
      await using meeting = await Meeting.of(transport(), { authorize: () => verdicts.shift()?.() ?? true });
      for (let refusals = 1; refusals <= 3; refusals++) {
        await isTurnedAway(meeting);
        expect(meeting.events.filter((event) => event.type === "refused")).toHaveLength(refusals);
      }
      await settle(meeting);
      expect(meeting.events.filter((event) => event.type === "accepted")).toHaveLength(1);
    },
    "a client that leaves while authorize thinks is reported, and its place is free": async () => {
      const asked = Promise.withResolvers<void>();
      const verdict = Promise.withResolvers<boolean>();
      const left = Promise.withResolvers<string>();
      await using meeting = await Meeting.of(transport(), {
        maxConnections: 1,
        authorize: () => {
          asked.resolve();
          return verdict.promise;
        },
        onEvent: (event) => {
          if (event.type === "refused") left.resolve(event.reason);
        },
      });
      const client = await meeting.dial();
      client.write(new TextEncoder().encode("never mind"));
      await asked.promise;
      client.abort();
      expect(await left.promise).toContain("left before authorize had decided");
      verdict.resolve(true);
      const next = await meeting.connect();
      next.client.write(new Uint8Array(1));
      await new Recorder(next.server).bytes(1);
      expect(meeting.events.map(({ type }) => type)).toEqual(["refused", "accepted"]);
    },
    "a client waits while authorize thinks, and then all that it wrote is there": async () => {
      const asked = Promise.withResolvers<void>();
      const verdict = Promise.withResolvers<boolean>();
      await using meeting = await Meeting.of(transport(), {
        authorize: () => {
          asked.resolve();
          return verdict.promise;
        },
      });
      const client = await meeting.dial();
      client.write(new TextEncoder().encode("patient"));
      await asked.promise;
      verdict.resolve(true);
      const heard = new Recorder(await meeting.accept());
      await heard.bytes(7);
      expect(heard.text()).toBe("patient");
    },
    "accepting and closing are reported, with the peer": async () => {
      await using meeting = await Meeting.of(transport());
      const { client, server } = await meeting.connect();
      const told = new Recorder(server, { onEnd: () => void server.end() });
      await client[Symbol.asyncDispose]();
      await told.closed;
      const { address } = meeting.listener;
      expect(meeting.events.map(({ type }) => type)).toEqual(["accepted", "closed"]);
      expect(meeting.events[0]).toMatchObject({ address, peer: server.peer });
      expect(meeting.events[1]).toMatchObject({ address, peer: server.peer });
    },
  };
}

/** One more client: it is told when it connects, or its connection is closed before anything came. */
async function isTurnedAway(meeting: Meeting): Promise<void> {
  const outcome = await meeting.dial().then(
    (connection) => new Recorder(connection),
    (error: unknown) => error,
  );
  if (outcome instanceof Recorder) {
    expect(await outcome.closed).toBeInstanceOf(Error);
    expect(outcome.received).toBe(0);
  } else {
    expect(outcome).toMatchObject({ code: "REFUSED" });
  }
}

/** A turn for whatever is under way, on a listener whose line must not be touched. */
async function settleWithout(meeting: Meeting): Promise<void> {
  await using other = await Meeting.of(meeting.transport);
  await settle(other);
}

/** Takes every connection that the listener has accepted, and waits until its client has gone. */
async function allClosed(meeting: Meeting): Promise<void> {
  const last = await meeting.dial();
  last.write(new TextEncoder().encode("last"));
  for (;;) {
    const server: Connection = await meeting.accept();
    const heard = new Recorder(server);
    const isLast = await Promise.race([heard.bytes(4).then(() => true), heard.closed.then(() => false)]);
    if (isLast) return;
  }
}
