// on-windows.ts: what only Windows needs is loaded there and nowhere else, and in the very call: who arms, or asks for facts,
// does not wait.

/**
 * `@teleop/core/windows`, to be asked for on Windows only.
 *
 * @throws Error where it cannot be loaded.
 */
export function onWindows(): typeof import("./windows.ts") {
  // Bun has `require` in every module, and bundlers put in its place what it gives; a module of Node.js has none.
  if (typeof require === "function") return require("@teleop/core/windows");
  return process.getBuiltinModule("node:module").createRequire(import.meta.url)("@teleop/core/windows");
}
