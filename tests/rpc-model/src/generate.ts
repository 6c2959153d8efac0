// generate.ts: makes up the next operation of a conversation, from what there is to work on.

import type { Random } from "@teleop/random-runs";
import { briefly, type Ending, type Operation, type Service, type VatName } from "./operation.ts";
import { type CallStyle, follow, type Place, waitsFor } from "./reference-model.ts";
import type { CallState, Handle } from "./serving-object.ts";
import { isPipelinable, type World } from "./world.ts";

/** What a conversation is mostly about: how often each thing is tried. What cannot be done gives way to another. */
interface Theme {
  readonly operations: Readonly<Record<Operation["do"], number>>;
  readonly endings: Readonly<Record<Ending, number>>;
  readonly styles: Readonly<Record<CallStyle, number>>;
  /** Of ten calls, how many are short ones on a reference that is not known yet, or was not a moment ago. */
  readonly pings: number;
  /** Capabilities are pipelined from a call as soon as it is made, and called at once. */
  readonly pipelinesAtOnce: boolean;
  /** Of ten references that are passed on or resolved to, how many are themselves not known yet. */
  readonly unsure: number;
}

const themes: Readonly<Record<"anything" | "order", Theme>> = {
  anything: {
    operations: {
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
    },
    endings: { hold: 12, nothing: 3, params: 5, object: 3, throw: 1, tail: 3 },
    styles: { plain: 12, streaming: 2, pipelineOnly: 2, unpipelined: 1 },
    pings: 0,
    pipelinesAtOnce: false,
    unsure: 0,
  },
  // References are passed back and forth, and called on the way: only an embargo keeps their calls in order.
  order: {
    operations: {
      "make object": 5,
      "make promise": 10,
      "make null": 0,
      "make broken": 0,
      bootstrap: 2,
      resolve: 14,
      call: 90,
      pipeline: 25,
      forget: 2,
      cancel: 1,
      duplicate: 1,
      drop: 4,
      answer: 25,
      fail: 0,
      "set pipeline": 6,
      "tail call": 4,
      deliver: 60,
      turn: 30,
      disconnect: 0,
      connect: 0,
    },
    endings: { hold: 14, nothing: 0, params: 10, object: 1, throw: 0, tail: 3 },
    styles: { plain: 1, streaming: 0, pipelineOnly: 0, unpipelined: 0 },
    pings: 6,
    pipelinesAtOnce: true,
    unsure: 5,
  },
};

export interface GeneratorOptions {
  readonly theme: keyof typeof themes;
  /** Connections may be lost on the way. */
  readonly disconnects: boolean;
  /** References that vats hold at once, roughly. */
  readonly handles: number;
}

export class Generator {
  readonly #world: World;
  readonly #random: Random;
  readonly #options: GeneratorOptions;
  readonly #theme: Theme;
  readonly #planned: Operation[] = [];
  #names = 0;

  constructor(world: World, random: Random, options: GeneratorOptions) {
    this.#world = world;
    this.#random = random;
    this.#options = options;
    this.#theme = themes[options.theme];
  }

  next(): Operation {
    const planned = this.#planned.shift();
    if (planned !== undefined) return planned;
    for (;;) {
      const operation = this.#make(this.#weighted(this.#weights));
      if (operation !== undefined) return operation;
    }
  }

  get #weights(): Readonly<Record<Operation["do"], number>> {
    const { operations } = this.#theme;
    if (this.#world.handles.size <= this.#options.handles) return operations;
    return { ...operations, drop: operations.drop + 60 };
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
        const all = [...this.#world.handles.values()];
        const handle = this.#pick(all.filter(isDead)) ?? this.#pick(all);
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
    const handle = this.#subject(promise.vat);
    const to = this.#oneIn(8) || handle === undefined ? "error" : handle.name;
    return { do: "resolve", promise: promise.model.name, to };
  }

  #call(): Operation | undefined {
    if (this.#random.below(10) < this.#theme.pings) return this.#ping();
    const handle = this.#pick(this.#remote()) ?? this.#handle();
    if (handle === undefined) return undefined;
    const style = this.#weighted(this.#theme.styles);
    const as = this.#name("c");
    if (this.#theme.pipelinesAtOnce) this.#planPipelining(as);
    return {
      do: "call",
      on: handle.name,
      as,
      pass: this.#some(handle.vat),
      style,
      service: this.#service(),
      keepsResults: this.#oneIn(4),
      callsOn: this.#oneIn(6),
    };
  }

  /** A short call where order is in danger. */
  #ping(): Operation | undefined {
    const handle = this.#newest(
      [...this.#world.handles.values()].filter((one) => isUnsure(one) && !isDead(one)),
    );
    return handle && this.#pingOn(handle.name);
  }

  #planPipelining(call: string): void {
    const as = this.#name("h");
    this.#planned.push({ do: "pipeline", call, place: this.#place(), as });
    for (let pings = this.#random.below(3); pings > 0; pings--) this.#planned.push(this.#pingOn(as));
  }

  #pingOn(on: string): Operation {
    return {
      do: "call",
      on,
      as: this.#name("c"),
      pass: [],
      style: "plain",
      service: briefly,
      keepsResults: false,
      callsOn: false,
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
    const ending = this.#weighted(this.#theme.endings);
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
    const least = this.#theme.pipelinesAtOnce ? 1 : 0;
    for (let count = Math.max(least, this.#random.below(5) >> 1); count > 0; count--) {
      const handle = this.#subject(vat);
      if (handle !== undefined) names.push(handle.name);
    }
    return names;
  }

  #handle(vat?: VatName): Handle | undefined {
    const all = [...this.#world.handles.values()];
    const held = vat === undefined ? all : all.filter((handle) => handle.vat === vat);
    // References that lead nowhere are many, and all alike.
    return this.#newest(this.#oneIn(6) ? held : held.filter((handle) => !isDead(handle)));
  }

  /** References to objects of other vats, where the theme is about what passes between vats. */
  #remote(): Handle[] {
    if (!this.#theme.pipelinesAtOnce || this.#oneIn(4)) return [];
    return [...this.#world.handles.values()].filter(({ vat, leads }) => {
      const end = follow(leads);
      return end.kind === "object" && end.object.vat !== vat;
    });
  }

  /** A reference to pass on, or to resolve to. */
  #subject(vat: VatName | undefined): Handle | undefined {
    if (this.#random.below(10) >= this.#theme.unsure) return this.#handle(vat);
    const unsure = [...this.#world.handles.values()].filter(
      (handle) => handle.vat === vat && isUnsure(handle) && waitsFor(handle.leads) !== undefined,
    );
    return this.#newest(unsure) ?? this.#handle(vat);
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

/** Whether it was a promise in its vat at first, and may still be one. */
function isUnsure({ leads }: Handle): boolean {
  return leads.kind === "promise" || leads.kind === "result";
}

function isDead({ leads }: Handle): boolean {
  const { kind } = follow(leads);
  return kind === "null" || kind === "broken";
}
