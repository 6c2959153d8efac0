// save-text.ts: has the browser save what the page has as a file.

/** @param name of the file; what no file system takes in it is replaced. */
export function saveText(name: string, text: string, type = "text/plain"): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name.replace(/[^\w.-]+/g, "_");
  link.click();
  // A browser has taken hold of it by the next turn of the event loop.
  setTimeout(() => URL.revokeObjectURL(url), 0);
}
