// ending.ts: brings a conversation to its end, and looks at what must be true then.

import { briefly, type Operation } from "./operation.ts";
import { describeDestination, faultOf, follow, isKnotted } from "./reference-model.ts";
import type { Handle } from "./serving-object.ts";
import type { World, WorldLink } from "./world.ts";

/** Settles everything, drops everything, and disconnects. Notes what is wrong as violations. */
export async function endWorld(world: World, abruptly: boolean): Promise<void> {
  if (abruptly) {
    for (const { name } of world.links.values())
      world.perform({ do: "disconnect", link: name, side: 0, how: "dispose" });
  }
  for (const { gates } of world.links.values()) for (const gate of gates) gate.openForGood();
  await settleAll(world);
  if (world.violations.length > 0) return;
  await tryHandles(world);
  checkCalls(world);
  await dropAll(world);
  if (world.violations.length > 0) return;
  const isKnot =
    world.resolved.some(isKnotted) || [...world.calls.values()].some(({ model }) => isKnotted(model));
  if (!isKnot) for (const link of world.links.values()) if (!link.isLost) checkIdle(world, link);
  await disconnectAll(world, isKnot);
  world.dropRoots();
  await quiet(world);
  checkReleased(world);
}

/** Resolves when nothing happens any more. */
export async function quiet(world: World): Promise<void> {
  let before = -1;
  for (;;) {
    for (const { fence } of world.links.values()) await fence();
    await turn();
    const now = activity(world);
    if (now === before) return;
    before = now;
  }
}

export function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function activity(world: World): number {
  let count = 0;
  for (const { rpc } of world.links.values())
    for (const side of rpc) count += side.stats().messagesSent + side.stats().messagesReceived;
  for (const { model } of world.calls.values())
    count += Number(model.isArrived) + Number(model.outcome !== undefined);
  return count;
}

/** Ends every method and resolves every promise, until nothing is left to be ended. */
async function settleAll(world: World): Promise<void> {
  for (;;) {
    await quiet(world);
    checkSignals(world);
    const operations: Operation[] = [
      ...[...world.promises.keys()].map((promise) => ({ do: "resolve", promise, to: "error" }) as const),
      ...[...world.calls.values()]
        .filter(({ served }) => served?.isHeld)
        .map(({ model: { name } }) => ({ do: "answer", call: name, give: [], goesOn: false }) as const),
    ];
    if (operations.length === 0) return;
    for (const operation of operations) {
      if (world.perform(operation)) continue;
      if (operation.do === "answer") world.calls.get(operation.call)?.served?.end();
    }
  }
}

/** A call that nobody wants any more is aborted, wherever it is being served. */
function checkSignals(world: World): void {
  if (world.wasDisconnected) return;
  for (const { model, served } of world.calls.values()) {
    if (served?.isWatched !== true || model.answer !== undefined || !isAbandoned(world, model.name)) continue;
    if (!served.incoming.signal.aborted)
      world.violated(`${model.name} goes on, though its caller has canceled it`);
  }
}

function isAbandoned(world: World, name: string): boolean {
  const model = world.calls.get(name)?.model;
  if (model === undefined || model.isPipelined || model.early !== undefined) return false;
  return model.answers === undefined ? model.isCanceled : isAbandoned(world, model.answers.name);
}

/** Calls every reference once more, and asks it where it leads. */
async function tryHandles(world: World): Promise<void> {
  const unsettled = new Set<string>();
  for (const [name, handle] of [...world.handles]) {
    world.makeCall(`${name}.last`, handle, { pass: [], service: briefly });
    unsettled.add(name);
    void settled(handle.capability.whenResolved()).then((error) => {
      unsettled.delete(name);
      if (error !== undefined) checkBroken(world, handle, error);
    });
  }
  await quiet(world);
  for (const name of unsettled) world.violated(`it was never known where ${name} leads`);
}

/**
 * What a reference says to be broken by must be true. That it says so is not certain: where a call was passed back to
 * the vat that it came from, its results stay there, and the vat in the middle never learns of them.
 */
function checkBroken(world: World, { name, leads }: Handle, error: unknown): void {
  if (world.wasDisconnected) return;
  const end = follow(leads);
  if (end.kind !== "broken" && end.kind !== "null")
    world.violated(`${name} is broken: ${String(error)}, though it leads to ${describeDestination(end)}`);
}

async function settled(promise: Promise<void>): Promise<unknown> {
  try {
    await promise;
    return undefined;
  } catch (error) {
    return error;
  }
}

function checkCalls(world: World): void {
  for (const { model } of world.calls.values()) {
    const fault = faultOf(model, world.wasDisconnected);
    if (fault !== undefined) world.violated(`${model.name} ${fault}`);
  }
}

async function dropAll(world: World): Promise<void> {
  for (const name of [...world.handles.keys()]) world.drop(name);
  for (const [name, { results }] of world.calls) {
    if (results !== undefined) world.perform({ do: "forget", call: name });
    world.cancel(name);
  }
  await quiet(world);
}

function checkIdle(world: World, link: WorldLink): void {
  for (const side of [0, 1] as const) {
    const { questions, answers, exports, imports, embargoes, bytesServing, bytesWaiting } =
      link.rpc[side].stats();
    const left = { questions, answers, exports, imports, embargoes, bytesServing, bytesWaiting };
    for (const [table, count] of Object.entries(left)) {
      if (count !== 0) world.violated(`${link.vats[side]} has ${count} ${table} left on link ${link.name}`);
    }
  }
}

async function disconnectAll(world: World, isKnot: boolean): Promise<void> {
  for (const link of world.links.values()) {
    for (const rpc of link.rpc) await rpc[Symbol.asyncDispose]();
    const [reason, other] = await Promise.all(link.rpc.map(({ closed }) => closed));
    if (!link.isLost && !isKnot && (reason ?? other) !== undefined)
      world.violated(`link ${link.name} did not close in order: ${String(reason ?? other)}`);
    checkIdle(world, link);
  }
}

function checkReleased(world: World): void {
  for (const { name, releases } of world.objects) {
    if (releases !== 1) world.violated(`${name} was released ${releases} times in the end`);
  }
}
