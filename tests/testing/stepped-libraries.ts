// stepped-libraries.ts: to be given to `bun --preload`: makes every call of a library of Windows a step of the stepper.
// There teleop does all of it by such calls: events, pipes, what is asked of processes.
import { stepper } from "./stepper.ts";

const getBuiltinModule = process.getBuiltinModule.bind(process) as (id: string) => object | undefined;

process.getBuiltinModule = ((id: string) => {
  const found = getBuiltinModule(id);
  if (id !== "bun:ffi") return found;
  const ffi = found as typeof import("bun:ffi");
  return { ...ffi, dlopen: steppedDlopen(ffi.dlopen) };
}) as typeof process.getBuiltinModule;

function steppedDlopen(dlopen: typeof import("bun:ffi").dlopen): typeof dlopen {
  return ((library: string, signatures: Parameters<typeof dlopen>[1]) => {
    const opened = dlopen(library, signatures);
    const symbols = Object.entries(opened.symbols).map(([name, call]) => [name, stepped(call as never)]);
    return { ...opened, symbols: Object.fromEntries(symbols) };
  }) as never;
}

function stepped(call: (...args: unknown[]) => unknown): typeof call {
  return (...args) => {
    stepper.step();
    return call(...args);
  };
}
