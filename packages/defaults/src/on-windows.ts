// on-windows.ts: the packages that only Windows needs, loaded there and nowhere else; and in the very call that needs
// them, since a process is armed when `teleoperate()` returns.
import { TeleopError } from "@teleop/core";
import { messageOf } from "@teleop/core/plugin";

/** @throws TeleopError `LOAD_FAILED`. */
export function attacherWindows(): typeof import("@teleop/attacher-windows") {
  // Bun has `require` in every module, and bundlers put in its place what it gives; a module of Node.js has none.
  return load("@teleop/attacher-windows", () =>
    typeof require === "function" ? require("@teleop/attacher-windows") : undefined,
  );
}

/** @throws TeleopError `LOAD_FAILED`. */
export function transportPipe(): typeof import("@teleop/transport-pipe") {
  return load("@teleop/transport-pipe", () =>
    typeof require === "function" ? require("@teleop/transport-pipe") : undefined,
  );
}

function load<T>(name: string, bundled: () => T | undefined): T {
  try {
    return bundled() ?? process.getBuiltinModule("node:module").createRequire(import.meta.url)(name);
  } catch (error) {
    throw new TeleopError("LOAD_FAILED", `cannot load ${name}, which Windows needs: ${messageOf(error)}`, {
      cause: error,
    });
  }
}
