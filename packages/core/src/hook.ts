// hook.ts: calls what an application gave us to be called: its mistakes stay its own, whichever way it makes them.

/**
 * Calls an application's function. What it throws, and what a promise that it returns rejects with, goes to `failed`,
 * and nowhere else. `failed` must not throw.
 */
export function callHook(hook: () => unknown, failed: (error: unknown) => void): void {
  try {
    const returned = hook();
    if (isThenable(returned)) Promise.resolve(returned).then(undefined, failed);
  } catch (error) {
    failed(error);
  }
}

/** Whether `await` would wait for it. Looking runs the application's code, which may throw. */
export function isThenable(value: unknown): value is PromiseLike<unknown> {
  return (
    ((typeof value === "object" && value !== null) || typeof value === "function") &&
    "then" in value &&
    typeof value.then === "function"
  );
}
