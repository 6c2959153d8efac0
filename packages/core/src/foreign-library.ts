// foreign-library.ts: functions of a library, compiled once for all in this thread who call them: what the C library and
// the libraries of Windows have in common.
import { TeleopError } from "./errors.ts";
import { type CType, type Ffi, type ForeignFunction, findFfi, type Signatures } from "./ffi.ts";
import { requireDescriptor } from "./out-of-resources.ts";
import { processState } from "./process-state.ts";
import { messageOf } from "./system-error.ts";

type Argument<T extends CType> = T extends "ptr"
  ? ArrayBufferView | null
  : T extends "i32" | "u32"
    ? number
    : number | bigint;

type Result<T extends CType> = T extends "i32" | "u32" ? number : T extends "ptr" ? number | null : bigint;

type Arguments<A extends readonly CType[]> = { -readonly [Index in keyof A]: Argument<A[Index]> };

/** Functions of a library, as JavaScript calls them. Memory is passed as a typed array, which the function may fill. */
export type Functions<S extends Signatures> = {
  readonly [Name in keyof S]: (...args: Arguments<S[Name]["args"]>) => Result<S[Name]["returns"]>;
};

/** Whether functions of libraries can be called here. In Bun they can, in Node.js where the package koffi is installed. */
export function hasFfi(): boolean {
  return !("missing" in findFfi());
}

/** @param what cannot be done without. @throws TeleopError `UNSUPPORTED_PLATFORM`. */
export function requireFfi(what: string): Ffi {
  const ffi = findFfi();
  if ("missing" in ffi) throw unsupported(`${what} needs ${ffi.missing}`);
  return ffi;
}

export interface Opened {
  readonly name: string;
  readonly functions: ReadonlyMap<string, ForeignFunction>;
}

/**
 * Takes the functions from the first of the libraries that has them.
 *
 * @throws TeleopError `UNSUPPORTED_PLATFORM`, `OUT_OF_RESOURCES`. No failure is kept.
 */
export function openFirst(ffi: Ffi, what: string, names: readonly string[], signatures: Signatures): Opened {
  const failures: unknown[] = [];
  for (const name of names) {
    try {
      return { name, functions: compile(ffi, name, signatures) };
    } catch (error) {
      failures.push(error);
    }
  }
  const cannot = `${what} needs functions that ${ffi.name} cannot load: ${failures.map(messageOf).join("; ")}`;
  // The linker's sentence is all that is told of it.
  requireDescriptor(cannot);
  throw new TeleopError("UNSUPPORTED_PLATFORM", cannot, { cause: failures[0] });
}

function compile(ffi: Ffi, library: string, signatures: Signatures): ReadonlyMap<string, ForeignFunction> {
  const state = processState();
  state.foreignFunctions ??= new Map();
  const { foreignFunctions } = state;
  const wanted = Object.entries(signatures).map(([name, signature]) => {
    const { args, returns } = signature;
    return { name, signature, key: `${library} ${name}(${args.join()}) ${returns}` };
  });
  const missing = wanted.filter(({ key }) => !foreignFunctions.has(key));
  if (missing.length > 0) {
    const loaded = ffi.load(
      library,
      Object.fromEntries(missing.map(({ name, signature }) => [name, signature])),
    );
    for (const { name, key } of missing) foreignFunctions.set(key, loaded[name] as ForeignFunction);
  }
  return new Map(wanted.map(({ name, key }) => [name, foreignFunctions.get(key) as ForeignFunction]));
}

export function unsupported(message: string): TeleopError {
  return new TeleopError("UNSUPPORTED_PLATFORM", message);
}
