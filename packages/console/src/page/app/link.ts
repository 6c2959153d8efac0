// link.ts: the page's connection to the server of the console, which comes back when the server does.
import { type ReadonlySignal, signal } from "@preact/signals";
import { messageOf } from "@teleop/core/basics";
import { RpcConnection } from "@teleop/rpc-capnp";
import { Console } from "../../console.capnp.ts";
import { connectSocket } from "../../socket/browser-socket.ts";

/** Where the connection is: "lost" tells why, and is tried again. */
export type LinkState =
  | { readonly state: "connecting" }
  | { readonly state: "connected"; readonly console: Console; readonly signal: AbortSignal }
  | { readonly state: "lost"; readonly why: string };

/** What a connection is proven by that comes after another one was lost. */
const ALGORITHM = { name: "HMAC", hash: "SHA-256" } as const;
const CHALLENGE_BYTES = 32;

/** Between two attempts, in milliseconds. */
const TRY_AGAIN_MS = 1_000;

/** A server that hangs is taken for gone after twice as long, in milliseconds. */
const KEEPALIVE_MS = 15_000;

export class ConsoleLink {
  readonly #url: URL;
  readonly #state = signal<LinkState>({ state: "connecting" });
  /** By which the console is known again; undefined until it has told. */
  #key: CryptoKey | undefined;

  /** @param url where the server speaks RPC. */
  constructor(url: URL) {
    this.#url = url;
  }

  get state(): ReadonlySignal<LinkState> {
    return this.#state;
  }

  /** Connects, and from then on again whenever the connection is lost. */
  open(): void {
    void this.#connectForEver();
  }

  async #connectForEver(): Promise<never> {
    for (;;) {
      let why: unknown;
      try {
        why = await this.#connectOnce();
      } catch (error) {
        why = error;
      }
      this.#state.value = {
        state: "lost",
        why: why === undefined ? "the console has ended" : messageOf(why),
      };
      await new Promise((resolve) => setTimeout(resolve, TRY_AGAIN_MS));
    }
  }

  /** Resolves with the reason when the connection is over. @throws why there is none. */
  async #connectOnce(): Promise<Error | undefined> {
    const connection = new RpcConnection(await connectSocket(this.#url), {
      keepaliveMs: KEEPALIVE_MS,
      onError: (error, call) => {
        // Of what is refused to a caller, that one is told.
        if (call === undefined || call.hadAnswered) console.error(error);
      },
    });
    using served = connection.bootstrap(Console);
    try {
      if (this.#key === undefined) this.#key = await keyOf(served);
      else await requireSame(served, this.#key);
    } catch (error) {
      connection.evict(new Error(messageOf(error), { cause: error }));
      throw error;
    }
    const over = new AbortController();
    this.#state.value = { state: "connected", console: served, signal: over.signal };
    const reason = await connection.closed;
    over.abort(reason ?? new Error("the console has ended"));
    return reason;
  }
}

async function keyOf(served: Console): Promise<CryptoKey> {
  const { key } = await served.key();
  return await crypto.subtle.importKey("raw", key.slice(), ALGORITHM, false, ["verify"]);
}

/** @throws where it is not the console that was there before. */
async function requireSame(served: Console, key: CryptoKey): Promise<void> {
  const challenge = crypto.getRandomValues(new Uint8Array(CHALLENGE_BYTES));
  const { proof } = await served.prove({ challenge });
  if (await crypto.subtle.verify(ALGORITHM, key, proof.slice(), challenge)) return;
  throw new Error("another program answers at its address: the console has ended");
}
