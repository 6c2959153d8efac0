// shop.ts: a target with things in memory and work to do.
import { TestTarget } from "./target.ts";

/** @param args as shop-program.ts has them. */
export function shop(...args: readonly string[]): Promise<TestTarget> {
  return TestTarget.start({ script: new URL("./shop-program.ts", import.meta.url), args });
}
