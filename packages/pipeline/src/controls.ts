// controls.ts: what people can have the application do, by a button of whatever shows the pipeline.
import { requireFunction, requireOptions, show, TeleopError } from "@teleop/core/basics";

/** `pause`, `resume` and `drain` are those that clients know; others are the application's own. */
export type Controls = Readonly<Record<string, Control>>;

export interface Control {
  /** Does it. What it throws is told to who asked for it. */
  readonly run: () => unknown;
  /** What it does, for people. */
  readonly doc?: string | undefined;
  /** Whether people should be asked once more; default false. */
  readonly isDangerous?: boolean | undefined;
}

/** Controls as they are given: `{ pause: () => gate.close(), drain: { run: drain, doc: "Takes no more orders" } }`. */
export type ControlsInit = Readonly<Record<string, (() => unknown) | Control>>;

/** @throws TeleopError `INVALID_ARGUMENT` */
export function controlsOf(of: string, given: ControlsInit | undefined): Controls {
  if (given === undefined) return {};
  requireOptions(given);
  const controls = Object.entries(given).map(([name, control]) => {
    if (typeof control === "function") return [name, { run: control }] as const;
    if (typeof control !== "object" || control === null || control.run === undefined) {
      const expected = "a function, or { run, doc }";
      throw new TeleopError(
        "INVALID_ARGUMENT",
        `controls.${name} of ${of} must be ${expected}, not ${show(control)}`,
      );
    }
    requireFunction(`controls.${name}.run of ${of}`, control.run);
    // What is no text could not be told, and with it nothing of the graph.
    requireType(`controls.${name}.doc of ${of}`, control.doc, "string", "text");
    requireType(`controls.${name}.isDangerous of ${of}`, control.isDangerous, "boolean", "true or false");
    return [name, control] as const;
  });
  return Object.fromEntries(controls);
}

function requireType(name: string, value: unknown, type: "string" | "boolean", expected: string): void {
  if (value === undefined || typeof value === type) return;
  throw new TeleopError("INVALID_ARGUMENT", `${name} must be ${expected}, not ${show(value)}`);
}
