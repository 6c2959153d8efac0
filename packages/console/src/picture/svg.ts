// svg.ts: a drawing as plain data: the page makes elements of it and later changes only what a part of it says, a file gets it
// as text. Neither ever takes what a process says for markup.

export interface SvgElement {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string | number>>;
  readonly children: readonly SvgElement[];
  readonly text: string | undefined;
  /** Its name within the drawing, where what it shows changes. */
  readonly part: string | undefined;
}

/** What parts of a drawing show, by their names. */
export type PartChanges = Readonly<Record<string, PartChange>>;

export interface PartChange {
  readonly text?: string;
  readonly attributes?: Readonly<Record<string, string | number>>;
}

/** What an element has beside its attributes. */
export interface Content {
  readonly children?: readonly SvgElement[];
  readonly text?: string;
  readonly part?: string;
}

export function element(
  tag: string,
  attributes: Readonly<Record<string, string | number>>,
  { children = [], text, part }: Content = {},
): SvgElement {
  return { tag, attributes, children, text, part };
}

/** The drawing with what its parts show now. */
export function withChanges(drawing: SvgElement, changes: PartChanges): SvgElement {
  const change = drawing.part === undefined ? undefined : changes[drawing.part];
  return {
    ...drawing,
    attributes: { ...drawing.attributes, ...change?.attributes },
    text: change?.text ?? drawing.text,
    children: drawing.children.map((child) => withChanges(child, changes)),
  };
}

/** As text that an XML parser reads, whatever characters are in it. */
export function markupOf({ tag, attributes, children, text }: SvgElement): string {
  const words = Object.entries(attributes).map(([name, value]) => ` ${name}="${escaped(String(value))}"`);
  const inner = escaped(text ?? "") + children.map(markupOf).join("");
  return inner === "" ? `<${tag}${words.join("")}/>` : `<${tag}${words.join("")}>${inner}</${tag}>`;
}

function escaped(text: string): string {
  return text
    .replace(NOT_IN_XML, "\ufffd")
    .replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

// XML 1.0 has no place for these, not even as references.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const NOT_IN_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu;

/** Rounded to a tenth of a pixel, which nobody sees and which keeps a file small. */
export function px(value: number): number {
  return Math.round(value * 10) / 10;
}
