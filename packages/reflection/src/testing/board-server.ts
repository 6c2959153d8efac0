// board-server.ts: a target that offers the services of board.capnp, and a client of it that has no code of that.
import { type CapnpSession, capnp, Echo, offer, type Services } from "@teleop/rpc-capnp/teleop";
import { memoryPair } from "@teleop/transport-memory";
import { reflection } from "../index.ts";
import { Board, type Board_Watch, Named, type Note, type Watcher } from "./board.capnp.ts";

/** What was done to the board. */
export interface BoardLog {
  readonly notes: Note.Init[];
  readonly chunks: Uint8Array[];
  watchesEnded: number;
  /** Called by `write`, which returns when what this promises does. */
  take?: (() => Promise<void>) | undefined;
}

function boardServer(log: BoardLog): Board.Server {
  const watchers = new Set<Watcher>();
  const named = (name: string) => Named.server({ name: () => ({ name }) });
  return {
    name: () => ({ name: "the board" }),
    async add({ note }) {
      const id = BigInt(log.notes.length + 1);
      const added: Note.Init = { ...note, id };
      log.notes.push(added);
      using author = named("Ada");
      for (const watcher of watchers) await watcher.noted({ note: added, author });
      return { id };
    },
    watch({ watcher }) {
      const kept = watcher.dup();
      watchers.add(kept);
      const watch: Board_Watch.Server & Disposable = {
        seen: () => ({ count: log.notes.length }),
        name: () => ({ name: "a watch" }),
        [Symbol.dispose]() {
          watchers.delete(kept);
          kept[Symbol.dispose]();
          log.watchesEnded++;
        },
      };
      return { watch };
    },
    notes: () => ({ notes: log.notes }),
    async write({ bytes }) {
      log.chunks.push(bytes.slice());
      await log.take?.();
    },
    written: () => ({ bytes: new Uint8Array(log.chunks.flatMap((chunk) => [...chunk])) }),
    store: () => ({
      store: {
        name: () => ({ name: "the store" }),
        put: () => ({ index: 7 }),
        all: () => ({}),
        swap: () => ({}),
        map: () => ({}),
      },
      names: [named("one"), named("two")],
      any: named("any"),
      bare: named("bare"),
    }),
    fail({ reason }) {
      throw new Error(reason);
    },
  };
}

/** A session with a target that offers `board`, and `echo`, of which nothing is known before it is asked for. */
export async function withBoard(
  body: (session: CapnpSession, log: BoardLog) => Promise<void>,
  more: Services = {},
): Promise<void> {
  const log: BoardLog = { notes: [], chunks: [], watchesEnded: 0 };
  const services: Services = {
    echo: () => Echo.server({ echo: ({ message }) => ({ reply: message }) }),
    board: offer(Board, () => Board.server(boardServer(log))),
    reflection: reflection(),
    ...more,
  };
  const [near, far] = memoryPair();
  using target = capnp({ services });
  using client = capnp();
  await using _served = target.open(far);
  await using session = client.open(near);
  await body(session, log);
}
