// identity.ts: learns that this process becomes another user while it is armed: what the old one holds, the new one can
// often neither use nor remove.
import { type IdentityObserver, type ProcessState, processState } from "./process-state.ts";

export type { IdentityObserver };

/**
 * Tells of each call of `process.setuid()`, `seteuid()`, `setgid()`, `setegid()`, `setgroups()` and `initgroups()`:
 * `before` it, as who we are still, and `after` it, also when it failed. What they throw
 * becomes a process warning.
 *
 * The functions are wrapped for as long as anybody observes. The wrappers pass everything through; another library may
 * wrap them too. A change by other means, by FFI or in another thread of this process, is not seen; compare geteuid(2).
 */
export function observeIdentity(observer: IdentityObserver): Disposable {
  const state = processState();
  if (state.identityObservers.size === 0) wrap(state);
  state.identityObservers.add(observer);
  return {
    [Symbol.dispose]: () => {
      if (state.identityObservers.delete(observer) && state.identityObservers.size === 0) unwrap();
    },
  };
}

const CHANGES = ["setuid", "seteuid", "setgid", "setegid", "setgroups", "initgroups"] as const;

/** On a wrapper: the property that it stands in for. Known to all copies of this module. */
const WRAPPED: unique symbol = Symbol.for("teleop.wrapped-identity-change") as never;

// biome-ignore lint/complexity/noBannedTypes: whatever the property holds is passed through.
type AnyFunction = Function;

function wrap(state: ProcessState): void {
  for (const name of CHANGES) {
    const property = Object.getOwnPropertyDescriptor(process, name);
    if (typeof property?.value !== "function" || property.configurable !== true) continue;
    const original: AnyFunction = property.value;
    const wrapper = function (this: unknown, ...args: unknown[]): unknown {
      return changing(state, () => Reflect.apply(original, this, args));
    };
    for (const key of ["name", "length"] as const) {
      Object.defineProperty(wrapper, key, { value: original[key], configurable: true });
    }
    Object.defineProperty(wrapper, WRAPPED, { value: property });
    Object.defineProperty(process, name, { ...property, value: wrapper });
  }
}

/** Where somebody has wrapped our wrapper, it stays, and does nothing but pass through. */
function unwrap(): void {
  for (const name of CHANGES) {
    const current: unknown = Object.getOwnPropertyDescriptor(process, name)?.value;
    if (typeof current !== "function") continue;
    const original = Object.getOwnPropertyDescriptor(current, WRAPPED)?.value as
      | PropertyDescriptor
      | undefined;
    if (original !== undefined) Object.defineProperty(process, name, original);
  }
}

function changing<T>(state: ProcessState, change: () => T): T {
  // Of a wrapper around a wrapper, the outer one tells. Observers change nothing that would have to be told.
  if (state.identityChanges > 0) return change();
  const observers = [...state.identityObservers];
  state.identityChanges += 1;
  try {
    for (const observer of [...observers].reverse()) tell(() => observer.before());
    return change();
  } finally {
    state.identityChanges -= 1;
    for (const observer of observers) tell(() => observer.after());
  }
}

/** What goes wrong with an observer must change neither the outcome for the application nor what others are told. */
function tell(observe: () => void): void {
  try {
    observe();
  } catch (error) {
    process.emitWarning(`teleop: failed at a change of user or group: ${String(error)}`, "TeleopWarning");
  }
}
