// request-diff.ts: where two CodeGeneratorRequests differ, told as a person would: by the names of the nodes and members,
// and the fields of schema.capnp.
//
// What is compared are the trees of pointers, whole: what schema.capnp does not name is compared, too. Only these are
// not differences:
// - the order of nodes and of source infos, which have ids, and that of a file's identifiers, which have places;
// - the version of the compiler;
// - places in the text of which the native compiler says nothing: how much it says of them differs from version to
//   version. What it says is compared;
// - a source info that tells nothing but places, and that older versions leave out, or give the id 0.
import type { Field, StructNode, Type } from "../../packages/capnpc/src/schema/model.ts";
import { type ListValue, type Pointer, readMessage, type StructValue } from "./message.ts";

/** The structs of schema.capnp, by their names. */
export type RequestLayout = ReadonlyMap<string, StructNode>;

export interface DiffOptions {
  readonly layout: RequestLayout;
  /** As many differences are told. Default: 10. */
  readonly most?: number;
}

/** One line for each difference; none when the requests are equal. */
export function differences(ours: Uint8Array, theirs: Uint8Array, options: DiffOptions): readonly string[] {
  const comparison = new Comparison(options);
  const layout = options.layout.get("CodeGeneratorRequest");
  const [our, their] = [root(ours), root(theirs)];
  if (
    typeof our === "string" ||
    our.kind !== "struct" ||
    typeof their === "string" ||
    their.kind !== "struct"
  ) {
    throw new RangeError("a request is a struct");
  }
  const [ourInfos = "null", theirInfos = "null"] = [our.pointers[3], their.pointers[3]];
  const told = { ...our, pointers: our.pointers.with(3, toldSourceInfos(ourInfos, theirInfos)) };
  comparison.pointers(told, their, layout && { kind: "struct", node: layout, brand: new Map() }, "");
  return comparison.found;
}

/** The root, with what has no order in the order of ids or places, and no compiler version. */
function root(bytes: Uint8Array): Pointer {
  const request = readMessage(bytes);
  if (typeof request === "string" || request.kind !== "struct") return request;
  const [nodes = "null", files = "null", , infos = "null"] = request.pointers;
  return { ...request, pointers: [sorted(nodes), withSortedIdentifiers(files), "null", sorted(infos)] };
}

/** By the first word: an id, or the place where something begins and ends. */
function sorted(list: Pointer): Pointer {
  return mapStructs(list, (elements) =>
    elements
      .filter((element) => idOf(element) !== 0n)
      .toSorted((a, b) => {
        const [first, second] = [idOf(a), idOf(b)];
        return first < second ? -1 : Number(first > second);
      }),
  );
}

function withSortedIdentifiers(files: Pointer): Pointer {
  const [imports, info] = [1, 2];
  return mapStructs(files, (elements) =>
    elements.map((file) => {
      const fileInfo = file.pointers[info];
      if (fileInfo === undefined || typeof fileInfo === "string" || fileInfo.kind !== "struct") return file;
      const pointers = fileInfo.pointers.map(sorted);
      return {
        ...file,
        pointers: [file.pointers[0] ?? "null", file.pointers[imports] ?? "null", { ...fileInfo, pointers }],
      };
    }),
  );
}

function mapStructs(
  list: Pointer,
  map: (elements: readonly StructValue[]) => readonly StructValue[],
): Pointer {
  if (typeof list === "string" || list.kind !== "list" || list.of !== "structs") return list;
  return { ...list, elements: map(list.elements) };
}

/** Our source infos, but for those that have nothing to tell and of which theirs has none. */
function toldSourceInfos(ours: Pointer, theirs: Pointer): Pointer {
  const known = new Set<bigint>();
  mapStructs(theirs, (elements) => {
    for (const each of elements) known.add(idOf(each));
    return elements;
  });
  return mapStructs(ours, (elements) => elements.filter((each) => known.has(idOf(each)) || !isSilent(each)));
}

/** No doc comment of its own, nor of a member. */
function isSilent({ pointers: [doc = "null", members = "null"] }: StructValue): boolean {
  let isSilent = doc === "null";
  mapStructs(members, (elements) => {
    isSilent &&= elements.every(({ pointers }) => pointers.length === 0);
    return elements;
  });
  return isSilent;
}

function idOf(struct: StructValue): bigint {
  return number(struct.data, 0, 64);
}

class Comparison {
  readonly found: string[] = [];
  readonly #most: number;

  constructor({ most = 10 }: DiffOptions) {
    this.#most = most;
  }

  pointers(ours: Pointer, theirs: Pointer, type: Type | undefined, path: string): void {
    if (this.found.length >= this.#most) return;
    if (typeof ours === "string" || typeof theirs === "string") {
      if (ours !== theirs) this.#tell(path, summary(ours, type), summary(theirs, type));
    } else if (ours.kind === "struct" && theirs.kind === "struct") {
      this.#structs(ours, theirs, type?.kind === "struct" ? type.node : undefined, path);
    } else if (ours.kind === "list" && theirs.kind === "list") {
      this.#lists(ours, theirs, type, path);
    } else this.#tell(path, summary(ours, type), summary(theirs, type));
  }

  #structs(ours: StructValue, theirs: StructValue, node: StructNode | undefined, path: string): void {
    const fields = node === undefined ? [] : fieldsOf(node);
    const theirData = theirs.data;
    const ourData = withoutUntoldPlaces(ours.data, theirData, fields);
    for (let i = 0; i < Math.max(ourData.length, theirData.length); i++) {
      if ((ourData[i] ?? 0) === (theirData[i] ?? 0)) continue;
      const told = this.#data(ourData, theirData, i, fields, path);
      if (told === undefined) break;
      i = told;
    }
    for (let i = 0; i < Math.max(ours.pointers.length, theirs.pointers.length); i++) {
      const field = fields.find((each) => each.isPointer && each.offset === i && each.isChosen(ours.data));
      if (field !== undefined && isPlace(field) && theirs.pointers[i] === undefined) continue;
      const name = field?.name ?? `pointer ${i}`;
      const [our, their] = [ours.pointers[i] ?? "null", theirs.pointers[i] ?? "null"];
      this.pointers(our, their, field?.type, path === "" ? name : `${path}.${name}`);
    }
  }

  /** Tells of the field with the byte; returns where it ends, undefined when the rest has no meaning any more. */
  #data(
    ours: Uint8Array,
    theirs: Uint8Array,
    byte: number,
    fields: readonly FlatField[],
    path: string,
  ): number | undefined {
    const differs = (bit: number) => (((ours[bit >> 3] ?? 0) ^ (theirs[bit >> 3] ?? 0)) >> (bit & 7)) & 1;
    const candidates = fields.filter(
      ({ isPointer, offset, bits }) =>
        !isPointer &&
        offset < byte * 8 + 8 &&
        offset + bits > byte * 8 &&
        Array.from({ length: bits }, (_, i) => differs(offset + i)).includes(1),
    );
    const field = candidates.find((each) => each.isChosen(ours)) ?? candidates[0];
    if (field === undefined) {
      this.#tell(`${path}, byte ${byte}`, String(ours[byte] ?? 0), String(theirs[byte] ?? 0));
      return byte;
    }
    const show = (data: Uint8Array) => field.show(number(data, field.offset, field.bits));
    this.#tell(`${path}.${field.name}`, show(ours), show(theirs));
    return field.isDiscriminant ? undefined : Math.floor((field.offset + field.bits - 1) / 8);
  }

  #lists(ours: ListValue, theirs: ListValue, type: Type | undefined, path: string): void {
    if (ours.of !== theirs.of) {
      this.#tell(path, summary(ours, type), summary(theirs, type));
    } else if (ours.of === "structs" && theirs.of === "structs") {
      this.#elements(ours.elements, theirs.elements, type, path);
    } else if (ours.of === "pointers" && theirs.of === "pointers") {
      this.#elements(ours.elements, theirs.elements, type, path);
    } else if (JSON.stringify(shown(ours)) !== JSON.stringify(shown(theirs))) {
      this.#tell(path, summary(ours, type), summary(theirs, type));
    }
  }

  #elements(
    ours: readonly Pointer[],
    theirs: readonly Pointer[],
    type: Type | undefined,
    path: string,
  ): void {
    const element = type?.kind === "list" ? type.element : undefined;
    if (ours.length !== theirs.length) {
      const names = (list: readonly Pointer[]) =>
        `${list.length}: ${list.map((each) => nameOf(each)).join(" ")}`;
      this.#tell(`${path}, how many`, names(ours), names(theirs));
      const [inOurs, inTheirs] = [ours.map(nameOf), theirs.map(nameOf)];
      for (const name of inTheirs) if (!inOurs.includes(name)) this.#tell(path, "nothing", name);
      for (const name of inOurs) if (!inTheirs.includes(name)) this.#tell(path, name, "nothing");
      return;
    }
    for (let i = 0; i < ours.length; i++) {
      const [our = "null", their = "null"] = [ours[i], theirs[i]];
      const name = nameOf(their);
      this.pointers(our, their, element, `${path}[${name === "" ? i : `${i} ${name}`}]`);
    }
  }

  #tell(path: string, ours: string, theirs: string): void {
    if (this.found.length < this.#most) this.found.push(`${path}: we have ${ours}, capnp has ${theirs}`);
  }
}

/** A field with its groups' fields made its own: where it is in the data, in bits, or which pointer it is. */
interface FlatField {
  /** With the groups that it is in: `group.field`. */
  readonly name: string;
  readonly isPointer: boolean;
  readonly isDiscriminant: boolean;
  readonly offset: number;
  readonly bits: number;
  readonly type: Type | undefined;
  /** Whether it is the member that its union has. */
  isChosen(data: Uint8Array): boolean;
  show(value: bigint): string;
}

/** Where something is in the text. */
function isPlace({ name }: FlatField): boolean {
  return /^(startByte|endByte|fileSourceInfo)$/.test(name);
}

/** Our data without the places of which theirs says nothing. */
function withoutUntoldPlaces(ours: Uint8Array, theirs: Uint8Array, fields: readonly FlatField[]): Uint8Array {
  const untold = fields.filter(
    (field) => !field.isPointer && isPlace(field) && number(theirs, field.offset, field.bits) === 0n,
  );
  if (untold.length === 0) return ours;
  const rest = ours.slice();
  for (const { offset, bits } of untold) rest.fill(0, offset / 8, (offset + bits) / 8);
  return rest;
}

const bitsOf: Readonly<Record<string, number>> = {
  void: 0,
  bool: 1,
  int8: 8,
  uint8: 8,
  int16: 16,
  uint16: 16,
  enum: 16,
  int32: 32,
  uint32: 32,
  float32: 32,
  int64: 64,
  uint64: 64,
  float64: 64,
};

const flattened = new WeakMap<StructNode, readonly FlatField[]>();

function fieldsOf(node: StructNode): readonly FlatField[] {
  let fields = flattened.get(node);
  if (fields === undefined) {
    fields = flatten(node, "", () => true);
    flattened.set(node, fields);
  }
  return fields;
}

function flatten(node: StructNode, prefix: string, isChosen: (data: Uint8Array) => boolean): FlatField[] {
  const fields: FlatField[] = [];
  const tagAt = node.discriminantOffset * 16;
  if (node.discriminantCount > 0) {
    const show = (value: bigint) =>
      node.fields.find(({ discriminant }) => discriminant === Number(value))?.name ?? String(value);
    const type = undefined;
    fields.push({
      name: `${prefix}union`,
      isPointer: false,
      isDiscriminant: true,
      offset: tagAt,
      bits: 16,
      type,
      isChosen,
      show,
    });
  }
  for (const field of node.fields) {
    const chosen = (data: Uint8Array) =>
      isChosen(data) &&
      (field.discriminant === undefined || Number(number(data, tagAt, 16)) === field.discriminant);
    const name = `${prefix}${field.name}`;
    if (field.kind === "group") fields.push(...flatten(field.group, `${name}.`, chosen));
    else fields.push(slot(field, name, chosen));
  }
  return fields;
}

function slot(
  field: Field & { kind: "slot" },
  name: string,
  isChosen: (data: Uint8Array) => boolean,
): FlatField {
  const bits = bitsOf[field.type.kind];
  const isHex = /[iI]d$/.test(name);
  return {
    name,
    isPointer: bits === undefined,
    isDiscriminant: false,
    offset: bits === undefined ? field.offset : field.offset * bits,
    bits: bits ?? 0,
    type: field.type,
    isChosen,
    show: (value) => (isHex ? `0x${value.toString(16)}` : String(value)),
  };
}

function number(data: Uint8Array, offset: number, bits: number): bigint {
  let value = 0n;
  for (let i = 0; i < bits; i++) {
    const bit = offset + i;
    if (((data[bit >> 3] ?? 0) >> (bit & 7)) & 1) value |= 1n << BigInt(i);
  }
  return value;
}

/** What a node, a member or a file is called: its first text; what has none goes by its id. */
function nameOf(value: Pointer): string {
  if (typeof value === "string" || value.kind !== "struct") return "";
  const [first] = value.pointers;
  const text = first === undefined ? undefined : textOf(first);
  if (text !== undefined && text !== "" && text.length < 200 && !text.includes("\n")) return text;
  return value.data.byteLength >= 7 ? `0x${idOf(value).toString(16)}` : "";
}

function textOf(value: Pointer): string | undefined {
  if (typeof value === "string" || value.kind !== "list" || value.of !== "values") return undefined;
  if (value.elementBytes !== 1 || value.bytes.at(-1) !== 0) return undefined;
  return new TextDecoder().decode(value.bytes.subarray(0, -1));
}

function summary(value: Pointer, type: Type | undefined): string {
  const text = type === undefined || type.kind === "text" ? textOf(value) : undefined;
  const whole = text === undefined ? JSON.stringify(shown(value)) : JSON.stringify(text);
  return whole.length > 300 ? `${whole.slice(0, 300)}…` : whole;
}

/** For people, and to compare lists of values. */
function shown(value: Pointer): unknown {
  if (typeof value === "string") return value;
  if (value.kind === "struct") return { data: value.data.toHex(), pointers: value.pointers.map(shown) };
  if (value.of === "structs" || value.of === "pointers") return { [value.of]: value.elements.map(shown) };
  return { [`${value.elementBytes} bytes`]: value.length, hex: value.bytes.toHex() };
}
