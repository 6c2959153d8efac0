// layout.ts: decides where each field of a struct lies, so that fields that are added later never move older ones.
//
// Fields come in the order of their numbers. https://capnproto.org/encoding.html#structs says what a layout is, but not
// which one: that is what the native compiler chooses, and all who know a schema have to choose the same. Sizes are
// powers of two of bits, given by their exponent: 0 is a bit, 6 a word. Offsets are in units of their size.

/** A layout that the native compilers up to 0.5 would have made otherwise, and wrong; they cannot be told apart. */
export class AmbiguousLayout extends Error {
  override readonly name = "AmbiguousLayout";
}

/** Where fields are put: a struct, or one alternative of a union. */
export interface FieldPlace {
  addVoid(): void;
  /** Returns the offset of a new field of the data section. */
  addData(size: number): number;
  /** Returns the index of a new pointer. */
  addPointer(): number;
  /** Makes what lies at an offset 2^factor times as large, if what comes behind it is free. */
  tryExpand(size: number, offset: number, factor: number): boolean;
}

const word = 6;

/**
 * The space that alignment left free: at most one hole of each size below a word. A field takes the smallest hole that
 * holds it, and leaves holes of each size between the two.
 */
class Holes {
  /** Offset of the hole of each size; zero: none, since what was put first lies at zero. */
  readonly #offsets = [0, 0, 0, 0, 0, 0];

  /** Puts a field into a hole and returns its offset; undefined: none is large enough. */
  tryAllocate(size: number): number | undefined {
    if (size >= word) return undefined;
    const hole = this.#at(size);
    if (hole !== 0) {
      this.#offsets[size] = 0;
      return hole;
    }
    const larger = this.tryAllocate(size + 1);
    if (larger === undefined) return undefined;
    this.#offsets[size] = larger * 2 + 1;
    return larger * 2;
  }

  /** What is left behind a field that was put at the start of a space of `limit`: a hole of each size up to that. */
  addBehind(size: number, offset: number, limit: number = word): void {
    let at = offset;
    for (let each = size; each < limit; each++) {
      this.#offsets[each] = at;
      at = (at + 1) / 2;
    }
  }

  tryExpand(size: number, offset: number, factor: number): boolean {
    if (factor === 0) return true;
    if (size >= word || this.#at(size) !== offset + 1) return false;
    if (!this.tryExpand(size + 1, offset >> 1, factor - 1)) return false;
    this.#offsets[size] = 0;
    return true;
  }

  /** The size of the smallest hole that holds a field. */
  smallestFor(size: number): number | undefined {
    for (let each = size; each < word; each++) if (this.#at(each) !== 0) return each;
    return undefined;
  }

  #at(size: number): number {
    return this.#offsets[size] ?? 0;
  }
}

/** A struct: it grows by words. */
export class StructPlace implements FieldPlace {
  dataWords = 0;
  pointers = 0;
  readonly #holes = new Holes();

  addVoid(): void {}

  addData(size: number): number {
    const hole = this.#holes.tryAllocate(size);
    if (hole !== undefined) return hole;
    const offset = this.dataWords++ * 2 ** (word - size);
    this.#holes.addBehind(size, offset + 1);
    return offset;
  }

  addPointer(): number {
    return this.pointers++;
  }

  tryExpand(size: number, offset: number, factor: number): boolean {
    return this.#holes.tryExpand(size, offset, factor);
  }
}

/** A part of the data section that the alternatives of a union share. */
interface SharedSpace {
  size: number;
  offset: number;
}

/** A union: what one alternative uses, the others use as well. */
export class UnionPlace {
  readonly #parent: FieldPlace;
  readonly #spaces: SharedSpace[] = [];
  readonly #pointers: number[] = [];
  #alternatives = 0;
  /** Where the tag is, in units of 16 bits; undefined: it has no place yet. */
  tagOffset: number | undefined;

  constructor(parent: FieldPlace) {
    this.#parent = parent;
  }

  /** Gives the tag its place; false: it has one already. */
  addTag(): boolean {
    if (this.tagOffset !== undefined) return false;
    this.tagOffset = this.#parent.addData(4);
    return true;
  }

  /** An alternative gets its first field. The tag comes before the second one: a lone field may become a union. */
  beginAlternative(): void {
    this.#alternatives++;
    if (this.#alternatives === 2) this.addTag();
  }

  get spaces(): readonly SharedSpace[] {
    return this.#spaces;
  }

  addSpace(size: number): number {
    const offset = this.#parent.addData(size);
    this.#spaces.push({ size, offset });
    return offset;
  }

  /** Makes a space as large as that, if it is not so already. */
  tryGrow(space: SharedSpace, size: number): boolean {
    if (size <= space.size) return true;
    const factor = size - space.size;
    if (!this.#parent.tryExpand(space.size, space.offset, factor)) return false;
    space.offset >>= factor;
    space.size = size;
    return true;
  }

  /** The pointer that alternatives use as their `index`th. */
  pointer(index: number): number {
    const shared = this.#pointers[index];
    if (shared !== undefined) return shared;
    const added = this.#parent.addPointer();
    this.#pointers.push(added);
    return added;
  }

  /** A field without size is an event for the unions around this one. */
  addVoid(): void {
    this.#parent.addVoid();
  }
}

/** One alternative of a union, a field or a group. */
export class AlternativePlace implements FieldPlace {
  readonly #union: UnionPlace;
  /** How much of each of the union's spaces is used here. */
  readonly #uses: SpaceUse[] = [];
  /** The spaces in which there is room, or could be: a large group would look through all that are full each time. */
  #open: number[] = [];
  #pointers = 0;
  #hasFields = false;

  constructor(union: UnionPlace) {
    this.#union = union;
  }

  addVoid(): void {
    this.#begin();
    this.#union.addVoid();
  }

  addData(size: number): number {
    this.#begin();
    const { spaces } = this.#union;
    while (this.#uses.length < spaces.length) this.#add(new SpaceUse(this.#union));
    const offset = this.#tryAllocate(size);
    if (offset !== undefined) {
      this.#open = this.#open.filter((index) => !this.#uses[index]?.isFull);
      return offset;
    }
    const added = this.#union.addSpace(size);
    this.#add(new SpaceUse(this.#union, size));
    return added;
  }

  #add(use: SpaceUse): void {
    if (!use.isFull) this.#open.push(this.#uses.length);
    this.#uses.push(use);
  }

  /** In the smallest hole that there is, or else in the first space that can be made larger. */
  #tryAllocate(size: number): number | undefined {
    const { spaces } = this.#union;
    let best = -1;
    let smallest = word + 1;
    for (const index of this.#open) {
      const space = spaces[index];
      const hole = space && this.#uses[index]?.smallestHole(space, size);
      if (hole === undefined || hole >= smallest) continue;
      smallest = hole;
      best = index;
    }
    const space = spaces[best];
    if (space !== undefined) return this.#uses[best]?.allocate(space, size);
    for (const index of this.#open) {
      const each = spaces[index];
      const offset = each && this.#uses[index]?.tryAllocateByGrowing(each, size);
      if (offset !== undefined) return offset;
    }
    return undefined;
  }

  addPointer(): number {
    this.#begin();
    return this.#union.pointer(this.#pointers++);
  }

  tryExpand(size: number, offset: number, factor: number): boolean {
    // What the native compilers up to 0.5 did not see. They went on, and where that works the layouts differ.
    const isImpossible = size + factor > word || (offset & ((1 << factor) - 1)) !== 0;
    const { spaces } = this.#union;
    for (let index = 0; index < this.#uses.length; index++) {
      const use = this.#uses[index];
      const space = spaces[index];
      if (use === undefined || space === undefined) break;
      if (space.size < size || offset >> (space.size - size) !== space.offset) continue;
      const isExpanded = use.tryExpand(space, size, offset - space.offset * 2 ** (space.size - size), factor);
      if (isImpossible && isExpanded) throw new AmbiguousLayout();
      return isExpanded;
    }
    throw new Error("a field that has no place is to be made larger");
  }

  #begin(): void {
    if (this.#hasFields) return;
    this.#hasFields = true;
    this.#union.beginAlternative();
  }
}

/** How much one alternative uses of one of its union's spaces: from its start, with holes. */
class SpaceUse {
  readonly #union: UnionPlace;
  /** Undefined: nothing is used. */
  #size: number | undefined;
  /** Offsets are from the start of the space. */
  readonly #holes = new Holes();

  constructor(union: UnionPlace, size?: number) {
    this.#union = union;
    this.#size = size;
  }

  /** Whether it is a whole word without a hole: nothing can be put there, and it cannot be made larger. */
  get isFull(): boolean {
    return this.#size === word && this.#holes.smallestFor(0) === undefined;
  }

  /** The size of the smallest free part that holds a field; undefined: there is none. */
  smallestHole(space: SharedSpace, size: number): number | undefined {
    const used = this.#size;
    if (used === undefined) return size <= space.size ? space.size : undefined;
    // Behind what is used there is as much again, if the space is larger.
    if (size >= used) return size < space.size ? size : undefined;
    return this.#holes.smallestFor(size) ?? (used < space.size ? used : undefined);
  }

  /** Puts a field where `smallestHole` found room. */
  allocate(space: SharedSpace, size: number): number {
    return space.offset * 2 ** (space.size - size) + this.#allocateWithin(size);
  }

  #allocateWithin(size: number): number {
    const used = this.#size;
    if (used === undefined) {
      this.#size = size;
      return 0;
    }
    if (size >= used) {
      this.#holes.addBehind(used, 1, size);
      this.#size = size + 1;
      return 1;
    }
    const hole = this.#holes.tryAllocate(size);
    if (hole !== undefined) return hole;
    const offset = 2 ** (used - size);
    this.#holes.addBehind(size, offset + 1, used);
    this.#size = used + 1;
    return offset;
  }

  /** Puts a field into the space after making that larger; undefined: it cannot be. */
  tryAllocateByGrowing(space: SharedSpace, size: number): number | undefined {
    const used = this.#size;
    if (used === undefined) {
      if (!this.#union.tryGrow(space, size)) return undefined;
      this.#size = size;
      return space.offset * 2 ** (space.size - size);
    }
    const needed = Math.max(used, size) + 1;
    if (!this.#tryUse(space, needed)) return undefined;
    this.#holes.addBehind(used, 1, needed);
    const hole = this.#holes.tryAllocate(size);
    if (hole === undefined) throw new Error("a space that was made larger has no room");
    return space.offset * 2 ** (space.size - size) + hole;
  }

  tryExpand(space: SharedSpace, size: number, offset: number, factor: number): boolean {
    // What has other fields beside it can only grow into holes.
    if (offset !== 0 || this.#size !== size) return this.#holes.tryExpand(size, offset, factor);
    if (!this.#tryUse(space, size + factor)) return false;
    // The native compilers up to 0.5 made holes here of what is not free.
    throw new AmbiguousLayout();
  }

  #tryUse(space: SharedSpace, size: number): boolean {
    if (size > space.size && !this.#union.tryGrow(space, size)) return false;
    this.#size = size;
    return true;
  }
}
