// units.ts: bytes and times as people read them.

/** `0 B`, `999 B`, `1.2 kB`, `27 MB`: decimal, as DevTools has them, with two or three digits. */
export function formatBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  // 999.5 would be shown as 1000.
  while (Math.abs(value) >= (unit === 0 ? 1_000 : 999.5) && unit < byteUnits.length - 1) {
    value /= 1_000;
    unit += 1;
  }
  return `${unit === 0 ? Math.round(value) : digits(value)} ${byteUnits[unit]}`;
}

const byteUnits = ["B", "kB", "MB", "GB", "TB", "PB"] as const;

/** `3 ms`, `1.2 s`, `59 s`, `2 min 5 s`, `3 h 12 min`, `12 d 4 h`: two units at most. */
export function formatDuration(milliseconds: number): string {
  if (!Number.isFinite(milliseconds)) return "for ever";
  if (milliseconds < 999.5)
    return `${milliseconds < 9.95 ? digits(milliseconds) : Math.round(milliseconds)} ms`;
  if (milliseconds < 9_950) return `${digits(milliseconds / 1_000)} s`;
  const seconds = Math.round(milliseconds / 1_000);
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3_600) return two(Math.floor(seconds / 60), "min", seconds % 60, "s");
  const minutes = Math.round(seconds / 60);
  if (minutes < 24 * 60) return two(Math.floor(minutes / 60), "h", minutes % 60, "min");
  const hours = Math.round(minutes / 60);
  return two(Math.floor(hours / 24), "d", hours % 24, "h");
}

/** The time of day of a moment, in milliseconds since the epoch, where the one who reads it is: `09:05:07.012`. */
export function formatClock(time: number): string {
  const at = new Date(time);
  const [hours, minutes, seconds] = [at.getHours(), at.getMinutes(), at.getSeconds()].map((part) =>
    String(part).padStart(2, "0"),
  );
  return `${hours}:${minutes}:${seconds}.${String(at.getMilliseconds()).padStart(3, "0")}`;
}

/** A moment, in milliseconds since the epoch, as ISO 8601 has it; undefined for what is none. */
export function isoTime(time: number): string | undefined {
  const at = new Date(time);
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString();
}

function two(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`;
}

/** With one decimal below ten, without above. */
function digits(value: number): string {
  return Math.abs(value) < 9.95 ? String(Math.round(value * 10) / 10) : String(Math.round(value));
}
