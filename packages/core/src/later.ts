// later.ts: a part of a program that is loaded when it is needed first, so that a process which is only armed does
// without it.
import { TeleopError } from "./errors.ts";
import { requireDescriptors } from "./out-of-resources.ts";
import { messageOf } from "./system-error.ts";

/** Loaded once, by whoever needs it first. A failure is not kept: it is tried again each time. */
export class Later<T> {
  readonly #what: string;
  readonly #load: () => T | PromiseLike<T>;
  #state: { readonly loaded: T } | { readonly loading: Promise<T> } | undefined;

  /**
   * @param what as the message of an error names it: "the protocol capnp".
   * @param load usually `() => import("./part.ts")`. It is called in the same turn as `get()`, never twice at once.
   */
  constructor(what: string, load: () => T | PromiseLike<T>) {
    this.#what = what;
    this.#load = load;
  }

  /** What is there already. */
  static of<T>(value: T): Later<T> {
    const later = new Later("", () => value);
    later.#state = { loaded: value };
    return later;
  }

  /** What was loaded, if it was. */
  get loaded(): { readonly value: T } | undefined {
    const state = this.#state;
    return state !== undefined && "loaded" in state ? { value: state.loaded } : undefined;
  }

  /** @throws TeleopError as {@link loadPart} does. */
  get(): Promise<T> {
    const state = this.#state;
    if (state !== undefined) return "loaded" in state ? Promise.resolve(state.loaded) : state.loading;
    const loading = loadPart(this.#what, this.#load);
    this.#state = { loading };
    loading.then(
      (value) => {
        // One that was given up and comes after all is welcome, unless another was loaded meanwhile.
        if (this.loaded === undefined) this.#state = { loaded: value };
      },
      () => this.#forget(loading),
    );
    return loading;
  }

  /** Does not wait any longer for what is being loaded: the next one who needs it tries again. */
  giveUp(): void {
    const state = this.#state;
    if (state !== undefined && "loading" in state) this.#forget(state.loading);
  }

  #forget(loading: Promise<T>): void {
    const state = this.#state;
    if (state !== undefined && "loading" in state && state.loading === loading) this.#state = undefined;
  }
}

/**
 * Descriptors that loading may take at once, with some to spare: for the files of a part and of what it imports, which
 * are read by several threads, and for the directories in which packages are looked for.
 */
const AT_ONCE = 16;

/**
 * Loads a part of a program. Runtimes keep that a module could not be found, and say so also when there was no
 * descriptor to open it with: so that is found out first.
 *
 * @throws TeleopError `OUT_OF_RESOURCES`; what `load` throws if that is a TeleopError, else `LOAD_FAILED`.
 */
export async function loadPart<T>(what: string, load: () => T | PromiseLike<T>): Promise<T> {
  try {
    requireDescriptors(AT_ONCE, `cannot load ${what}`);
    return await load();
  } catch (error) {
    if (error instanceof TeleopError) throw error;
    throw new TeleopError("LOAD_FAILED", `cannot load ${what}: ${messageOf(error)}`, { cause: error });
  }
}
