// save-file.ts: a text that the page has made, as a file of whoever looks at it.

export function saveFile(name: string, type: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // The browser has taken what it needs when the click is over.
  setTimeout(() => URL.revokeObjectURL(url), 0);
}
