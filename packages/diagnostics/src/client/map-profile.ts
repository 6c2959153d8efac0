// map-profile.ts: names the functions of a profile by where they are in the sources, by the source maps of what ran.
import type { CallFrame, CpuProfile } from "../cpu/profile.ts";

/** Gives the source map of a script, as JSON; undefined where there is none. */
export type SourceMapOf = (url: string) => Promise<string | undefined>;

/** Told of a script that has a source map which cannot be used, and why. */
export type OnUnmapped = (url: string, error: unknown) => void;

/**
 * The same profile, by the sources. A script without a source map stays as it is, and so does a place of which the map says
 * nothing. Where `sourceMapOf` throws, or what it gives is no source map, `onUnmapped` is told, and the script stays as it is:
 * the profile is as true without.
 */
export async function mapProfile(
  profile: CpuProfile,
  sourceMapOf: SourceMapOf,
  onUnmapped: OnUnmapped = () => {},
): Promise<CpuProfile> {
  const { originalPositionFor, TraceMap } = await import("@jridgewell/trace-mapping");
  const urls = new Set(profile.nodes.map(({ callFrame }) => callFrame.url));
  const maps = new Map<string, InstanceType<typeof TraceMap>>();
  for (const url of urls) {
    if (!url.startsWith("file:")) continue;
    try {
      const text = await sourceMapOf(url);
      if (text !== undefined) maps.set(url, new TraceMap(text, url));
    } catch (error) {
      onUnmapped(url, error);
    }
  }
  if (maps.size === 0) return profile;
  const mapped = (frame: CallFrame): CallFrame => {
    const map = maps.get(frame.url);
    if (map === undefined || frame.lineNumber < 0 || frame.columnNumber < 0) return frame;
    const found = originalPositionFor(map, { line: frame.lineNumber + 1, column: frame.columnNumber });
    if (found.source === null) return frame;
    return {
      scriptId: frame.scriptId,
      functionName: frame.functionName,
      url: found.source,
      lineNumber: found.line - 1,
      columnNumber: found.column,
    };
  };
  const nodes = profile.nodes.map((node) => {
    const callFrame = mapped(node.callFrame);
    if (callFrame === node.callFrame) return node;
    // Lines of the script say nothing of the source.
    const { positionTicks: _, ...rest } = node;
    return { ...rest, callFrame };
  });
  return { ...profile, nodes };
}
