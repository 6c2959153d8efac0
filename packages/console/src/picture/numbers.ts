// numbers.ts: counts and rates in the little room that a picture has for them. Exact ones are told where there is room.

/** Of how much there is room for: `99 / 100`, `9.5 k / 10 k`. Two numbers have little room: five digits become three. */
export function shortPart(part: number, whole: number): string {
  const show = whole < 10_000 ? shortCount : inThreeDigits;
  return `${show(part)} / ${show(whole)}`;
}

/** The same of bytes, whose unit is said once where both have it: `65.5 / 131 kB`. */
export function shortPartOfBytes(part: number, whole: number): string {
  const [number = "", unit = ""] = shortBytes(part).split(" ");
  const room = shortBytes(whole);
  return `${room.endsWith(` ${unit}`) ? number : `${number} ${unit}`} / ${room}`;
}

/** What of all that may be said of a queue takes the most room; without a capacity of what goes through it, too. */
export function longestPart(capacity?: number, unit: "records" | "bytes" = "records"): string {
  if (capacity === undefined) return "1.23 M/s";
  if (unit === "bytes") return "65.5 kB / 1.31 MB";
  if (capacity >= 10_000) return "99.9 k / 1.23 M";
  return shortPart(capacity, capacity);
}

/** Up to 99,999 as it is, beyond that in three digits: `123 k`, `1.23 M`. */
export function shortCount(count: bigint | number): string {
  const value = Math.round(Number(count));
  if (Math.abs(value) >= 100_000) return inThreeDigits(value);
  if (Math.abs(value) < 1_000) return String(value);
  // Hundreds of these are shown ten times a second, for which the formatters of Intl are too slow.
  return `${Math.trunc(value / 1_000)},${String(Math.abs(value) % 1_000).padStart(3, "0")}`;
}

/** A second: `0/s`, `0.4/s`, `12/s`, `1.2 k/s`. */
export function shortRate(rate: number): string {
  if (rate === 0) return "0/s";
  if (rate < 9.95) return `${Math.round(rate * 10) / 10}/s`;
  return `${rate < 999.5 ? Math.round(rate) : inThreeDigits(rate)}/s`;
}

export function shortBytes(bytes: number): string {
  return bytes < 999.5 ? `${Math.round(bytes)} B` : `${inThreeDigits(bytes)}B`;
}

/** With commas: `1,234,567`. */
export function exact(count: bigint | number): string {
  return count.toLocaleString("en", { maximumFractionDigits: 1 });
}

export function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

function inThreeDigits(value: number): string {
  let scaled = value;
  let unit = 0;
  // 999.5 would be shown as 1000.
  while (Math.abs(scaled) >= 999.5 && unit < UNITS.length - 1) {
    scaled /= 1_000;
    unit++;
  }
  return `${Number(scaled.toPrecision(3))} ${UNITS[unit]}`.trimEnd();
}

const UNITS = ["", "k", "M", "G", "T", "P", "E"] as const;
