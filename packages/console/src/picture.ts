// picture.ts: the entry `@teleop/console/picture`: the picture of a pipeline as a file, without a browser.
import type { PipelineModel } from "@teleop/pipeline/client";
import { elkInThisThread } from "./picture/elk.ts";
import { Figures, pictureGraph } from "./picture/figures.ts";
import { layOut } from "./picture/layout.ts";
import { svgFile } from "./picture/picture.ts";
import { visibleGraph } from "./picture/visible.ts";

export interface PipelineSvgOptions {
  /** What it is a picture of, for people; by default the name of the pipeline. */
  readonly title?: string | undefined;
}

/**
 * The text of an SVG file, light or dark as its reader prefers, that shows a pipeline as it is now, as the console does. It
 * refers to nothing else, runs nothing, and has what the process says as text only. It takes some 0.1 s for 12 nodes, and a
 * second or two of one core for 300.
 */
export async function pipelineSvg(
  model: PipelineModel,
  { title = model.graph.name || "pipeline" }: PipelineSvgOptions = {},
): Promise<string> {
  const layout = await layOut(await elkInThisThread(), visibleGraph(pictureGraph(model), new Set()));
  return svgFile(layout, new Figures(model), { title });
}
