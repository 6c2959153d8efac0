// typescript-text.ts: a call as a program makes it, with the code that is generated of its schema.
import {
  calledName,
  InterfaceType,
  ListRuntimeType,
  propertyOf,
  RuntimeType,
  StructType,
  toBase64,
} from "@teleop/capnp/capability";
import { NamedParam } from "@teleop/reflection/client";
import type { Interface } from "@teleop/rpc-capnp/schema";
import { type CalledProcess, type MadeCall, type Origins, withCallsBefore } from "./made-call.ts";
import { namesIn } from "./named-params.ts";

export interface TypeScriptOptions {
  /** The file that bytes are from, which is read then; undefined: they are written out. */
  readonly fileOf?: ((bytes: Uint8Array) => string | undefined) | undefined;
}

/** A program that attaches, makes the calls that come before, and makes the call. */
export function typeScriptText(
  call: MadeCall,
  process: CalledProcess,
  origins: Origins,
  options: TypeScriptOptions = {},
): string {
  return new ProgramWriter(process, origins, options).program(call);
}

class ProgramWriter {
  readonly #process: CalledProcess;
  readonly #origins: Origins;
  readonly #fileOf: (bytes: Uint8Array) => string | undefined;
  /** Names by the module that they are imported from. */
  readonly #imports = new Map<string, Set<string>>();
  /** Files of schemas, which have to be generated. */
  readonly #schemas = new Set<string>();
  readonly #taken = new Set(["target", "there", "readFile"]);
  readonly #stubs = new Map<string, string>();
  readonly #results = new Map<MadeCall, string>();

  constructor(process: CalledProcess, origins: Origins, { fileOf = () => undefined }: TypeScriptOptions) {
    this.#process = process;
    this.#origins = origins;
    this.#fileOf = fileOf;
  }

  program(call: MadeCall): string {
    const calls = withCallsBefore(call, this.#origins, ({ method, params }) => namesIn(method, params));
    const attach = this.#attach();
    // No variable may have the name of what is imported, also of what a later call imports.
    for (const { callee } of calls) if ("service" in callee) this.#interface(callee.type);
    const body = calls.flatMap((each) => this.#call(each, each === call));
    const generated = [...this.#schemas].map((file) => `// bunx @teleop/capnpc ${file}`);
    return [...generated, ...this.#importLines(), "", ...attach, ...body, ""].join("\n");
  }

  #attach(): readonly string[] {
    const { pid, rendezvous, via } = this.#process;
    this.#import("teleop", "attach");
    const options = [
      ...(rendezvous === undefined ? [] : [`name: ${JSON.stringify(rendezvous)}`]),
      ...(via === undefined ? [] : ["transport: there"]),
    ];
    const given = options.length === 0 ? "" : `, { ${options.join(", ")} }`;
    if (via !== undefined) this.#import("@teleop/transport-via", "via");
    return [
      ...(via === undefined ? [] : [`await using there = via(${JSON.stringify(via)});`]),
      `await using target = await attach(${pid}${given});`,
    ];
  }

  #call(call: MadeCall, isLast: boolean): readonly string[] {
    const { callee, method, params } = call;
    const lines: string[] = [];
    let stub: string;
    if ("service" in callee) {
      const known = this.#stubs.get(callee.service);
      stub = known ?? this.#name(callee.service, "service");
      if (known === undefined) {
        this.#stubs.set(callee.service, stub);
        lines.push(
          `using ${stub} = target.service(${JSON.stringify(callee.service)}, ${this.#interface(callee.type)});`,
        );
      }
    } else stub = this.#held(callee.held);
    const literal =
      Object.keys(params).length === 0 && !wantsCallback(call) ? "" : this.#params(call, params);
    const called = `${stub}.${method.property}(${literal})`;
    if (method.results === undefined) return [...lines, `await ${called};`, `await ${stub}.streamed();`];
    const results = this.#name(isLast ? "results" : method.name, "results");
    this.#results.set(call, results);
    lines.push(`using ${results} = await ${called};`);
    return isLast ? [...lines, `console.log(${results});`] : lines;
  }

  #held(name: string): string {
    const origin = this.#origins.get(name);
    const results = origin === undefined ? undefined : this.#results.get(origin.call);
    if (origin === undefined || results === undefined) return "undefined";
    return origin.path.reduce(
      (at, step) => (/^\d+$/.test(step) ? `${at}[${step}]` : `${at}.${step}`),
      results,
    );
  }

  /** With a callback in the place of each interface that was left out, as `dynamicCall()` has it. */
  #params({ method }: MadeCall, params: object): string {
    const given = { ...params };
    for (const { name, type, tag } of method.params.fields) {
      if (type.kind === "interface" && tag === undefined && propertyOf(params, name) === undefined) {
        Object.defineProperty(given, name, { value: new NamedParam("callback"), enumerable: true });
      }
    }
    return this.#literal(method.params, given, "");
  }

  #literal(type: RuntimeType, value: unknown, indent: string): string {
    if (value instanceof NamedParam) {
      return value.name === "callback" ? callbackLiteral(type, indent) : this.#held(value.name);
    }
    if (value === null || value === undefined) return String(value);
    if (value instanceof Uint8Array) return this.#bytes(value);
    if (typeof value === "bigint") return `${value}n`;
    if (type instanceof ListRuntimeType && Array.isArray(value)) {
      const items = value.map((element) => this.#literal(type.element, element, `${indent}  `));
      return enclosed("[", items, "]", indent);
    }
    if (type instanceof StructType && typeof value === "object") return this.#struct(type, value, indent);
    return typeof value === "string" ? JSON.stringify(value) : Object.is(value, -0) ? "-0" : String(value);
  }

  #struct(type: StructType, value: object, indent: string): string {
    const which = propertyOf(value, type.which);
    const parts = which === undefined ? [] : [`${type.which}: ${JSON.stringify(which)}`];
    for (const { name, type: fieldType } of type.fields) {
      const part = propertyOf(value, name);
      if (part !== undefined) parts.push(`${name}: ${this.#literal(fieldType, part, `${indent}  `)}`);
    }
    return enclosed("{", parts, "}", indent);
  }

  #bytes(bytes: Uint8Array): string {
    const file = this.#fileOf(bytes);
    if (file !== undefined) {
      this.#import("node:fs/promises", "readFile");
      return `await readFile(${JSON.stringify(file)})`;
    }
    const text = new TextDecoder().decode(bytes);
    if (/^[\x20-\x7e]+$/.test(text)) return `new TextEncoder().encode(${JSON.stringify(text)})`;
    if (bytes.length <= 32) return `new Uint8Array([${[...bytes].join(", ")}])`;
    return `Buffer.from(${JSON.stringify(toBase64(bytes))}, "base64")`;
  }

  #interface(type: Interface): string {
    return this.#type(RuntimeType.of(type).resolve([]));
  }

  /** The constant of a type, with those that its parameters are bound to. */
  #type(type: RuntimeType): string {
    if (type instanceof ListRuntimeType) {
      this.#import("@teleop/rpc-capnp/schema", "List");
      return `List(${this.#type(type.element)})`;
    }
    if (type instanceof StructType || type instanceof InterfaceType) {
      const constant = this.#declared(type.definition.name);
      if (type.parameters.length === 0) return constant;
      this.#import("@teleop/rpc-capnp/schema", "bind");
      return `bind(${[constant, ...type.parameters.map((each) => this.#type(each))].join(", ")})`;
    }
    if ("name" in type && typeof type.name === "string") return this.#declared(type.name);
    this.#import("@teleop/rpc-capnp/schema", type.title);
    return type.title;
  }

  /** `Board_Watch` of `board.capnp:Board.Watch`. */
  #declared(name: string): string {
    const end = name.lastIndexOf(":");
    const file = name.slice(0, Math.max(end, 0));
    const constant = name.slice(end + 1).replaceAll(".", "_");
    this.#schemas.add(file);
    this.#import(`./${file.slice(file.lastIndexOf("/") + 1)}.ts`, constant);
    return constant;
  }

  #import(module: string, name: string): void {
    this.#imports.set(module, (this.#imports.get(module) ?? new Set()).add(name));
    this.#taken.add(name);
  }

  #importLines(): readonly string[] {
    return [...this.#imports].map(
      ([module, names]) => `import { ${[...names].sort().join(", ")} } from ${JSON.stringify(module)};`,
    );
  }

  /** A variable that nothing else is called. */
  #name(wanted: string, otherwise: string): string {
    const plain = wanted.replace(/[^A-Za-z0-9_$]+(.?)/g, (_all, next: string) => next.toUpperCase());
    const base = /^[A-Za-z_$]/.test(plain) && !reserved.has(plain) ? plain : `${otherwise}${plain}`;
    let name = base;
    for (let number = 2; this.#taken.has(name); number++) name = `${base}${number}`;
    this.#taken.add(name);
    return name;
  }
}

const reserved = new Set(
  "arguments await break case catch class const continue debugger default delete do else enum eval export extends false finally for function if implements import in instanceof interface let new null package private protected public return static super switch this throw true try typeof using var void while with yield console".split(
    " ",
  ),
);

function wantsCallback({ method }: MadeCall): boolean {
  return method.params.fields.some(({ type, tag }) => type.kind === "interface" && tag === undefined);
}

/** An object that tells of each call. */
function callbackLiteral(type: RuntimeType, indent: string): string {
  if (!(type instanceof InterfaceType)) return "undefined";
  const methods = type.allMethods.map(
    (method) => `${method.property}: (params) => console.log(${JSON.stringify(calledName(method))}, params)`,
  );
  return enclosed("{", methods, "}", indent);
}

/** On one line, where that is not long. */
function enclosed(open: string, parts: readonly string[], close: string, indent: string): string {
  if (parts.length === 0) return `${open}${close}`;
  const padding = open === "{" ? " " : "";
  const line = `${open}${padding}${parts.join(", ")}${padding}${close}`;
  if (line.length + indent.length <= 80 && !line.includes("\n")) return line;
  return `${open}\n${parts.map((part) => `${indent}  ${part},\n`).join("")}${indent}${close}`;
}
