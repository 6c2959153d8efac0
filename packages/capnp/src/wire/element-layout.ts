// element-layout.ts: how the elements of a list lie in it.
//
// https://capnproto.org/encoding.html#lists

/** The element sizes of lists, as on the wire. */
export const ElementSize = {
  void: 0,
  bit: 1,
  byte: 2,
  twoBytes: 3,
  fourBytes: 4,
  eightBytes: 5,
  pointer: 6,
  composite: 7,
} as const;

/** How elements lie side by side. */
export interface ElementLayout {
  /** One of `ElementSize`, as the sender wrote it. */
  readonly elementSize: number;
  /** Bits from one element to the next. */
  readonly stepBits: number;
  /** Data bytes of each element (less than one for bits), when it is read as a struct. */
  readonly dataBytes: number;
  /** Pointers of each element, when it is read as a struct. */
  readonly pointerCount: number;
}

/** Of lists whose elements are not structs, by their element size. */
export const simpleLayouts: readonly ElementLayout[] = [0, 1, 8, 16, 32, 64, 64].map(
  (stepBits, elementSize) => {
    const isPointer = elementSize === ElementSize.pointer;
    return {
      elementSize,
      stepBits,
      dataBytes: isPointer ? 0 : stepBits / 8,
      pointerCount: isPointer ? 1 : 0,
    };
  },
);
