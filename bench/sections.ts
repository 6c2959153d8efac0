// sections.ts: the sections of the benchmark, in the order in which they run and are shown.
import type { Section } from "./section.ts";
import { attach } from "./sections/attach.ts";
import { bulk } from "./sections/bulk.ts";
import { codec } from "./sections/codec.ts";
import { echo } from "./sections/echo.ts";
import { fair } from "./sections/fair.ts";
import { growth } from "./sections/growth.ts";
import { pipeline } from "./sections/pipeline.ts";
import { start } from "./sections/start.ts";

export const sections: readonly Section[] = [echo, pipeline, bulk, growth, fair, codec, attach, start];
