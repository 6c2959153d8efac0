// generate.ts: makes up the next operation of a conversation, from what there is to work on.

import type { Random } from "../random.ts";
import type { Ending, Operation, Service, VatName } from "./operation.ts";
import type { CallStyle, Place } from "./reference-model.ts";
import type { CallState, Handle } from "./serving-object.ts";
import { isPipelinable, type World } from "./world.ts";

/** How often each operation is tried. What cannot be done gives way to something else. */
const weights: Readonly<Record<Operation["do"], number>> = {
  "make object": 4,
  "make promise": 6,
  "make null": 1,
  "make broken": 1,
  bootstrap: 3,
  resolve: 8,
  call: 40,
  pipeline: 18,
  forget: 4,
  cancel: 6,
  duplicate: 3,
  drop: 14,
  answer: 16,
  fail: 3,
  "set pipeline": 3,
  "tail call": 5,
  deliver: 70,
  turn: 20,
  disconnect: 1,
  connect: 1,
};

export interface GeneratorOptions {
  /** Connections may be lost on the way. */
  readonly disconnects: boolean;
  /** References that vats hold at once, roughly. */
  readonly handles: number;
}

export class Generator {
  readonly #world: World;
  readonly #random: Random;
  readonly #options: GeneratorOptions;
  #names = 0;

  constructor(world: World, random: Random, options: GeneratorOptions) {
    this.#world = world;
    this.#random = random;
    this.#options = options;
  }

  next(): Operation {
    for (;;) {
      const operation = this.#make(this.#weighted(this.#weights));
      if (operation !== undefined) return operation;
    }
  }

  get #weights(): Readonly<Record<Operation["do"], number>> {
    const crowd = this.#world.handles.size > this.#options.handles ? 60 : 0;
    return crowd === 0 ? weights : { ...weights, drop: weights.drop + crowd };
  }

  #make(kind: Operation["do"]): Operation | undefined {
    const random = this.#random;
    switch (kind) {
      case "make object":
      case "make promise":
      case "make null":
      case "make broken":
        return { do: kind, vat: this.#vat(), as: this.#name("h") };
      case "bootstrap": {
        const link = this.#pick(this.#links());
        return link === undefined ? undefined : { do: kind, link, side: this.#side(), as: this.#name("h") };
      }
      case "resolve":
        return this.#resolve();
      case "call":
        return this.#call();
      case "pipeline": {
        const state = this.#newest([...this.#world.calls.values()].filter(isPipelinable));
        return state && { do: kind, call: state.model.name, place: this.#place(), as: this.#name("h") };
      }
      case "forget": {
        const state = this.#pick([...this.#world.calls.values()].filter(({ results }) => results));
        return state && { do: kind, call: state.model.name };
      }
      case "cancel": {
        const state = this.#pick(
          [...this.#world.calls.values()].filter(({ model, pending }) => pending && model.isAwaited),
        );
        return state && { do: kind, call: state.model.name };
      }
      case "duplicate": {
        const handle = this.#handle();
        return handle && { do: kind, what: handle.name, as: this.#name("h") };
      }
      case "drop": {
        const handle = this.#pick([...this.#world.handles.values()]);
        return handle && { do: kind, what: handle.name };
      }
      case "answer": {
        const state = this.#served();
        const give = state && this.#some(state.served?.vat);
        return state && give && { do: kind, call: state.model.name, give, goesOn: this.#oneIn(5) };
      }
      case "set pipeline": {
        const state = this.#served();
        const give = state && this.#some(state.served?.vat);
        return state && give && { do: kind, call: state.model.name, give };
      }
      case "fail": {
        const state = this.#served();
        return state && { do: kind, call: state.model.name };
      }
      case "tail call":
        return this.#tailCall();
      case "deliver": {
        const link = this.#pick(this.#busyLinks());
        return link && { do: kind, ...link, count: this.#oneIn(3) ? 1 + random.below(6) : 1 };
      }
      case "turn":
        return { do: kind };
      case "disconnect": {
        if (!this.#options.disconnects || !this.#oneIn(4)) return undefined;
        const link = this.#pick(this.#links());
        const how = this.#pick(["sever", "dispose", "abort"] as const);
        return link === undefined || how === undefined
          ? undefined
          : { do: kind, link, side: this.#side(), how };
      }
      case "connect": {
        const lost = this.#pick([...this.#world.links.values()].filter(({ isLost }) => isLost));
        return lost && this.#oneIn(3) ? { do: kind, link: this.#name("l"), between: lost.vats } : undefined;
      }
    }
  }

  #resolve(): Operation | undefined {
    const promise = this.#pick([...this.#world.promises.values()]);
    if (promise === undefined) return undefined;
    const handle = this.#handle(promise.vat);
    const to = this.#oneIn(8) || handle === undefined ? "error" : handle.name;
    return { do: "resolve", promise: promise.model.name, to };
  }

  #call(): Operation | undefined {
    const handle = this.#handle();
    if (handle === undefined) return undefined;
    const style = this.#weighted<CallStyle>({
      plain: 12,
      streaming: 2,
      pipelineOnly: 2,
      unpipelined: 1,
    });
    return {
      do: "call",
      on: handle.name,
      as: this.#name("c"),
      pass: this.#some(handle.vat),
      style,
      service: this.#service(),
      keepsResults: this.#oneIn(4),
      callsOn: this.#oneIn(6),
    };
  }

  #tailCall(): Operation | undefined {
    const state = this.#served();
    const handle = state && this.#handle(state.served?.vat);
    if (state === undefined || handle === undefined) return undefined;
    return {
      do: "tail call",
      call: state.model.name,
      on: handle.name,
      pass: this.#some(handle.vat),
      as: this.#name("c"),
      service: this.#service(),
    };
  }

  #service(): Service {
    const ending = this.#weighted<Ending>({
      hold: 12,
      nothing: 3,
      params: 5,
      object: 3,
      throw: 1,
      tail: 3,
    });
    return {
      ending,
      isLate: this.#oneIn(4),
      callsBack: this.#oneIn(5),
      keepsParams: !this.#oneIn(3),
    };
  }

  /** Up to two references of a vat, maybe the same one twice. */
  #some(vat: VatName | undefined): readonly string[] {
    const names: string[] = [];
    for (let count = this.#random.below(5) >> 1; count > 0; count--) {
      const handle = this.#handle(vat);
      if (handle !== undefined) names.push(handle.name);
    }
    return names;
  }

  #handle(vat?: VatName): Handle | undefined {
    const all = [...this.#world.handles.values()];
    return this.#newest(vat === undefined ? all : all.filter((handle) => handle.vat === vat));
  }

  /** Mostly what is new: there things are still under way. */
  #newest<T>(items: readonly T[]): T | undefined {
    return this.#pick(this.#oneIn(3) ? items : items.slice(-4));
  }

  #served(): CallState | undefined {
    return this.#pick(
      [...this.#world.calls.values()].filter(({ served, model }) => served?.isHeld && !model.answer),
    );
  }

  #pick<T>(items: readonly T[]): T | undefined {
    return items.length === 0 ? undefined : this.#random.pick(items);
  }

  #oneIn(times: number): boolean {
    return this.#random.below(times) === 0;
  }

  /** One of the keys, as often as its weight says. */
  #weighted<Key extends string>(weights: Readonly<Record<Key, number>>): Key {
    const entries = Object.entries(weights) as [Key, number][];
    let at = this.#random.below(entries.reduce((sum, [, weight]) => sum + weight, 0));
    for (const [key, weight] of entries) {
      if (at < weight) return key;
      at -= weight;
    }
    throw new RangeError("weights must be positive integers");
  }

  #vat(): VatName {
    return this.#pick(this.#world.vats) ?? "alice";
  }

  #side(): Place {
    return this.#oneIn(2) ? 0 : 1;
  }

  #place(): Place {
    return this.#oneIn(4) ? 1 : 0;
  }

  #links(): string[] {
    return [...this.#world.links.values()].filter(({ isLost }) => !isLost).map(({ name }) => name);
  }

  #busyLinks(): { readonly link: string; readonly side: Place }[] {
    return [...this.#world.links.values()].flatMap(({ name, gates }) =>
      ([0, 1] as const).filter((side) => gates[side].waiting > 0).map((side) => ({ link: name, side })),
    );
  }

  #name(kind: string): string {
    return `${kind}${++this.#names}`;
  }
}
