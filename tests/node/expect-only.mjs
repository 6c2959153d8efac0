// expect-only.mjs: bun:test for a program that declares no tests, which a test runner would keep alive.
export { expect } from "expect";
export const test = undefined;
