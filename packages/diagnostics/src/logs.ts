// logs.ts: the entry `@teleop/diagnostics/logs`: for an application that has its last log entries kept from the start, so
// that who attaches after something has happened can see what was said before.
import { LogRecorder, type LogRecorderOptions } from "./logs/recorder.ts";

export { LogRecorder, type LogRecorderOptions } from "./logs/recorder.ts";

/**
 * Begins to keep what is said to the console, and errors that nobody caught. Give it to `diagnostics({ logs: { recorder } })`.
 * Disposing it ends that, and the console is as it was before.
 *
 * @throws TeleopError `INVALID_ARGUMENT`
 */
export function recordLogs(options: LogRecorderOptions = {}): LogRecorder & Disposable {
  const recorder = new LogRecorder(options);
  const held = recorder.hold();
  return Object.assign(recorder, { [Symbol.dispose]: () => held[Symbol.dispose]() });
}
