// hooks.mjs: lets Node.js find bun:test. For `node --import`.
import { replaceBunTest } from "./replace-bun-test.mjs";

replaceBunTest(new URL("./bun-test.mjs", import.meta.url).href);
