// page-files.ts: what a browser loads of the console: the page, bundled, by the names of its files.

/** A file as the browser is given it. */
export interface PageFile {
  readonly type: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** By their names; `index.html` is the page. */
export type PageFiles = ReadonlyMap<string, PageFile>;

/** The files of the page. @throws where they cannot be made. */
export async function loadPageFiles(): Promise<PageFiles> {
  const { bundlePage } = await import("./bundle-page.ts");
  return await bundlePage();
}
