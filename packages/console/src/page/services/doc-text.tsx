// doc-text.tsx: what a schema says of something, as it is written there.
import type { JSX } from "preact";

export interface DocTextProps {
  readonly doc: string | undefined;
  /** The text of its annotation `deprecated`, where it has one. */
  readonly deprecated?: string | undefined;
  readonly id?: string | undefined;
}

export function DocText({ doc, deprecated, id }: DocTextProps): JSX.Element | null {
  if (doc === undefined && deprecated === undefined) return null;
  return (
    <div class="doc" id={id}>
      {deprecated !== undefined && (
        <p class="warning">
          <span aria-hidden="true">⚠ </span>deprecated{deprecated !== "" && `: ${deprecated}`}
        </p>
      )}
      {doc?.split(/\n\s*\n/).map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
    </div>
  );
}
