// units.ts: numbers as the page shows them: bytes, times, shares and counts, with the two or three digits that people read.

/** `0 B`, `1.2 kB`, `27 MB`, `1.5 GB`: decimal, as the tools of browsers have them. */
export function formatBytes(bytes: number): string {
  const exponent = Math.min(BYTE_UNITS.length - 1, Math.floor(thousands(bytes)));
  const scaled = bytes / 1_000 ** Math.max(0, exponent);
  return `${exponent <= 0 ? Math.round(bytes) : digits(scaled)} ${BYTE_UNITS[Math.max(0, exponent)]}`;
}

const BYTE_UNITS = ["B", "kB", "MB", "GB", "TB", "PB"] as const;

/** `0.3 ms`, `12 ms`, `1.2 s`, `59 s`, `2 min 5 s`, `3 h 12 min`, `12 d 4 h`. */
export function formatDuration(milliseconds: number): string {
  if (milliseconds < 999.5) return `${digits(milliseconds)} ms`;
  if (milliseconds < 59_500) return `${digits(milliseconds / 1_000)} s`;
  const seconds = Math.round(milliseconds / 1_000);
  if (seconds < HOUR) return inTwo(seconds, MINUTE, "min", 1, "s");
  const minutes = Math.round(seconds / MINUTE) * MINUTE;
  if (minutes < DAY) return inTwo(minutes, HOUR, "h", MINUTE, "min");
  return inTwo(Math.round(seconds / HOUR) * HOUR, DAY, "d", HOUR, "h");
}

const MINUTE = 60;
const HOUR = 3_600;
const DAY = 86_400;

function inTwo(seconds: number, large: number, largeUnit: string, small: number, smallUnit: string): string {
  const rest = Math.floor((seconds % large) / small);
  const first = `${Math.floor(seconds / large)} ${largeUnit}`;
  return rest === 0 ? first : `${first} ${rest} ${smallUnit}`;
}

/** A share of one: `0 %`, `1.5 %`, `42 %`. Several processors make more than a hundred. */
export function formatShare(share: number): string {
  return `${digits(share * 100)} %`;
}

/** A count, or another number of no unit: `12`, `1.25`, `12,345`. */
export function formatNumber(value: number): string {
  return value.toLocaleString("en", { maximumFractionDigits: Math.abs(value) < 10 ? 2 : 1 });
}

/** The time of day, in milliseconds since the epoch, where the page is read: `09:05:07`. */
export function formatClock(time: number): string {
  return new Date(time).toLocaleTimeString("en-GB");
}

/** The same with milliseconds: `09:05:07.012`. */
export function formatExactClock(time: number): string {
  return `${formatClock(time)}.${String(Math.floor(time) % 1_000).padStart(3, "0")}`;
}

/** A moment, in milliseconds since the epoch: `2026-11-30 09:05:07`, where the page is read. */
export function formatMoment(time: number): string {
  return `${new Date(time).toLocaleDateString("sv-SE")} ${formatClock(time)}`;
}

/** How many times a thousand goes into it, so that what would be rounded to 1000 has the next unit. */
function thousands(value: number): number {
  return Math.abs(value) < 999.5 ? 0 : Math.log10(Math.abs(value) / 0.9995) / 3;
}

/** With one decimal below ten, without above. */
function digits(value: number): string {
  return Math.abs(value) < 9.95 ? String(Math.round(value * 10) / 10) : String(Math.round(value));
}
