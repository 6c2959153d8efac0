// basics.ts: the entry `@teleop/core/basics`: errors, checks of options and calls of hooks, which need nothing of the
// platform, for packages that run where the rest of this one does not.
export {
  brand,
  NotListeningError,
  TeleopError,
  type TeleopErrorCode,
  type TeleopErrorOptions,
} from "./errors.ts";
export { callHook, isThenable } from "./hook.ts";
export {
  type AbortOptions,
  after,
  requireConnection,
  requireCount,
  requireFunction,
  requireMilliseconds,
  requireOptions,
  requirePlugin,
  requireSignal,
  show,
  untilAborted,
} from "./options.ts";
export { messageOf } from "./system-error.ts";
