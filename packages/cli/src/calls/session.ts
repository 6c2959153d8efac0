// session.ts: calls one after the other: what they give is kept under names, `$1`, to be called and passed on.
import { TeleopError } from "@teleop/core";
import type { Target } from "@teleop/defaults";
import {
  type DynamicResults,
  HeldCapabilities,
  listServices,
  titleOf,
  wantsInput,
} from "@teleop/reflection/client";
import { type Client, describe, type Interface } from "@teleop/rpc-capnp/schema";
import { answerSoon, type Context } from "../context.ts";
import { writeJson } from "../output/json.ts";
import { printable } from "../output/printable.ts";
import { type CallStep, callSteps } from "./call-line.ts";
import { type Callee, calleeIn, callStep, requireType, showResults } from "./caller.ts";
import { interfaceText } from "./schema-text.ts";
import type { ServiceTypes } from "./service-types.ts";
import { splitLine } from "./split-line.ts";

/** What is typed beside calls, and what it does. */
const sessionCommands: Readonly<Record<string, string>> = {
  services: "the services of the process",
  describe: "describe SERVICE or $1: its methods, and how they are called",
  held: "the capabilities that calls have given",
  release: "release $1: lets go of it",
  help: "this list",
  exit: "ends, and lets go of everything; so does Ctrl-D",
};

/** Disposing lets go of all that was given. */
export class CallSession implements Disposable {
  readonly #target: Target;
  readonly #types: ServiceTypes;
  readonly #stubs = new Map<string, Client>();
  readonly #held = new HeldCapabilities();

  constructor(target: Target, types: ServiceTypes) {
    this.#target = target;
    this.#types = types;
  }

  /** Does what a line says. Whether it was the last. */
  async run(line: string, context: Context, signal: AbortSignal): Promise<"go on" | "exit"> {
    const words = splitLine(line);
    const [first, argument] = words;
    switch (first) {
      case undefined:
        return "go on";
      case "exit":
      case "quit":
        return "exit";
      case "help":
        for (const [name, does] of Object.entries(sessionCommands))
          context.out.line(`${name.padEnd(10)}${does}`);
        context.out.line(
          `${"otherwise".padEnd(10)}SERVICE.METHOD field=value, or $1.METHOD; then FIELD.METHOD`,
        );
        return "go on";
      case "services":
        await this.#listServices(context, signal);
        return "go on";
      case "held":
        for (const [name, { type }] of this.#held.all) context.out.line(`${name}  ${titleOf(type)}`);
        return "go on";
      case "describe":
        await this.#describe(requireArgument(argument, "describe echo"), context, signal);
        return "go on";
      case "release":
        this.#held.release(requireArgument(argument, "release $1"));
        return "go on";
      default:
        await this.#call(callSteps(words), context, signal);
        return "go on";
    }
  }

  /** What may stand where the line ends, for the Tab key: words that begin as its last does. */
  async completions(line: string): Promise<readonly string[]> {
    const words = line.split(/\s+/);
    const last = words.at(-1) ?? "";
    if (words.length > 1 && words[0] !== "describe" && words[0] !== "release") {
      const { params = [] } =
        (await this.#methods(words[0] ?? "")).find(({ called }) => called === words[0]) ?? {};
      return params.map((name) => `${name}=`).filter((name) => name.startsWith(last));
    }
    const dot = last.lastIndexOf(".");
    if (dot > 0) {
      return (await this.#methods(last)).map(({ called }) => called).filter((name) => name.startsWith(last));
    }
    const services = await listServices(this.#target);
    const names = [
      ...(words.length > 1 ? [] : Object.keys(sessionCommands)),
      ...services.map(({ name }) => name),
      ...this.#held.all.keys(),
    ];
    return names.filter((name) => name.startsWith(last));
  }

  async #methods(
    word: string,
  ): Promise<readonly { readonly called: string; readonly params: readonly string[] }[]> {
    const owner = word.slice(0, word.lastIndexOf("."));
    const { methods } = describe(await this.#typeOf(owner));
    return methods.map(({ name, property, params }) => ({
      called: `${owner}.${property ?? name}`,
      params: params.map((field) => field.name),
    }));
  }

  async #typeOf(owner: string, signal?: AbortSignal): Promise<Interface> {
    if (owner.startsWith("$")) return requireType(this.#held.get(owner), owner);
    return await this.#types.of(owner, signal);
  }

  async #listServices({ out, timeoutMs }: Context, signal: AbortSignal): Promise<void> {
    const services = await listServices(this.#target, { signal: answerSoon({ signal, timeoutMs }) });
    for (const service of services) {
      const what = service.state === "known" ? service.fullName : service.state;
      out.line(`${printable(service.name)}  ${printable(what)}`);
    }
  }

  async #describe(what: string, { out, json }: Context, signal: AbortSignal): Promise<void> {
    const type = await this.#typeOf(what, signal);
    if (json) writeJson(out, describe(type));
    else for (const line of interfaceText(type, out.colours)) out.line(line);
  }

  async #call(
    steps: readonly [CallStep, ...CallStep[]],
    context: Context,
    signal: AbortSignal,
  ): Promise<void> {
    if (steps.some(({ words }) => words.some(wantsInput))) {
      throw new TeleopError(
        "USAGE",
        "standard input is what is typed here: `teleop call` takes it as params",
      );
    }
    let callee: Callee = await this.#callee(steps[0].owner, signal);
    let passed: DynamicResults | undefined;
    try {
      for (const [index, step] of steps.entries()) {
        if (passed !== undefined) callee = calleeIn(passed, step.owner);
        const isLast = index === steps.length - 1;
        const results = await this.#step(callee, step, isLast, context, signal);
        // What it was called of goes on living in what is called of it.
        passed?.[Symbol.dispose]();
        passed = isLast ? undefined : results;
      }
    } finally {
      passed?.[Symbol.dispose]();
    }
  }

  async #step(
    callee: Callee,
    step: CallStep,
    isLast: boolean,
    context: Context,
    signal: AbortSignal,
  ): Promise<DynamicResults | undefined> {
    const naming = this.#held.naming();
    const called = await callStep(context, callee, step, {
      signal,
      capability: (name) => this.#held.stub(name),
      ...(isLast && { show: naming.show }),
    });
    if (!("results" in called)) {
      showResults(context, called);
      return undefined;
    }
    const { results } = called;
    if (!isLast) return results;
    naming.keep(results);
    showResults(context, results.json);
    return undefined;
  }

  async #callee(owner: string, signal: AbortSignal): Promise<Callee> {
    const type = await this.#typeOf(owner, signal);
    if (owner.startsWith("$")) return { stub: this.#held.get(owner).stub, type };
    const stub = this.#stubs.get(owner) ?? this.#target.service(owner, type);
    this.#stubs.set(owner, stub);
    return { stub, type };
  }

  [Symbol.dispose](): void {
    this.#held[Symbol.dispose]();
    for (const stub of this.#stubs.values()) stub[Symbol.dispose]();
    this.#stubs.clear();
  }
}

function requireArgument(argument: string | undefined, example: string): string {
  if (argument !== undefined) return argument;
  throw new TeleopError("USAGE", `say of what, as in ${example}`);
}
