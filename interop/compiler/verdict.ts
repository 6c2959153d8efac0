// verdict.ts: what the compilers say of the same files, and whether we say the same as each of them.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Answer, ask, type Native } from "./natives.ts";
import { oddityOf } from "./oddities.ts";
import { compileOurs, type OurAnswer } from "./ours.ts";
import { differences, type RequestLayout } from "./request-diff.ts";

/** Files by their names, of which the first is compiled. */
export type Files = Readonly<Record<string, string | Uint8Array>>;

export type Verdict =
  /** Both accept, and the requests are equal. */
  | { readonly kind: "equal" }
  | { readonly kind: "refused"; readonly errors: string }
  /** We need not be of the same opinion, for a reason that is documented. */
  | { readonly kind: "odd"; readonly oddity: string }
  /** `what` is the same for failures of the same kind. */
  | {
      readonly kind: "failed";
      readonly what: "differs" | "only we accept" | "only capnp accepts" | "it throws";
      readonly detail: string;
    };

/** A verdict for each native compiler, in their order. */
export type Verdicts = readonly { readonly native: Native; readonly verdict: Verdict }[];

export class Court {
  readonly natives: readonly Native[];
  readonly #layout: RequestLayout;
  readonly #workspace: string;

  constructor(natives: readonly Native[], layout: RequestLayout, workspace: string) {
    this.natives = natives;
    this.#layout = layout;
    this.#workspace = workspace;
  }

  /** Has the first of the files compiled by all, in a folder of its own. */
  async judgeFiles(files: Files): Promise<Verdicts> {
    const folder = await mkdtemp(join(this.#workspace, "case-"));
    try {
      for (const [path, content] of Object.entries(files)) await writeFile(join(folder, path), content);
      const [first = ""] = Object.keys(files);
      return await this.judge(folder, [first], ["."]);
    } finally {
      await rm(folder, { recursive: true });
    }
  }

  /** The same with files that exist, by their paths from a folder. */
  async judge(folder: string, paths: readonly string[], importPaths: readonly string[]): Promise<Verdicts> {
    const asked = this.natives.map((native) => ask(native, folder, paths, importPaths));
    // Each has schemas of its own.
    const ours = this.natives.map(({ include }) => tried(folder, paths, [...importPaths, include]));
    const theirs = await Promise.all(asked);
    return this.natives.map((native, i) => ({
      native,
      verdict: this.#compare(ours[i] as Tried, theirs[i] as Answer, theirs),
    }));
  }

  #compare(ours: Tried, theirs: Answer, all: readonly Answer[]): Verdict {
    if (typeof ours === "string") return { kind: "failed", what: "it throws", detail: ours };
    if (ours.request === undefined && theirs.request === undefined) {
      return { kind: "refused", errors: ours.errors };
    }
    const oddity = oddityOf({ ours, theirs, all });
    if (oddity !== undefined) return { kind: "odd", oddity };
    if (ours.request === undefined)
      return { kind: "failed", what: "only capnp accepts", detail: ours.errors };
    if (theirs.request === undefined)
      return { kind: "failed", what: "only we accept", detail: theirs.errors };
    const found = differences(ours.request, theirs.request, { layout: this.#layout });
    if (found.length === 0) return { kind: "equal" };
    return { kind: "failed", what: "differs", detail: found.join("\n") };
  }
}

/** What ours answered, or what it threw. */
type Tried = OurAnswer | string;

function tried(folder: string, paths: readonly string[], importPaths: readonly string[]): Tried {
  try {
    return compileOurs(folder, paths, importPaths);
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
}
