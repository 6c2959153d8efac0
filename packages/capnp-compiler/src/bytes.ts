// bytes.ts: what the bytes of a schema are, one by one: letters, digits, signs, and which end what.

/** What a byte can begin, or continue. */
export const Class = { other: 0, space: 1, letter: 2, digit: 3, sign: 4 } as const;
export const classes: Uint8Array = byteClasses();

function byteClasses(): Uint8Array {
  const table = new Uint8Array(256);
  const put = (characters: string, value: number) => {
    for (const character of characters) table[character.charCodeAt(0)] = value;
  };
  put(" \f\n\r\t\v", Class.space);
  put("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_", Class.letter);
  put("0123456789", Class.digit);
  put("!$%&*+-./:<=>?@^|~", Class.sign);
  return table;
}

export const newline = 0x0a;
export const carriageReturn = 0x0d;
export const quote = 0x22;
export const hash = 0x23;
export const dot = 0x2e;
export const backslash = 0x5c;
export const backtick = 0x60;

/** -1: none. */
export function hexDigit(byte: number | undefined): number {
  if (byte === undefined) return -1;
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const lower = byte | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x61 + 10 : -1;
}

export function isOctal(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x37;
}

export function isLineEnd(byte: number | undefined): boolean {
  return byte === newline || byte === carriageReturn;
}

export function isQuoteOrNewline(byte: number | undefined): boolean {
  return byte === quote || byte === newline;
}

export function endsPlainText(byte: number | undefined): boolean {
  return byte === undefined || byte === quote || byte === newline || byte === backslash;
}

/** Whether a byte can be in no token, so that a run of such is one mistake. */
export function isForeign(byte: number | undefined): boolean {
  return byte !== undefined && (byte >= 0x80 || (byte < 0x20 && classes[byte] !== Class.space));
}
