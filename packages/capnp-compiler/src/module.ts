// module.ts: one schema of a compilation: its text, what it declares, and what its names were found to stand for.
import type { Diagnostics } from "./diagnostics.ts";
import { parse } from "./parser.ts";
import { SchemaNode } from "./schema-node.ts";
import type { SourceFile } from "./source.ts";

/** Where a file was found: below which folder, and where there. */
export interface Location {
  readonly root: string;
  /** From the root, without `.` and `..`. */
  readonly path: string;
}

/** A name of a schema, and the node that it stands for. */
export interface Resolution {
  readonly start: number;
  readonly end: number;
  readonly id: bigint;
}

export class Module {
  readonly source: SourceFile;
  readonly location: Location;
  readonly root: SchemaNode;
  readonly resolutions: Resolution[] = [];

  constructor(source: SourceFile, location: Location, diagnostics: Diagnostics) {
    diagnostics.begin(source);
    this.source = source;
    this.location = location;
    this.root = new SchemaNode(this, parse(source, diagnostics), undefined);
  }

  /** The file as code generators are told it: from the root that it was found in. */
  get displayName(): string {
    return this.location.path;
  }
}
