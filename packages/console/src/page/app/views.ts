// views.ts: the views of a process, in the order of their tabs. Each is loaded when it is shown first.
import type { ComponentType } from "preact";
import type { ViewProps } from "./target.ts";

export interface ViewEntry {
  /** In the address. */
  readonly name: string;
  readonly title: string;
  load(): Promise<{ readonly View: ComponentType<ViewProps> }>;
}

export const views: readonly ViewEntry[] = [
  { name: "overview", title: "Overview", load: () => import("../overview/view.tsx") },
  { name: "pipeline", title: "Pipeline", load: () => import("../pipeline/view.tsx") },
  { name: "heap", title: "Heap", load: () => import("../heap/view.tsx") },
  { name: "cpu", title: "CPU", load: () => import("../cpu/view.tsx") },
  { name: "logs", title: "Logs", load: () => import("../logs/view.tsx") },
  { name: "stalls", title: "Stalls", load: () => import("../stalls/view.tsx") },
  { name: "services", title: "Services", load: () => import("../services/view.tsx") },
];
