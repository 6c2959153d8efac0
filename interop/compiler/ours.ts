// ours.ts: our compiler, asked as the native ones are.
import { resolve } from "node:path";
import { compile, formatDiagnostics, memoryFiles, standardSchemas } from "@teleop/capnp-compiler";
import { readRequest } from "../../packages/capnpc/src/schema/request.ts";
import type { RequestLayout } from "./request-diff.ts";

/** What ours makes of the files; `errors` as a terminal shows them. */
export interface OurAnswer {
  readonly request: Uint8Array | undefined;
  readonly errors: string;
}

/**
 * @param files paths from the folder
 * @param importPaths paths from the folder; the last one has the standard schemas of whom we are compared with
 */
export function compileOurs(
  folder: string,
  files: readonly string[],
  importPaths: readonly string[],
): OurAnswer {
  const { request, diagnostics } = compile(
    files.map((file) => resolve(folder, file)),
    {
      importPaths: importPaths.map((path) => resolve(folder, path)),
      noStandardImport: true,
      sourcePrefix: folder,
    },
  );
  return { request, errors: formatDiagnostics(diagnostics) };
}

/** Whether ours has nothing to say against the first of the files, which are in no folder. */
export function isAccepted(files: Readonly<Record<string, string | Uint8Array>>): boolean {
  const [first = ""] = Object.keys(files);
  return compile([first], { fileSystem: memoryFiles(files) }).request !== undefined;
}

/** The structs of a request as we know them, to say in words where two differ. */
export function requestLayout(): RequestLayout {
  const text = standardSchemas.get("/capnp/schema.capnp") ?? "";
  const { request, diagnostics } = compile(["schema.capnp"], {
    fileSystem: memoryFiles({ "schema.capnp": text }),
  });
  if (request === undefined)
    throw new Error(`schema.capnp does not compile:\n${formatDiagnostics(diagnostics)}`);
  const layout = new Map();
  for (const node of readRequest(request).nodes.values()) {
    if (node.kind === "struct") layout.set(node.displayName.slice(node.displayName.indexOf(":") + 1), node);
  }
  return layout;
}
