// bun-test.mjs: what the suites take from bun:test, for Node.js: its own runner, and the `expect` package.
import { after, test as nodeTest } from "node:test";

export { expect } from "expect";

/** As of bun:test: the third argument is the milliseconds that it may take. */
export function test(name, run, timeout) {
  nodeTest(name, timeout === undefined ? {} : { timeout }, () => run());
}
test.skip = (name, run) => nodeTest.skip(name, run);
test.if = (condition) => (condition ? test : test.skip);

// bun test waits for a test whose sockets keep no process alive; Node.js would end with it.
const alive = setInterval(() => {}, 2 ** 30);
after(() => clearInterval(alive));
