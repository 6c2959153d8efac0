// stepped-calls.ts: stands in for `node:fs` and `Bun` in a process that dies at a step.
import * as fs from "node:fs";
import { stepper } from "./stepper.ts";

export * from "node:fs";

function stepped<F extends (...args: never[]) => unknown>(call: F): F {
  return ((...args: never[]) => {
    stepper.step();
    return call(...args);
  }) as F;
}

export const chmodSync: typeof fs.chmodSync = stepped(fs.chmodSync);
export const closeSync: typeof fs.closeSync = stepped(fs.closeSync);
export const fchownSync: typeof fs.fchownSync = stepped(fs.fchownSync);
export const fstatSync: typeof fs.fstatSync = stepped(fs.fstatSync as never);
export const linkSync: typeof fs.linkSync = stepped(fs.linkSync);
export const lstatSync: typeof fs.lstatSync = stepped(fs.lstatSync as never);
export const mkdirSync: typeof fs.mkdirSync = stepped(fs.mkdirSync as never);
export const mkdtempSync: typeof fs.mkdtempSync = stepped(fs.mkdtempSync as never);
export const openSync: typeof fs.openSync = stepped(fs.openSync);
export const readdirSync: typeof fs.readdirSync = stepped(fs.readdirSync as never);
export const readFileSync: typeof fs.readFileSync = stepped(fs.readFileSync as never);
export const readlinkSync: typeof fs.readlinkSync = stepped(fs.readlinkSync as never);
export const renameSync: typeof fs.renameSync = stepped(fs.renameSync);
export const rmdirSync: typeof fs.rmdirSync = stepped(fs.rmdirSync);
export const statSync: typeof fs.statSync = stepped(fs.statSync as never);
export const unlinkSync: typeof fs.unlinkSync = stepped(fs.unlinkSync);
export const writeSync: typeof fs.writeSync = stepped(fs.writeSync as never);

/** The same methods of `Bun`, of which these are steps. */
export const SteppedBun: typeof Bun = Object.assign(Object.create(Bun), {
  connect: stepped(Bun.connect as never),
  listen: stepped(Bun.listen as never),
});
