// pipeline.ts: `teleop pipeline`: how far the pipeline of a process has come, and what holds it up.

import { writeFile } from "node:fs/promises";
import { untilAborted } from "@teleop/core/basics";
import type { Target } from "@teleop/defaults";
import { RpcError, TeleopError } from "@teleop/defaults";
import { followPipeline, type PipelineModel } from "@teleop/pipeline/client";
import { attachToService, isNotFound } from "../attach-to-service.ts";
import { answerSoon, type Context, keepalive } from "../context.ts";
import { defineCommand, type TeleopCommand } from "../define-command.ts";
import { parseDuration } from "../duration.ts";
import { requireGoesOn } from "../followed-process.ts";
import type { HostAttachOptions } from "../host.ts";
import { writeJson } from "../output/json.ts";
import { printable } from "../output/printable.ts";
import { resultFile, shownFile } from "../output/result-file.ts";
import { openScreen } from "../output/screen.ts";
import { formatDuration } from "../output/units.ts";
import { pipelineLines } from "../pipeline/view.ts";
import { processArgument, type SelectedProcess, selectProcess } from "../select-process.ts";

interface Flags {
  readonly interval: number;
  readonly follow: boolean | undefined;
  readonly control: string | undefined;
  readonly node: string | undefined;
  readonly svg: string | undefined;
  readonly overwrite: boolean;
}

export const command: TeleopCommand = defineCommand<Flags, [process: string]>({
  brief: "Show the pipeline of a process: its nodes, what waits for each, the bottleneck",
  description: `Shows the nodes of the pipeline that a process describes with @teleop/pipeline, or of one of quirky_binder: how many
records each has read and written, what waits for it, how it spends its time, which one holds the others up, and at which an
error arose. On a terminal again and again, until q or Ctrl-C, with the columns that it has room for; in
a pipe once, and with --follow again and again.

Impact: hardly any: some microseconds for each 100 nodes, as often as is asked for. With --control, what the application does.`,
  examples: [
    ["teleop pipeline shop", "as it changes"],
    ["teleop pipeline shop --no-follow", "as it is now"],
    ["teleop pipeline shop --follow --json", "for a program: a line for each change"],
    ["teleop pipeline shop --svg shop.svg", "the picture that the console draws, into a file"],
    ["teleop pipeline shop --control pause", "what the application lets people do"],
    ["teleop pipeline shop --control flush --node 'books :: store'", "the same of one node"],
  ],
  flags: {
    interval: {
      kind: "parsed",
      parse: parseDuration,
      default: "500ms",
      placeholder: "duration",
      brief: "Between two updates: 20ms to 1h, unless the application says otherwise",
    },
    follow: {
      kind: "boolean",
      optional: true,
      brief: "Go on with what changes; if absent, on a terminal, without --json",
    },
    control: {
      kind: "parsed",
      parse: String,
      optional: true,
      placeholder: "name",
      brief: "Have the application do something to its pipeline, such as pause, resume, drain",
    },
    node: {
      kind: "parsed",
      parse: String,
      optional: true,
      placeholder: "path",
      brief: "The node whose control it is",
    },
    svg: {
      kind: "parsed",
      parse: String,
      optional: true,
      placeholder: "file",
      brief: "Save a picture of it, as it is now, for a browser or a page",
    },
    overwrite: {
      kind: "boolean",
      default: false,
      withNegated: false,
      brief: "Replace the file if it is there already",
    },
  },
  aliases: { i: "interval", f: "follow" },
  positional: { kind: "tuple", parameters: [processArgument] },
  async run(context, flags, process) {
    const { out, json } = context;
    if (flags.node !== undefined && flags.control === undefined) {
      throw new TeleopError("USAGE", "--node says whose --control is meant: give both");
    }
    if (flags.svg !== undefined && (flags.control !== undefined || flags.follow === true)) {
      throw new TeleopError(
        "USAGE",
        "--svg saves how it is now: it goes with neither --follow nor --control",
      );
    }
    if (flags.overwrite && flags.svg === undefined) {
      throw new TeleopError("USAGE", "--overwrite says that a file may be replaced: give --svg, too");
    }
    const { follow = out.isTerminal && !json } = flags;
    const selected = await selectProcess(context, process);
    const path =
      flags.svg === undefined
        ? undefined
        : resultFile({ output: flags.svg, overwrite: flags.overwrite }, "pipeline", selected.pid, "svg");
    // What a control does takes as long as it likes.
    const rpc = flags.control === undefined ? {} : keepalive(context);
    await using target = await attachToPipeline(context, selected, { rpc });
    if (flags.control !== undefined) await control(context, target, flags.control, flags.node);
    else if (path !== undefined)
      await saveSvg(context, target, flags.interval, { path, overwrite: flags.overwrite });
    else if (!follow) await showOnce(context, target, flags.interval);
    else if (out.isTerminal && !json) await onScreen(context, target, flags.interval);
    else await asItChanges(context, target, flags.interval);
  },
});

/** At whichever rendezvous it is offered, by whichever interface. */
async function attachToPipeline(
  context: Context,
  process: SelectedProcess,
  options: Pick<HostAttachOptions, "rpc">,
): Promise<Target> {
  try {
    return await attachToService(context, process, "pipeline", options);
  } catch (told) {
    if (!(told instanceof RpcError)) throw told;
    try {
      return await attachToService(context, process, "state", options);
    } catch (error) {
      if (!(error instanceof RpcError)) throw error;
      // It has neither, and what it says of the first is what people should know, unless it is not that.
      if (!isNotFound("pipeline", told)) throw told;
      const advice = "a program describes its own with @teleop/pipeline";
      throw new TeleopError(told.code, `${told.rawMessage}; ${advice}`, { pid: process.pid, cause: told });
    }
  }
}

async function control(
  context: Context,
  target: Target,
  name: string,
  path: string | undefined,
): Promise<void> {
  const { err, json } = context;
  const signal = answerSoon(context);
  await using following = await followPipeline(target, { onUpdate: () => {}, signal });
  const node = path === undefined ? 0 : nodeNamed(following.model, path);
  await untilAborted(following.control(node, name), context.signal);
  if (!json) err.line(printable(`${name} is done`));
}

/** @throws TeleopError `UNKNOWN_NAME` */
function nodeNamed({ graph }: PipelineModel, path: string): number {
  const found = graph.nodes.find(({ name }) => name === path);
  if (found !== undefined) return found.id;
  const names = graph.nodes.map(({ name }) => printable(name)).join(", ");
  throw new TeleopError(
    "UNKNOWN_NAME",
    `the pipeline has no node ${JSON.stringify(path)}: there are ${names}`,
  );
}

async function showOnce(context: Context, target: Target, interval: number): Promise<void> {
  const { out, json } = context;
  const model = await asItIs(context, target, interval);
  if (json) writeJson(out, { pid: target.pid, ...model.toJSON() });
  else for (const line of pipelineLines(out, model)) out.line(line);
}

interface PictureFile {
  /** Absolute. */
  readonly path: string;
  readonly overwrite: boolean;
}

async function saveSvg(
  context: Context,
  target: Target,
  interval: number,
  { path, overwrite }: PictureFile,
): Promise<void> {
  const { out, json } = context;
  const model = await asItIs(context, target, interval);
  const { pipelineSvg } = await import("@teleop/console/picture");
  const text = await pipelineSvg(model);
  await writeFile(path, text, { flag: overwrite ? "w" : "wx" });
  const { nodes } = model.graph;
  if (json) writeJson(out, { path, bytes: Buffer.byteLength(text), nodes: nodes.length });
  else out.line(`${printable(shownFile(path))}: ${nodes.length} nodes`);
}

/** After a second look, since rates and shares are of the time between two. */
async function asItIs(context: Context, target: Target, interval: number): Promise<PipelineModel> {
  const signal = answerSoon({ signal: context.signal, timeoutMs: context.timeoutMs + interval });
  const known = Promise.withResolvers<void>();
  let updates = 0;
  const onUpdate = (): void => {
    if (++updates === 2) known.resolve();
  };
  await using following = await followPipeline(target, { onUpdate, interval, signal });
  await Promise.race([untilAborted(known.promise, signal), requireGoesOn(target, following, signal)]);
  return following.model;
}

async function asItChanges(context: Context, target: Target, interval: number): Promise<void> {
  const { out, json, signal } = context;
  const onUpdate = async (model: PipelineModel): Promise<void> => {
    if (json) writeJson(out, { pid: target.pid, ...model.toJSON() });
    else for (const line of [...pipelineLines(out, model), ""]) out.line(line);
    await out.hasRoom();
  };
  await using following = await followPipeline(target, { onUpdate, interval, signal });
  await requireGoesOn(target, following, signal);
}

async function onScreen(context: Context, target: Target, interval: number): Promise<void> {
  const { out, signal } = context;
  const quit = new AbortController();
  let lines: readonly string[] = [];
  let isPaused = false;
  const draw = (): void => {
    const paused = isPaused ? out.colours.yellow("paused  ") : "";
    const keys = out.colours.dim(`every ${formatDuration(interval)}  q quit  space pause`);
    screen.draw([`${paused}${keys}`, "", ...lines]);
  };
  using screen = openScreen(context, {
    onResize: draw,
    onKey: (key) => {
      if (key === "q") quit.abort();
      else if (key === " ") isPaused = !isPaused;
      draw();
    },
  });
  draw();
  const onUpdate = (model: PipelineModel): void => {
    if (isPaused) return;
    lines = [
      `${out.colours.bold(printable(model.graph.name || "pipeline"))}  ${target.pid}`,
      "",
      ...pipelineLines(out, model),
    ];
    draw();
  };
  const until = AbortSignal.any([signal, quit.signal]);
  try {
    await using following = await followPipeline(target, { onUpdate, interval, signal: until });
    await requireGoesOn(target, following, until);
  } catch (error) {
    signal.throwIfAborted();
    if (quit.signal.aborted) return;
    // What it was at the end stays to be read.
    screen[Symbol.dispose]();
    for (const line of lines) out.line(line);
    throw error;
  }
}
