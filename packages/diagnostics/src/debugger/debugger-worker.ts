// debugger-worker.ts: what runs in the Worker of a debugging session: it offers the service `inspector` at a rendezvous of
// its own, and carries messages between the client and the inspector, whatever the main thread does.
import { timingSafeEqual } from "node:crypto";
import { parentPort, workerData } from "node:worker_threads";
import { dummy } from "@teleop/attacher-dummy";
import { listen, type Peer, serve } from "@teleop/core";
import { after, messageOf } from "@teleop/core/plugin";
import { RpcError } from "@teleop/rpc-capnp";
import { capnp } from "@teleop/rpc-capnp/teleop";
import { unixSocket } from "@teleop/transport-unix";
import { CONNECTED, FAILED, type FromWorker, type ToWorker, type WorkerStart } from "./channel.ts";
import { Inspector } from "./debugger.capnp.ts";
import { type Link, type LinkHandler, linkBySession, linkBySocket } from "./link.ts";
import { Relay } from "./relay.ts";

const { name, key, owner } = workerData as WorkerStart;
const main = parentPort;
if (main === null) throw new Error("debugger-worker.ts is to be started as a Worker");

const tell = (message: FromWorker): void => main.postMessage(message);

/** What the main thread says, one after the other: it is asked for one thing at a time. */
const said: ToWorker[] = [];
let wake: (() => void) | undefined;
main.on("message", (message: ToWorker) => {
  if (message.type === "close") void close();
  else said.push(message);
  wake?.();
});

async function nextSaid(): Promise<ToWorker> {
  for (;;) {
    const message = said.shift();
    if (message !== undefined) return message;
    const { promise, resolve } = Promise.withResolvers<void>();
    wake = resolve;
    await promise;
  }
}

let relay: Relay | undefined;

const server: Inspector.Server = {
  owner: () => ({ pid: BigInt(owner.pid), userId: BigInt(owner.userId), since: owner.since }),
  async connect({ key: shown, receiver }) {
    if (shown.length !== key.length || !timingSafeEqual(shown, key)) {
      throw new RpcError("failed", "this is not the key that the debugger gave to who began the session");
    }
    if (relay !== undefined) await within(LEAVE_MS, relay.ended);
    if (relay !== undefined) throw new RpcError("failed", "a connection to the inspector is open already");
    const mine = new Relay(receiver.dup(), () => {
      if (relay === mine) relay = undefined;
      tell({ type: "unused" });
    });
    relay = mine;
    try {
      mine.begin(await openLink(mine));
    } catch (error) {
      mine[Symbol.dispose]();
      throw new RpcError("failed", messageOf(error));
    }
    return {
      sender: {
        send: ({ message }) => mine.send(message),
        [Symbol.dispose]: () => mine[Symbol.dispose](),
      },
    };
  },
};

/** What a client has released ends when its last call has, which may be after its next one has come. */
const LEAVE_MS = 1_000;

async function within(milliseconds: number, wait: Promise<void>): Promise<void> {
  const limit = Promise.withResolvers<void>();
  using _timer = after(milliseconds, limit.resolve);
  await Promise.race([wait, limit.promise]);
}

async function openLink(handler: LinkHandler): Promise<Link> {
  const direct = await linkBySession(handler);
  if (direct !== undefined) return direct;
  tell({ type: "open" });
  const opened = await nextSaid();
  if (opened.type !== "opened") throw new Error(opened.type === "refused" ? opened.reason : opened.type);
  const [link] = await Promise.allSettled([linkBySocket(opened.url, handler)]);
  Atomics.store(opened.connected, 0, link.status === "fulfilled" ? CONNECTED : FAILED);
  Atomics.notify(opened.connected, 0);
  const verdict = await nextSaid();
  if (link.status === "rejected") throw link.reason;
  if (verdict.type === "guarded") return link.value;
  link.value[Symbol.dispose]();
  throw new Error(verdict.type === "refused" ? verdict.reason : verdict.type);
}

const mayAttach = ({ uid }: Peer): boolean =>
  uid !== undefined && [process.geteuid?.(), 0, owner.userId].includes(uid);

const protocol = capnp({
  services: { inspector: () => Inspector.server(server) },
  // Who hangs leaves the process standing at a breakpoint for no longer than that.
  keepaliveMs: 5_000,
});
let isReady = false;
const attachment = listen({
  attacher: dummy(),
  transport: unixSocket(),
  name,
  authorize: mayAttach,
  onEvent: (event) => {
    if (event.type === "bound") {
      isReady = true;
      tell({ type: "ready" });
    } else if (event.type === "failed") {
      const reason = messageOf(event.error);
      // Who is connected by then stays, whatever goes wrong with somebody else.
      if (isReady) process.emitWarning(`teleop: the debugger goes on: ${reason}`, "TeleopWarning");
      else tell({ type: "failed", reason });
    }
  },
});
const service = serve(attachment, protocol);

async function close(): Promise<void> {
  relay?.[Symbol.dispose]();
  await attachment[Symbol.asyncDispose]();
  await service[Symbol.asyncDispose]();
  protocol[Symbol.dispose]();
  tell({ type: "closed" });
}
