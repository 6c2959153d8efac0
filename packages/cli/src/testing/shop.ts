// shop.ts: a target with things in memory and work to do.
import { TestTarget, type TestTargetOptions } from "./target.ts";

/** @param options `args` are as shop-program.ts has them. */
export function shop(options: Omit<TestTargetOptions, "script"> = {}): Promise<TestTarget> {
  return TestTarget.start({ ...options, script: new URL("./shop-program.ts", import.meta.url) });
}
