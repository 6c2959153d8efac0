// replace-bun-test.mjs: has Node.js take another module for bun:test, which the suites import.
import { registerHooks } from "node:module";

export function replaceBunTest(url) {
  registerHooks({
    resolve: (specifier, context, next) =>
      specifier === "bun:test" ? { url, shortCircuit: true } : next(specifier, context),
  });
}
