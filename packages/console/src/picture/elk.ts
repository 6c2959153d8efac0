// elk.ts: ELK in this thread, for what has no page. It is a megabyte and a half, loaded when it is asked for.
import type { LayoutEngine } from "./layout.ts";

export async function elkInThisThread(): Promise<LayoutEngine> {
  const { default: Elk } = await import("elkjs/lib/elk.bundled.js");
  const before = globalThis.onmessage;
  const elk = new Elk();
  // Where there is no document it takes itself for a worker: it would keep the process, which waited for messages to it.
  globalThis.onmessage = before;
  return { layout: (graph) => elk.layout(graph) };
}
