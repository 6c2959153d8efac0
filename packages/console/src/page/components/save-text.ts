// save-text.ts: has the browser save what the page has as a file.

/**
 * @param title what the file is of: its name, in which what some file system does not take is replaced.
 * @param ending of its name, such as `.log`.
 */
export function saveText(title: string, ending: string, text: string, type = "text/plain"): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement("a");
  link.href = url;
  link.download = `${title.replace(/[^\p{Letter}\p{Number}._-]+/gu, "-").slice(0, 80)}${ending}`;
  link.click();
  // A browser has taken hold of it by the next turn of the event loop.
  setTimeout(() => URL.revokeObjectURL(url), 0);
}
