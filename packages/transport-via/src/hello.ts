// hello.ts: how the two ends of a bridge find each other in a stream into which a login shell may have said something
// first: the bridge says one line that nothing else says, and the client is silent until it has heard it.

/** Of the conversation that follows the line. Another number is another conversation. */
export const PROTOCOL = 1;

/** What a bridge says first. */
export function helloLine(protocol: number = PROTOCOL): string {
  return `==teleop-bridge:${protocol}==\n`;
}

/** Greetings of a login shell are some kilobytes at most. */
const MOST_NOISE = 64 * 1024;

export type Heard =
  | { readonly heard: "nothing" }
  /** The bridge is there. What follows belongs to the conversation. */
  | { readonly heard: "hello"; readonly protocol: number; readonly rest: Uint8Array }
  /** The line has come through a terminal, which changes bytes. */
  | { readonly heard: "terminal" }
  /** More than anybody has to say before a bridge begins. */
  | { readonly heard: "noise" };

/** Listens for the line. */
export class HelloListener {
  #heard: Buffer = Buffer.alloc(0);

  take(chunk: Uint8Array): Heard {
    this.#heard = Buffer.concat([this.#heard, chunk]);
    const found = /==teleop-bridge:(\d{1,9})==(\r?\n)/.exec(this.#heard.toString("latin1"));
    if (found === null) return { heard: this.#heard.length > MOST_NOISE ? "noise" : "nothing" };
    if (found[2] !== "\n") return { heard: "terminal" };
    const rest = new Uint8Array(this.#heard.subarray(found.index + found[0].length));
    return { heard: "hello", protocol: Number(found[1]), rest };
  }

  /** What has been said instead, for messages: its last line that is not blank, none too long. */
  get noise(): string {
    return lastLine(this.#heard.toString("utf8"));
  }
}

/** The last line that is not blank, without what a terminal would obey; empty where there is none. */
export function lastLine(text: string): string {
  const lines = text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: what others send may contain them
    .replaceAll(/\u001b\[[0-9;?]*[A-Za-z]|[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, "")
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
  const last = lines.at(-1) ?? "";
  return last.length > 300 ? `${last.slice(0, 300)}…` : last;
}
