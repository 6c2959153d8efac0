// deep-chain-run.ts: what must be true when a peer sends a deep chain, over a real socket and with default limits.

import { finishOf } from "@teleop/rpc-testing";
import { ChainObject, type DeepChain } from "./deep-chains.ts";
import { SocketPeer } from "./socket-peer.ts";

/** How the conversation ends: when all has been answered and finished, or in the middle, without a word. */
export const chainEndings = ["finished", "vanished"] as const;
export type ChainEnding = (typeof chainEndings)[number];

/** @throws what went wrong: a call without an answer or with two, an error nobody was told of, something left. */
export async function runDeepChain(chain: DeepChain, ending: ChainEnding): Promise<void> {
  const { build, run, questions } = chain;
  const object = new ChainObject();
  const capability = object.capability();
  {
    await using peer = await SocketPeer.connect({ bootstrap: () => capability.dup() });
    await peer.send([{ bootstrap }, { finish: { ...bootstrap, releaseResultCaps: false } }, ...build]);
    if (ending === "finished") {
      // A question is returned once it has been asked.
      if (chain.isAnswered === true) await peer.until(() => peer.calls === questions - 1);
      await peer.send(run);
      await peer.until(() => peer.returns.size === questions + 1);
      await peer.send(Array.from({ length: questions }, (_, id) => finishOf(id)));
      await fence(peer);
      const twice = [...peer.returns].filter(([id, count]) => id < questions && count !== 1);
      if (twice.length > 0) throw new Error(`answered more than once: ${JSON.stringify(twice)}`);
    } else {
      await fence(peer);
      peer.vanish();
      await peer.rpc.closed;
    }
    const stats = peer.rpc.stats();
    if (ending === "finished" && stats.answers > 1)
      throw new Error(`answers are left: ${JSON.stringify(stats)}`);
    if (peer.errors.length > 0) throw new AggregateError(peer.errors, "errors that nobody was told of");
  }
  capability[Symbol.dispose]();
  await object.whenReleased;
}

/** Waits until everything has been received. */
async function fence(peer: SocketPeer): Promise<void> {
  await peer.send([{ bootstrap }]);
  await peer.until(() => peer.returns.get(bootstrap.questionId) === 2);
}

/** A question that is in no chain. */
const bootstrap = { questionId: 2 ** 31 };
