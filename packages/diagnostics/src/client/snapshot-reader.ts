// snapshot-reader.ts: reads a .heapsnapshot of any size as it comes, with memory for its classes and none for its objects.
// The numbers and strings of such a file are nearly all of it, and no parser of JSON gives them one by one.
import { TeleopError } from "@teleop/core/basics";

/** What is told of a snapshot, in the order in which it is in the file. */
export interface SnapshotVisitor {
  /** The file says this of itself, before anything else. */
  header(header: SnapshotHeader): void;
  /** The fields of one node, in the order of `header.nodeFields`; the array is used again for the next. */
  node(fields: ArrayLike<number>): void;
  /** The fields of one edge, likewise. */
  edge(fields: ArrayLike<number>): void;
  /** The strings, from number 0 on. A long one is cut. */
  string(index: number, value: string): void;
}

export interface SnapshotHeader {
  readonly nodeFields: readonly string[];
  readonly nodeTypes: readonly string[];
  readonly edgeFields: readonly string[];
  readonly edgeTypes: readonly string[];
  readonly nodes: number;
  readonly edges: number;
}

/**
 * Reads a snapshot to its end.
 *
 * @throws TeleopError `INVALID_SNAPSHOT` for what is none, or ends too soon, saying at which byte; what the visitor and the
 *   source throw.
 */
export async function readSnapshot(
  source: AsyncIterable<Uint8Array>,
  visitor: SnapshotVisitor,
): Promise<void> {
  const reader = new SnapshotReader(visitor);
  for await (const chunk of source) reader.push(chunk);
  reader.end();
}

/** What a string is cut at, in bytes: a name that is longer tells nobody more. */
const STRING_BYTES = 1024;
const HEADER_BYTES = 1 << 20;

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const BACKSLASH = 0x5c;
const [ZERO, NINE, MINUS] = [0x30, 0x39, 0x2d];
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d];

type State =
  /** Before the object. */
  | "start"
  /** In the object, before a key. */
  | "member"
  | "key"
  /** After a key, before its value. */
  | "value"
  /** In a value that is kept whole, or passed over, as deep as `depth`. */
  | "kept"
  | "skipped"
  | "numbers"
  | "strings"
  | "string"
  | "end";

class SnapshotReader {
  readonly #visitor: SnapshotVisitor;
  #state: State = "start";
  #at = 0;
  #key = "";
  #header: SnapshotHeader | undefined;
  /** The bytes of a key, a string, or the header. */
  #text = new Uint8Array(STRING_BYTES);
  #textLength = 0;
  #isEscaped = false;
  #isInString = false;
  #hasEscape = false;
  #depth = 0;
  #record: number[] = [];
  #tell: (fields: ArrayLike<number>) => void = () => {};
  #field = 0;
  #number = 0;
  #hasDigits = false;
  #strings = 0;
  readonly #seen = new Set<string>();

  constructor(visitor: SnapshotVisitor) {
    this.#visitor = visitor;
  }

  push(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.byteLength; ) {
      // What nearly all of the file is goes by loops of its own.
      if (this.#state === "numbers") at = this.#numbers(bytes, at);
      else if (this.#state === "string" || this.#state === "key") at = this.#inString(bytes, at);
      else this.#byte(bytes[at] ?? 0, at++);
    }
    this.#at += bytes.byteLength;
  }

  end(): void {
    if (this.#state !== "end") throw this.#invalid("ends before it is complete", 0);
    for (const key of ["nodes", "edges", "strings"]) {
      if (!this.#seen.has(key)) throw this.#invalid(`has no ${key}`, 0);
    }
  }

  #byte(byte: number, at: number): void {
    switch (this.#state) {
      case "start":
        if (isBlank(byte)) return;
        if (byte !== OPEN_OBJECT) throw this.#invalid("does not begin as one", at);
        this.#state = "member";
        return;
      case "member":
        if (isBlank(byte) || byte === COMMA) return;
        if (byte === CLOSE_OBJECT) this.#state = "end";
        else if (byte === QUOTE) this.#beginText("key");
        else throw this.#invalid("has something that is no key", at);
        return;
      case "value":
        if (isBlank(byte) || byte === COLON) return;
        this.#beginValue(byte, at);
        return;
      case "kept":
        this.#keep(byte, at);
        this.#skip(byte);
        if (this.#state !== "kept") this.#readHeader(at);
        return;
      case "skipped":
        this.#skip(byte);
        return;
      case "strings":
        if (isBlank(byte) || byte === COMMA) return;
        if (byte === CLOSE_LIST) this.#state = "member";
        else if (byte === QUOTE) this.#beginText("string");
        else throw this.#invalid("has something among its strings that is none", at);
        return;
      case "end":
        if (!isBlank(byte)) throw this.#invalid("goes on after its end", at);
        return;
      default:
        throw new Error(`the state ${this.#state} has a loop of its own`);
    }
  }

  #beginValue(byte: number, at: number): void {
    const key = this.#key;
    this.#depth = 0;
    this.#isInString = false;
    this.#isEscaped = false;
    const isKnown = key === "snapshot" || key === "nodes" || key === "edges" || key === "strings";
    if (isKnown && this.#seen.has(key)) throw this.#invalid(`has ${key} twice`, at);
    this.#seen.add(key);
    if (key === "snapshot") {
      this.#state = "kept";
      this.#text = new Uint8Array(HEADER_BYTES);
      this.#textLength = 0;
      this.#byte(byte, at);
      return;
    }
    if (!isKnown) {
      this.#state = "skipped";
      this.#skip(byte);
      return;
    }
    if (byte !== OPEN_LIST) throw this.#invalid(`has ${key} that are no list`, at);
    if (key === "strings") {
      this.#state = "strings";
      return;
    }
    const header = this.#header;
    if (header === undefined) throw this.#invalid(`has ${key} before it says what they are`, at);
    const isNodes = key === "nodes";
    this.#record = new Array((isNodes ? header.nodeFields : header.edgeFields).length).fill(0);
    this.#tell = isNodes ? (fields) => this.#visitor.node(fields) : (fields) => this.#visitor.edge(fields);
    this.#field = 0;
    this.#number = 0;
    this.#hasDigits = false;
    this.#state = "numbers";
  }

  /** A list of whole numbers, from `at`; gives where it stopped. */
  #numbers(bytes: Uint8Array, at: number): number {
    const record = this.#record;
    let number = this.#number;
    let hasDigits = this.#hasDigits;
    let field = this.#field;
    let index = at;
    for (; index < bytes.byteLength; index++) {
      const byte = bytes[index] ?? 0;
      if (byte >= ZERO && byte <= NINE) {
        number = number * 10 + (byte - ZERO);
        hasDigits = true;
      } else if (byte === COMMA || byte === CLOSE_LIST) {
        if (hasDigits) {
          record[field++] = number;
          if (field === record.length) {
            this.#tell(record);
            field = 0;
          }
        } else if (byte === COMMA || field !== 0) {
          throw this.#invalid(`lacks a number among its ${this.#key}`, index);
        }
        number = 0;
        hasDigits = false;
        if (byte === CLOSE_LIST) {
          if (field !== 0) throw this.#invalid(`has ${this.#key} of which the last is not whole`, index);
          this.#state = "member";
          index++;
          break;
        }
      } else if (!isBlank(byte)) {
        const what = byte === MINUS ? "a negative number" : "something that is no number";
        throw this.#invalid(`has ${what} among its ${this.#key}`, index);
      }
    }
    this.#number = number;
    this.#hasDigits = hasDigits;
    this.#field = field;
    return index;
  }

  #beginText(state: "key" | "string"): void {
    this.#state = state;
    this.#textLength = 0;
    this.#isEscaped = false;
    this.#hasEscape = false;
  }

  /** The rest of a string, up to its quotation mark. */
  #inString(bytes: Uint8Array, at: number): number {
    let index = at;
    for (; index < bytes.byteLength; index++) {
      const byte = bytes[index] ?? 0;
      if (this.#isEscaped) this.#isEscaped = false;
      else if (byte === QUOTE) {
        this.#endText(index);
        return index + 1;
      } else if (byte === BACKSLASH) {
        this.#isEscaped = true;
        this.#hasEscape = true;
      }
      if (this.#textLength < STRING_BYTES) this.#text[this.#textLength++] = byte;
    }
    return index;
  }

  #endText(at: number): void {
    const text = this.#unescaped(at);
    if (this.#state === "key") {
      this.#key = text;
      this.#state = "value";
    } else {
      this.#state = "strings";
      this.#visitor.string(this.#strings++, text);
    }
  }

  #unescaped(at: number): string {
    const isCut = this.#textLength === STRING_BYTES;
    const text = decoder.decode(this.#text.subarray(0, this.#textLength));
    const whole = isCut ? `${withoutRemnant(text)}…` : text;
    if (!this.#hasEscape) return whole;
    try {
      return JSON.parse(`"${whole}"`);
    } catch (cause) {
      throw this.#invalid("has a string that cannot be read", at, cause);
    }
  }

  #keep(byte: number, at: number): void {
    if (this.#textLength === HEADER_BYTES) throw this.#invalid("has a beginning that has no end", at);
    this.#text[this.#textLength++] = byte;
  }

  /** Passes over a value of any kind. After its last byte the state is "member". */
  #skip(byte: number): void {
    if (this.#isInString) {
      if (this.#isEscaped) this.#isEscaped = false;
      else if (byte === BACKSLASH) this.#isEscaped = true;
      else if (byte === QUOTE) this.#isInString = false;
      return;
    }
    if (byte === QUOTE) this.#isInString = true;
    else if (byte === OPEN_LIST || byte === OPEN_OBJECT) this.#depth++;
    else if (byte === CLOSE_LIST || byte === CLOSE_OBJECT) {
      this.#depth--;
      if (this.#depth === 0) this.#state = "member";
      // A number or a word that was the last of the object.
      if (this.#depth < 0) this.#state = "end";
    } else if (byte === COMMA && this.#depth === 0) this.#state = "member";
  }

  #readHeader(at: number): void {
    let header: SnapshotHeader;
    try {
      header = headerOf(JSON.parse(decoder.decode(this.#text.subarray(0, this.#textLength))));
    } catch (cause) {
      throw this.#invalid("does not say what is in it", at, cause);
    }
    this.#text = new Uint8Array(STRING_BYTES);
    this.#header = header;
    this.#visitor.header(header);
  }

  #invalid(what: string, at: number, cause?: unknown): TeleopError {
    return new TeleopError(
      "INVALID_SNAPSHOT",
      `this is no heap snapshot: it ${what} (byte ${this.#at + at})`,
      {
        cause,
      },
    );
  }
}

const decoder = new TextDecoder();

/** A cut may go through an escape, or through a letter. */
function withoutRemnant(text: string): string {
  const [remnant = "", backslashes = ""] = /(\\+)(?:u[0-9a-f]{0,3})?$/i.exec(text) ?? [];
  // Of these, two and two are whole.
  if (backslashes.length % 2 === 0) return text.replace(/�$/, "");
  return text.slice(0, text.length - remnant.length + backslashes.length - 1);
}

function isBlank(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

/** @throws Error for what is not as the tools of browsers expect it. */
function headerOf(json: unknown): SnapshotHeader {
  const meta = get(json, "meta");
  const [nodeTypes] = list(get(meta, "node_types"));
  const [edgeTypes] = list(get(meta, "edge_types"));
  const header = {
    nodeFields: words(get(meta, "node_fields")),
    nodeTypes: words(nodeTypes),
    edgeFields: words(get(meta, "edge_fields")),
    edgeTypes: words(edgeTypes),
    nodes: Number(get(json, "node_count")),
    edges: Number(get(json, "edge_count")),
  };
  for (const field of ["type", "name", "self_size", "edge_count"]) {
    if (!header.nodeFields.includes(field)) throw new Error(`nodes have no ${field}`);
  }
  if (!header.edgeFields.includes("to_node")) throw new Error("edges lead nowhere");
  return header;
}

function get(object: unknown, key: string): unknown {
  return Reflect.get(Object(object), key);
}

function list(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw new Error("something is no list");
  return value;
}

function words(value: unknown): readonly string[] {
  return list(value).map(String);
}
