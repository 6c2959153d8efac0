// mutate.ts: what goes wrong with messages on their way: bits, words, ids, ends, and the order they come in.
import type { Random } from "@teleop/random-runs";

/** Bytes arrive: mostly one message, sometimes a part of one. */
export interface Receive {
  readonly do: "receive";
  readonly bytes: Uint8Array;
}

export function describeReceive({ bytes }: Receive): string {
  return `the vat receives ${Buffer.from(bytes).toString("hex")}`;
}

/** A message with a few things changed, mostly behind its header. */
export function mutated(random: Random, frame: Uint8Array): Uint8Array {
  // Not slice(), which shares memory where the frame is a Buffer.
  const bytes = new Uint8Array(frame);
  const view = new DataView(bytes.buffer);
  const first = random.chance(0.02) ? 0 : 8;
  for (let changes = 1 + random.below(3); changes > 0; changes--) {
    const at = first + random.below(Math.max(1, bytes.byteLength - first));
    const word = Math.min(at & ~3, bytes.byteLength - 4);
    switch (random.below(6)) {
      case 0:
        bytes[at] = (bytes[at] ?? 0) ^ (1 << random.below(8));
        break;
      case 1:
        bytes[at] = random.below(256);
        break;
      // An id, a count or a tag, off by a little.
      case 2:
        view.setUint32(word, view.getUint32(word, true) + random.below(5) - 2, true);
        break;
      case 3:
        view.setUint32(word, random.pick([0, 1, 2, 7, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff]), true);
        break;
      // A pointer that leads elsewhere, or is of another kind.
      case 4:
        view.setUint32(word, random.below(64) * 4 + random.below(4), true);
        break;
      case 5:
        view.setUint32(word, view.getUint32(random.below(bytes.byteLength >> 2) * 4, true), true);
        break;
    }
  }
  return bytes;
}

/** A message that ends early: the next one is read as its end. */
export function truncated(random: Random, frame: Uint8Array): Uint8Array {
  return frame.subarray(0, 1 + random.below(frame.byteLength - 1));
}

/** A frame of random words, most of them small or zero, as pointers and sizes are. */
export function noise(random: Random): Uint8Array {
  const words = 1 + random.below(40);
  const view = new DataView(new ArrayBuffer(8 + words * 8));
  view.setUint32(4, words, true);
  for (let at = 8; at < view.byteLength; at += 4) {
    const value = random.chance(0.4) ? 0 : random.chance(0.7) ? random.below(64) : random.below(2 ** 32);
    view.setUint32(at, value, true);
  }
  return new Uint8Array(view.buffer);
}

/** A real session that something happened to, about once in `every` steps; `others` is where strange messages come from. */
export function mutatedSession<Step extends { readonly do: string }>(
  random: Random,
  session: readonly (Step | Receive)[],
  others: readonly Uint8Array[],
  every: number,
): (Step | Receive)[] {
  const steps: (Step | Receive)[] = [];
  for (const step of session) {
    if (!isReceive(step) || random.below(every) !== 0) {
      steps.push(step);
      continue;
    }
    const { bytes } = step;
    const last = steps.pop();
    const receive = (changed: Uint8Array): Receive => ({ do: "receive", bytes: changed });
    const changed: Record<string, () => (Step | Receive | undefined)[]> = {
      changed: () => [last, receive(mutated(random, bytes))],
      truncated: () => [last, receive(truncated(random, bytes))],
      swapped: () => [step, last],
      doubled: () => [last, step, step],
      lost: () => [last],
      spliced: () => [last, receive(random.pick(others)), step],
      replaced: () => [last, receive(random.pick(others))],
    };
    const how = random.pick(["changed", "changed", "changed", ...Object.keys(changed)]);
    steps.push(...(changed[how]?.() ?? []).filter((one) => one !== undefined));
  }
  return steps;
}

function isReceive(step: { readonly do: string }): step is Receive {
  return step.do === "receive";
}
