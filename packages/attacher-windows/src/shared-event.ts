// shared-event.ts: one event for all that is armed in this thread by one name: whoever resets it has told everybody.
import { type OwnedHandle, onSignaled } from "@teleop/core/windows";
import { makeOwnEvent, resetEvent } from "./own-event.ts";

/** Who is woken by an event. */
export interface EventReader {
  /** A client has set the event since this was called last. */
  signaled(): void;
  /** The event wakes nobody any more. */
  lost(error: unknown): void;
}

/**
 * Takes part in the event of this name, and makes it where there is none. Disposing, any number of times, ends that; the
 * event is gone with the last of those who take part.
 *
 * @throws as {@link makeOwnEvent} does; WindowsError where the system cannot wait for it.
 */
export function joinEvent(name: string, reader: EventReader): Disposable {
  const events = eventsOfThread();
  const known = events.get(name);
  if (known !== undefined) return known.join(reader);
  const made = new SharedEvent(name);
  events.set(name, made);
  return made.join(reader);
}

/** By name. What another copy of this module finds, too: the key stands for this very interface. */
const EVENTS: unique symbol = Symbol.for("teleop.attach-events.1") as never;

function eventsOfThread(): Map<string, Pick<SharedEvent, "join">> {
  const known: Map<string, Pick<SharedEvent, "join">> | undefined = Reflect.get(globalThis, EVENTS);
  if (known !== undefined) return known;
  const made = new Map<string, Pick<SharedEvent, "join">>();
  Object.defineProperty(globalThis, EVENTS, { value: made });
  return made;
}

class SharedEvent {
  readonly #name: string;
  readonly #event: OwnedHandle;
  readonly #readers = new Set<EventReader>();
  #wait: Disposable;

  constructor(name: string) {
    this.#name = name;
    this.#event = makeOwnEvent(name);
    try {
      this.#wait = this.#await();
    } catch (error) {
      this.#event[Symbol.dispose]();
      throw error;
    }
  }

  join(reader: EventReader): Disposable {
    this.#readers.add(reader);
    return {
      [Symbol.dispose]: () => {
        if (this.#readers.delete(reader) && this.#readers.size === 0) this.#close();
      },
    };
  }

  /** Once, since an event that is signaled stays so: however often it is set meanwhile, one message is under way. */
  #await(): Disposable {
    return onSignaled(this.#event.value, () => this.#hear(), { once: true });
  }

  #hear(): void {
    const readers = [...this.#readers];
    try {
      this.#wait[Symbol.dispose]();
      // Before anybody is told: who sets it from now on is heard once more.
      resetEvent(this.#event);
      this.#wait = this.#await();
    } catch (error) {
      this.#readers.clear();
      this.#close();
      for (const reader of readers) reader.lost(error);
      return;
    }
    for (const reader of readers) {
      // What one is told may make it dispose another.
      if (this.#readers.has(reader)) reader.signaled();
    }
  }

  #close(): void {
    eventsOfThread().delete(this.#name);
    this.#wait[Symbol.dispose]();
    this.#event[Symbol.dispose]();
  }
}
