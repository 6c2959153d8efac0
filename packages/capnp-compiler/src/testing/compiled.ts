// compiled.ts: compiles schemas in memory, and shows what of the request a test looks at.
import { defaultMessageLimits, frameSize, MessageReader, type StructReader } from "@teleop/capnp/wire";
import { type CompileOptions, compile } from "../compile.ts";
import { formatDiagnostics } from "../diagnostics.ts";
import { memoryFiles } from "../schema-files.ts";

type Files = Readonly<Record<string, string | Uint8Array>>;

export interface Compiled {
  readonly version: readonly number[];
  /** By their display names. */
  readonly nodes: ReadonlyMap<string, StructReader>;
  /** By the display names of their nodes. */
  readonly infos: ReadonlyMap<string, StructReader>;
  readonly files: readonly { readonly filename: string; readonly imports: readonly string[] }[];
}

/** Compiles the first of some files. @throws Error with what is wrong with them */
export function compiled(files: Files, options: CompileOptions = {}): Compiled {
  const [first = ""] = Object.keys(files);
  const { request, diagnostics } = compile([first], { fileSystem: memoryFiles(files), ...options });
  if (request === undefined) throw new Error(formatDiagnostics(diagnostics));
  const root = rootOf(request);
  const nodes = new Map(structs(root, 0).map((node) => [node.text(0) ?? "", node]));
  const names = new Map([...nodes].map(([name, node]) => [node.uint64(0), name]));
  const infos = new Map(structs(root, 3).map((info) => [names.get(info.uint64(0)) ?? "", info]));
  const version = root.struct(2);
  return {
    version: [version?.uint16(0) ?? 0, version?.uint8(2) ?? 0, version?.uint8(3) ?? 0],
    nodes,
    infos,
    files: structs(root, 1).map((file) => ({
      filename: file.text(0) ?? "",
      imports: structs(file, 1).map((imported) => imported.text(0) ?? ""),
    })),
  };
}

/** What is wrong with the first of some files, each as `file:line:column message`. */
export function mistakes(
  files: Files,
  options: CompileOptions = {},
  given: readonly string[] = Object.keys(files),
): string[] {
  const { diagnostics } = compile(given.slice(0, 1), { fileSystem: memoryFiles(files), ...options });
  return diagnostics.map(({ file, range, message }) => {
    const place = range === undefined ? file : `${file}:${range.line}:${range.column}`;
    return `${place} ${message}`;
  });
}

/** What is wrong with declarations of a file, each as `line:column message`; the first line is theirs. */
export function mistakesIn(declarations: string): string[] {
  const found = mistakes({ "main.capnp": `@0xd3b6bb739ff1b77a;${declarations}` });
  return found.map((mistake) => mistake.replace("main.capnp:", ""));
}

/** The structs of a list; none for a null pointer. */
export function structs(struct: StructReader, pointer: number): StructReader[] {
  const list = struct.list(pointer);
  return list === undefined ? [] : Array.from({ length: list.length }, (_, i) => list.struct(i));
}

function rootOf(request: Uint8Array): StructReader {
  const view = new DataView(request.buffer, request.byteOffset, request.byteLength);
  const limits = { ...defaultMessageLimits, messageBytes: request.byteLength };
  frameSize(view, 0, limits);
  const root = MessageReader.atFrame(request, view, 0, limits).root().struct();
  if (root === undefined) throw new Error("the request is null");
  return root;
}

/** How a struct is laid out: `2w 1p tag 1`, then its fields with their offsets, `name:3`, or of a union `name:3/0`. */
export function layoutOf(node: StructReader | undefined): string {
  if (node === undefined) return "there is no such node";
  const tag = node.uint16(30) === 0 ? "" : ` tag ${node.uint32(32)}`;
  const fields = structs(node, 3).map((field) => {
    const discriminant = field.uint16(2) === 0 ? "" : `/${field.uint16(2) ^ 0xffff}`;
    return ` ${field.text(0)}:${field.uint16(8) === 1 ? "group" : field.uint32(4)}${discriminant}`;
  });
  return `${node.uint16(14)}w ${node.uint16(24)}p${tag}${fields.join("")}`;
}

/** Compiles declarations of one file, `main.capnp`. */
export function compiledIn(declarations: string): Compiled {
  return compiled({ "main.capnp": `@0xd3b6bb739ff1b77a; ${declarations}` });
}
