// mounted.ts: a drawing as elements of the page. It is made once; afterwards only what has really changed is written to it.
import type { PartChanges, SvgElement } from "../../picture/svg.ts";

const SVG = "http://www.w3.org/2000/svg";

interface Part {
  readonly element: SVGElement;
  /** Where its text is; undefined for what has none. */
  readonly text: Text | undefined;
  readonly shown: Map<string, string>;
}

export class Mounted {
  readonly element: SVGElement;
  readonly #parts = new Map<string, Part>();

  constructor(drawing: SvgElement) {
    this.element = this.#make(drawing);
  }

  apply(changes: PartChanges): void {
    for (const name in changes) {
      const part = this.#parts.get(name);
      const change = changes[name];
      if (part === undefined || change === undefined) continue;
      const { text, attributes } = change;
      // The node of a text is kept: to make another would cost more than to change it.
      if (text !== undefined && part.text !== undefined && part.text.data !== text) part.text.data = text;
      for (const attribute in attributes) {
        const value = String(attributes[attribute]);
        if (part.shown.get(attribute) === value) continue;
        part.shown.set(attribute, value);
        part.element.setAttribute(attribute, value);
      }
    }
  }

  #make({ tag, attributes, children, text, part }: SvgElement): SVGElement {
    const made = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
    const node = text === undefined ? undefined : document.createTextNode(text);
    if (node !== undefined) made.append(node);
    made.append(...children.map((child) => this.#make(child)));
    if (part !== undefined) this.#parts.set(part, { element: made, text: node, shown: new Map() });
    return made;
  }
}
