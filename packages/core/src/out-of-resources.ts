// out-of-resources.ts: tells that the system has run out of something from what it would be taken for otherwise.
import { closeSync, openSync } from "node:fs";
import { TeleopError, type TeleopErrorOptions } from "./errors.ts";
import { errnoOf, messageOf } from "./system-error.ts";

/** Whether the system has run out of what the call needs: file descriptors, memory. It may have some later. */
export function isExhausted(error: unknown): boolean {
  const errno = errnoOf(error);
  return errno !== undefined && EXHAUSTED.includes(errno);
}

const EXHAUSTED: readonly string[] = [
  "EMFILE",
  "ENFILE",
  "ENOMEM",
  "ENOBUFS",
  "ERROR_TOO_MANY_OPEN_FILES",
  "ERROR_NOT_ENOUGH_MEMORY",
  "ERROR_OUTOFMEMORY",
  "ERROR_NO_SYSTEM_RESOURCES",
  "ERROR_COMMITMENT_LIMIT",
  "ERROR_NOT_ENOUGH_QUOTA",
  "WSAENOBUFS",
];

/** An `OUT_OF_RESOURCES` that says what could not be done, such as "cannot connect to /tmp/socket". */
export function outOfResources(what: string, error: unknown, options: TeleopErrorOptions = {}): TeleopError {
  return new TeleopError("OUT_OF_RESOURCES", `${what}: ${messageOf(error)}; ${WHAT_TO_FREE}`, {
    ...options,
    cause: error,
  });
}

const WHAT_TO_FREE =
  "this process, or the system, has no file descriptor or memory to spare: close some, or raise the limit (ulimit -n)";

/**
 * Makes sure that a descriptor can be opened, for those who get told something else: Bun reports a socket for which
 * there is none as ECONNREFUSED.
 *
 * @param what cannot be done if there is none.
 * @throws TeleopError `OUT_OF_RESOURCES`.
 */
export function requireDescriptor(what: string, options: TeleopErrorOptions = {}): void {
  requireDescriptors(1, what, options);
}

/** As {@link requireDescriptor}, of so many at once. */
export function requireDescriptors(count: number, what: string, options: TeleopErrorOptions = {}): void {
  const opened: number[] = [];
  try {
    while (opened.length < count) opened.push(openSync(ALWAYS_THERE, "r"));
  } catch (error) {
    if (isExhausted(error)) throw outOfResources(what, error, options);
  } finally {
    for (const descriptor of opened) closeSync(descriptor);
  }
}

const ALWAYS_THERE = "/";
