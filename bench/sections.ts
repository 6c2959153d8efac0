// sections.ts: the sections of the benchmark, in the order in which they run and are shown.
import type { Section } from "./section.ts";
import { attach } from "./sections/attach.ts";
import { codec } from "./sections/codec.ts";
import { echo } from "./sections/echo.ts";
import { start } from "./sections/start.ts";

export const sections: readonly Section[] = [echo, codec, attach, start];
