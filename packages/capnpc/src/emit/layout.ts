// layout.ts: breaks lines, so that generated files can be read and their differences reviewed.
//
// The algorithm is Wadler's ("A prettier printer", 2003) without its laziness: what fits on a line stays on it.

/** Text with places where a line may break. */
export type Layout =
  | string
  | readonly Layout[]
  /** A line break if the innermost group around it is broken; otherwise `flat`. */
  | { readonly kind: "break"; readonly flat: string; readonly broken: string }
  /** Text that depends on whether the innermost group around it is broken. */
  | { readonly kind: "choice"; readonly flat: string; readonly broken: string }
  | { readonly kind: "newline" }
  | { readonly kind: "indent"; readonly content: Layout }
  | { readonly kind: "group"; readonly content: Layout };

/** A line break in any case; the groups around it are broken. */
export const newline: Layout = { kind: "newline" };
const space: Layout = { kind: "break", flat: " ", broken: "" };
const nothing: Layout = { kind: "break", flat: "", broken: "" };

export function indent(content: Layout): Layout {
  return { kind: "indent", content };
}

/** Kept on one line if it fits. */
export function group(...content: Layout[]): Layout {
  return { kind: "group", content };
}

/** `open item, item close`, or one item a line with a comma behind each. */
export function commaList(open: string, items: readonly Layout[], close: string, padding = ""): Layout {
  if (items.length === 0) return `${open}${close}`;
  const edge: Layout = padding === "" ? nothing : space;
  const separated = items.flatMap((item, i) => (i === 0 ? [item] : [",", space, item]));
  return group(open, indent([edge, ...separated]), { kind: "break", flat: padding, broken: "," }, close);
}

/** `{ item, item }`. */
export function braces(items: readonly Layout[]): Layout {
  return commaList("{", items, "}", " ");
}

/** `{`, each item on lines of its own, `}`; `{}` without items. */
export function block(items: readonly Layout[]): Layout {
  if (items.length === 0) return "{}";
  return ["{", indent(items.map((item) => [newline, item])), newline, "}"];
}

/** Lines of text, each with its newline at the end. */
export function joinLines(items: readonly Layout[]): Layout {
  return items.flatMap((item, i) => (i === 0 ? [item] : [newline, item]));
}

/** An array with an item a line, once there are two. */
export function arrayOf(items: readonly Layout[]): Layout {
  if (items.length < 2) return commaList("[", items, "]");
  return ["[", indent(items.map((item) => [newline, item, ","])), newline, "]"];
}

/** Items with an empty line between them. */
export function separated(items: readonly Layout[]): readonly Layout[] {
  return items.map((item, i) => (i === 0 ? item : [newline, item]));
}

/** Prints a layout, at most `width` characters a line where that is possible. */
export function print(layout: Layout, width: number): string {
  const lines: string[] = [];
  let line = "";
  const work: { layout: Layout; depth: number; isBroken: boolean }[] = [{ layout, depth: 0, isBroken: true }];
  const breakLine = (depth: number) => {
    lines.push(line.trimEnd());
    line = " ".repeat(depth * 2);
  };
  for (let item = work.pop(); item !== undefined; item = work.pop()) {
    const { layout: next, depth, isBroken } = item;
    if (typeof next === "string") {
      line += next;
    } else if (isSequence(next)) {
      for (let i = next.length - 1; i >= 0; i--) work.push({ layout: next[i] ?? "", depth, isBroken });
    } else if (next.kind === "indent") {
      work.push({ layout: next.content, depth: depth + 1, isBroken });
    } else if (next.kind === "group") {
      const fits = flatWidth(next.content, width - line.length - trailing(work)) !== undefined;
      work.push({ layout: next.content, depth, isBroken: !fits });
    } else if (next.kind === "newline") {
      breakLine(depth);
    } else if (isBroken) {
      line += next.broken;
      if (next.kind === "break") breakLine(depth);
    } else {
      line += next.flat;
    }
  }
  return [...lines, line].join("\n");
}

/** How wide what follows is, up to where a line can break: it stays on the same line. */
function trailing(work: readonly { layout: Layout; isBroken: boolean }[]): number {
  let width = 0;
  for (let i = work.length - 1; i >= 0; i--) {
    const item = work[i];
    if (item === undefined) break;
    const { columns, isOpen } = headWidth(item.layout, item.isBroken);
    width += columns;
    if (!isOpen) break;
  }
  return width;
}

function headWidth(layout: Layout, isBroken: boolean): { columns: number; isOpen: boolean } {
  if (typeof layout === "string") return { columns: layout.length, isOpen: true };
  if (isSequence(layout)) {
    let columns = 0;
    for (const part of layout) {
      const head = headWidth(part, isBroken);
      columns += head.columns;
      if (!head.isOpen) return { columns, isOpen: false };
    }
    return { columns, isOpen: true };
  }
  if (layout.kind === "indent") return headWidth(layout.content, isBroken);
  // A group may break at its first opportunity.
  if (layout.kind === "group") return headWidth(layout.content, true);
  if (layout.kind === "newline") return { columns: 0, isOpen: false };
  return isBroken
    ? { columns: layout.broken.length, isOpen: layout.kind === "choice" }
    : { columns: layout.flat.length, isOpen: true };
}

/** The width on one line; undefined when it exceeds `limit` or cannot be on one line. */
function flatWidth(layout: Layout, limit: number): number | undefined {
  if (typeof layout === "string") return layout.length <= limit ? layout.length : undefined;
  if (isSequence(layout)) {
    let width = 0;
    for (const part of layout) {
      const columns = flatWidth(part, limit - width);
      if (columns === undefined) return undefined;
      width += columns;
    }
    return width;
  }
  if (layout.kind === "newline") return undefined;
  if (layout.kind === "break" || layout.kind === "choice")
    return layout.flat.length <= limit ? layout.flat.length : undefined;
  return flatWidth(layout.content, limit);
}

function isSequence(layout: Layout): layout is readonly Layout[] {
  return Array.isArray(layout);
}
