// sections.ts: the sections of the benchmark, in the order in which they run and are shown.
import type { Section } from "./section.ts";

export const sections: readonly Section[] = [];
