// work-client.ts: asks work.ts for what its standard input tells it, a line each, by @teleop/rpc-capnp:
//
//   result COUNT SIZE               seconds that so many results of so many bytes take
//   stream COUNT SIZE               the same by streaming calls
//   objects COUNT                   holds so many objects more
//   calls WINDOW BYTES CALLS SECONDS     echo calls, as drive.ts measures them
//   each WINDOW BYTES CALLS SECONDS      the same of each object in turn
//   beside WINDOW BYTES CALLS SECONDS    the same while results of 32 MiB travel on the connection
//   big SECONDS                     how many results of 32 MiB come in that time

import type { Work } from "../schema/work.capnp.ts";
import { Meter } from "./drive.ts";
import { answerLines, positive } from "./lines.ts";
import { connectToWork } from "./work.ts";

/** Under way at once: while one is read, another travels. */
const RESULTS_IN_FLIGHT = 2;

const BIG = 32 * 1024 * 1024;

const work = await connectToWork();
const objects: Work[] = [];
const meter = new Meter();
let turn = 0;

await answerLines(async ([what, ...words]) => {
  switch (what) {
    case "result":
      return await secondsOf(() => results(positive(words[0]), positive(words[1])));
    case "stream":
      return await secondsOf(() => stream(positive(words[0]), positive(words[1])));
    case "objects":
      return await hold(positive(words[0]));
    case "calls":
      return await meter.measure(echo, words);
    case "each":
      return await meter.measure(echoOfEach, words);
    case "beside":
      return await beside(words);
    case "big":
      return await big(positive(words[0]));
    default:
      throw new Error(`cannot ${what}`);
  }
});

async function echo(message: string): Promise<string> {
  return (await work.echo({ message })).reply;
}

async function echoOfEach(message: string): Promise<string> {
  const object = objects[turn++ % objects.length];
  if (object === undefined) throw new Error("no object is held");
  return (await object.echo({ message })).reply;
}

async function secondsOf(what: () => Promise<void>): Promise<number> {
  const begun = Bun.nanoseconds();
  await what();
  return (Bun.nanoseconds() - begun) / 1e9;
}

async function results(count: number, size: number): Promise<void> {
  let left = count;
  const ask = async () => {
    while (left > 0) {
      left--;
      await result(size);
    }
  };
  await Promise.all(Array.from({ length: RESULTS_IN_FLIGHT }, ask));
}

async function result(size: number): Promise<void> {
  const { data } = await work.bytes({ count: size });
  if (data.length !== size || data[size - 1] !== 1) throw new Error("other bytes came than were asked for");
}

async function stream(count: number, size: number): Promise<void> {
  const data = new Uint8Array(size).fill(1);
  for (let n = 0; n < count; n++) await work.write({ data });
  const { bytes } = await work.written();
  if (bytes !== BigInt(count * size)) throw new Error(`${bytes} bytes arrived of ${count * size}`);
}

async function hold(count: number): Promise<number> {
  const results = await Promise.all(Array.from({ length: count }, () => work.next()));
  objects.push(...results.map(({ next }) => next));
  return objects.length;
}

async function beside(words: readonly string[]): Promise<unknown> {
  let isOver = false;
  const travelling = (async () => {
    while (!isOver) await result(BIG);
  })();
  try {
    return await meter.measure(echo, words);
  } finally {
    isOver = true;
    await travelling;
  }
}

async function big(seconds: number): Promise<number> {
  const end = Bun.nanoseconds() + seconds * 1e9;
  let count = 0;
  while (Bun.nanoseconds() < end) {
    await result(BIG);
    count++;
  }
  return count;
}
