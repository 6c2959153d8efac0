// module-loader.ts: finds and reads the files of a compilation, each once: those that are given, and those they import.
import type { Diagnostics, Span } from "./diagnostics.ts";
import { type Location, Module } from "./module.ts";
import { absolutePath, folderOf, join, pathWithin, relativeTo, rootOf } from "./paths.ts";
import type { SchemaFiles } from "./schema-files.ts";
import { SourceFile } from "./source.ts";
import { standardSchemas } from "./standard/index.ts";

/** Where files are looked up. */
export interface LoaderOptions {
  readonly files: SchemaFiles;
  /** Folders in which imports with a leading slash are looked up, before anywhere else. */
  readonly importPaths: readonly string[];
  /** Whether such imports find the schemas that come with Cap'n Proto, and what is in the system's folders. */
  readonly hasStandardImports: boolean;
  /** Folders that are left off of the paths of given files. */
  readonly sourcePrefixes: readonly string[];
}

export class ModuleLoader {
  readonly #options: LoaderOptions;
  readonly #diagnostics: Diagnostics;
  readonly #modules = new Map<string, Module>();
  readonly #files = new Set<string>();

  constructor(options: LoaderOptions, diagnostics: Diagnostics) {
    this.#options = options;
    this.#diagnostics = diagnostics;
  }

  /** The absolute paths of all files that were read, schemas and embedded ones. */
  get files(): readonly string[] {
    return [...this.#files];
  }

  /** A file that was given to the compiler; undefined, and reported, when there is none. */
  load(path: string): Module | undefined {
    const found = this.#found(this.#locate(path), path);
    if (typeof found === "object") return found;
    this.#diagnostics.reportFile(path, found ?? "there is no such file");
    return undefined;
  }

  /** The file of an import; undefined, and reported, when there is none. */
  import(from: Module, path: string, place: Span): Module | undefined {
    const searched: string[] = [];
    for (const { location, shown } of this.#candidates(from, path)) {
      const found =
        location.root === standardRoot ? this.#standard(location.path) : this.#found(location, shown);
      if (typeof found === "object") return found;
      if (found !== undefined) return this.#refuse(from, place, `${path} cannot be imported: ${found}`);
      if (location.root !== standardRoot) searched.push(shown);
    }
    return this.#notFound(from, path, place, "imported", searched);
  }

  /** The bytes of a file; undefined, and reported, when there is none. */
  embed(from: Module, path: string, place: Span): Uint8Array | undefined {
    const searched: string[] = [];
    for (const { location, shown } of this.#candidates(from, path)) {
      if (location.root === standardRoot) continue;
      const read = this.#read(join(location.root, location.path));
      if (typeof read === "object") return read.content;
      if (read !== undefined) return this.#refuse(from, place, `${path} cannot be embedded: ${read}`);
      searched.push(shown);
    }
    return this.#notFound(from, path, place, "embedded", searched);
  }

  /** How the path of a given file is split: into what is left off, and what generated files are called by. */
  #locate(path: string): Location {
    const { folder } = this.#options.files;
    const full = absolutePath(folder, path);
    const prefixes = this.#options.sourcePrefixes.map((prefix) => absolutePath(folder, prefix));
    const longestFirst = prefixes.toSorted((one, other) => other.length - one.length);
    for (const root of [...longestFirst, absolutePath(folder, ".")]) {
      const within = relativeTo(root, full);
      if (within !== undefined) return { root, path: within };
    }
    const root = rootOf(full);
    return { root, path: full.slice(root.length) };
  }

  *#candidates(
    from: Module,
    path: string,
  ): Generator<{ readonly location: Location; readonly shown: string }> {
    const { files, importPaths, hasStandardImports } = this.#options;
    if (!path.startsWith("/")) {
      const { root } = from.location;
      const within = pathWithin(folderOf(from.location.path), path);
      if (within !== undefined) {
        yield { location: { root, path: within }, shown: join(folderOf(from.source.path), path) };
      }
      return;
    }
    const within = pathWithin("", path);
    if (within === undefined) return;
    for (const folder of importPaths) {
      const root = absolutePath(files.folder, folder);
      yield { location: { root, path: within }, shown: join(folder, within) };
    }
    if (!hasStandardImports) return;
    yield { location: { root: standardRoot, path: within }, shown: path };
    for (const folder of systemFolders) {
      yield { location: { root: folder, path: within }, shown: join(folder, within) };
    }
  }

  #notFound(from: Module, path: string, place: Span, verb: string, searched: readonly string[]): undefined {
    if (searched.length > 0) {
      const help = path.startsWith("/")
        ? "pass the folder that it is in as an import path (-I)"
        : "the path is from the file that it stands in; with a leading slash, it is looked up in the import paths (-I)";
      return this.#refuse(
        from,
        place,
        `${path} cannot be ${verb}: there is no ${searched.join(", nor ")}`,
        help,
      );
    }
    if (path.startsWith("/")) {
      return this.#refuse(
        from,
        place,
        `${path} cannot be ${verb}: there are no import paths to look it up in`,
      );
    }
    return this.#refuse(
      from,
      place,
      `${path} cannot be ${verb}: it leads out of ${from.location.root}`,
      "pass the folder that both files are in as the source prefix (--src-prefix)",
    );
  }

  #refuse(from: Module, place: Span, message: string, help?: string): undefined {
    this.#diagnostics.report(from.source, place, message, { help });
  }

  /** The module at a place; undefined: there is none. A text: why what is there cannot be read. */
  #found(location: Location, shown: string): Module | string | undefined {
    const full = join(location.root, location.path);
    const loaded = this.#modules.get(full);
    if (loaded !== undefined) return loaded;
    const read = this.#read(full);
    if (typeof read !== "object") return read;
    const { content, identity } = read;
    const known = this.#modules.get(identity);
    const module = known ?? new Module(new SourceFile(shown, content), location, this.#diagnostics);
    this.#modules.set(full, module);
    this.#modules.set(identity, module);
    return module;
  }

  /** A schema that comes with the compiler. Where the original was given or imported from elsewhere, it is that. */
  #standard(path: string): Module | undefined {
    const name = `/${path}`;
    const key = `${standardRoot}${name}`;
    const known = this.#modules.get(key);
    if (known !== undefined) return known;
    const text = standardSchemas.get(name);
    if (text === undefined) return undefined;
    const source = new SourceFile(name, new TextEncoder().encode(text));
    const built = new Module(source, { root: standardRoot, path }, this.#diagnostics);
    const original = [...this.#modules.values()].find(({ root }) => root.id === built.root.id);
    const module = original ?? built;
    this.#modules.set(key, module);
    return module;
  }

  /** A file; undefined: there is none. A text: why it cannot be read. */
  #read(path: string): { readonly content: Uint8Array; readonly identity: string } | string | undefined {
    const { files } = this.#options;
    try {
      const content = files.read(path);
      if (content === undefined) return undefined;
      this.#files.add(path);
      return { content, identity: files.identity?.(path) ?? path };
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }
}

/** Not a folder: what is below it is in the compiler. */
const standardRoot = "standard:";

const systemFolders: readonly string[] = ["/usr/local/include", "/usr/include"];
