// episode.ts: one random conversation from its seed to its end, and the same one again to see why it failed.
import { Random, shrink } from "@teleop/random-runs";
import { endWorld, turn } from "./ending.ts";
import { Generator } from "./generate.ts";
import { describeOperation, type Operation, type VatName } from "./operation.ts";
import { World } from "./world.ts";

/** What a seed decides before the first operation. */
interface Setting {
  readonly vats: readonly VatName[];
  readonly links: readonly (readonly [VatName, VatName])[];
  readonly highWaterMark: number;
  readonly length: number;
  readonly disconnects: boolean;
  readonly endsAbruptly: boolean;
  readonly handles: number;
  readonly theme: "anything" | "order";
}

export interface Episode {
  readonly seed: number;
  readonly operations: readonly Operation[];
  readonly violations: readonly string[];
  /** Kept by whoever wants to know of references that were forgotten: the collector tells only what still is. */
  readonly world: World;
}

/** Runs the conversation of a seed. */
export async function runEpisode(seed: number): Promise<Episode> {
  const random = new Random(seed);
  const { world, done, setting } = start(random);
  const generator = new Generator(world, random, setting);
  for (let i = 0; i < setting.length && world.violations.length === 0; i++)
    await perform(world, generator.next(), done);
  await end(world, setting);
  return { seed, operations: done, violations: world.violations, world };
}

/** Runs a seed that failed again, shorter and shorter, and tells what happens in words. */
export async function explainEpisode(seed: number): Promise<readonly string[]> {
  const { operations, violations } = await runEpisode(seed);
  const kinds = new Set(violations.map(kindOf));
  const fails = async (some: readonly Operation[]): Promise<boolean> =>
    (await replay(seed, some)).violations.some((violation) => kinds.has(kindOf(violation)));
  const shortest = await shrink(operations, fails);
  const { told } = await replay(seed, shortest);
  return told;
}

/** A violation without the names in it: another failure on the way must not be taken for the one looked for. */
function kindOf(violation: string): string {
  return violation.replaceAll(/\b[a-z]\d+[.\w]*|\d+/g, "#");
}

async function replay(
  seed: number,
  operations: readonly Operation[],
): Promise<{ readonly violations: readonly string[]; readonly told: readonly string[] }> {
  const told: string[] = [];
  const { world, done, setting } = start(new Random(seed), (text) => told.push(text));
  for (const operation of operations) {
    if (world.violations.length > 0) break;
    const before = told.length;
    await perform(world, operation, done);
    if (done.at(-1) === operation) told.splice(before, 0, describeOperation(operation));
  }
  told.push("the end: everything is answered, dropped and disconnected");
  await end(world, setting);
  return { violations: world.violations, told };
}

function start(
  random: Random,
  note?: (text: string) => void,
): { readonly world: World; readonly done: Operation[]; readonly setting: Setting } {
  const setting = settingOf(random);
  const world = new World(setting.vats, setting.highWaterMark, note);
  for (const [i, between] of setting.links.entries())
    world.perform({ do: "connect", link: `l${i}`, between });
  return { world, done: [], setting };
}

async function perform(world: World, operation: Operation, done: Operation[]): Promise<void> {
  try {
    if (world.perform(operation)) done.push(operation);
    if (operation.do === "turn") await turn();
  } catch (error) {
    done.push(operation);
    world.violated(`"${describeOperation(operation)}" threw ${error instanceof Error ? error.stack : error}`);
  }
}

async function end(world: World, { endsAbruptly }: Setting): Promise<void> {
  if (world.violations.length === 0) await endWorld(world, endsAbruptly);
  if (world.violations.length === 0) return;
  // Not even after a failure may anything be left that keeps the process busy.
  for (const { sever, gates } of world.links.values()) {
    sever();
    for (const gate of gates) gate.openForGood();
  }
  await turn();
}

function settingOf(random: Random): Setting {
  const shape = random.below(4);
  const pair = ["alice", "bob"] as const;
  const chain = [pair, ["bob", "carol"]] as const;
  return {
    vats: shape < 2 ? pair : ["alice", "bob", "carol"],
    links: shape < 2 ? [pair] : shape === 2 ? chain : [...chain, ["carol", "alice"]],
    highWaterMark: random.pick([1, 64, 65_536, 65_536]),
    length: random.pick([20, 60, 200, 600]),
    disconnects: random.chance(0.25),
    endsAbruptly: random.chance(0.25),
    handles: random.pick([6, 15, 40]),
    theme: random.pick(["anything", "order"]),
  };
}
