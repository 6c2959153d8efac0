// describe.ts: `teleop describe`: what a service does, and how it is called.

import { calledName } from "@teleop/capnp/capability";
import { TeleopError } from "@teleop/core";
import { describedMethod, schemaOf } from "@teleop/reflection/client";
import { describe, type Interface, methodNamed } from "@teleop/rpc-capnp/schema";
import { attachToService } from "../attach-to-service.ts";
import { interfaceText, methodText } from "../calls/schema-text.ts";
import { type SchemaFlags, schemaFlags, serviceTypes } from "../calls/service-types.ts";
import { answerSoon, type Context } from "../context.ts";
import { defineCommand, type TeleopCommand } from "../define-command.ts";
import { writeJson } from "../output/json.ts";
import { printable } from "../output/printable.ts";
import { processArgument, selectProcess } from "../select-process.ts";

export const command: TeleopCommand = defineCommand<SchemaFlags, [string, string?]>({
  brief: "Describe a service: its methods, and how they are called",
  description: `Describes a service, or one method of it, by what the process tells: doc comments, params, results, types, defaults.
Without a service, all whose interface is known. To describe a service the process makes it, if nobody has asked for it
yet, as a call of it would; else it takes some milliseconds of the process.`,
  examples: [
    ["teleop describe 4711 echo", "a service"],
    ["teleop describe server jobs.add", "a method, with the types that it uses"],
    ["teleop describe --json server jobs", "as JSON"],
  ],
  flags: schemaFlags,
  positional: {
    kind: "tuple",
    parameters: [
      processArgument,
      {
        placeholder: "service",
        brief: "A service, or a method of one: SERVICE.METHOD",
        parse: String,
        optional: true,
      },
    ],
  },
  async run(context, flags, meant, what) {
    const selected = await selectProcess(context, meant);
    if (what === undefined) {
      if (flags.schema !== undefined) throw new TeleopError("USAGE", "--schema describes a service: name it");
      await using target = await selected.host.attach(selected.pid, { signal: context.signal });
      const schema = await schemaOf(target, [], { signal: answerSoon(context) });
      for (const [index, { name }] of schema.services.entries()) {
        if (index > 0 && !context.json) context.out.line();
        show(context, name, schema.interfaceOf(name), undefined);
      }
      return;
    }
    const { service, method } = named(what);
    await using target = await attachToService(context, selected, service);
    const types = await serviceTypes(target, flags, context);
    show(context, service, await types.of(service), method);
  },
});

interface Named {
  readonly service: string;
  readonly method: string | undefined;
}

/** What is behind the last dot is a method. */
function named(what: string): Named {
  const dot = what.lastIndexOf(".");
  if (dot <= 0) return { service: what, method: undefined };
  return { service: what.slice(0, dot), method: what.slice(dot + 1) };
}

function show({ out, json }: Context, service: string, type: Interface, method: string | undefined): void {
  const description = describe(type);
  const { colours } = out;
  if (method === undefined) {
    if (json) writeJson(out, { service, ...description });
    else {
      out.line(colours.cyan(printable(service)));
      for (const line of interfaceText(type, colours)) out.line(line);
    }
    return;
  }
  const called = methodNamed(type, method);
  if (json) writeJson(out, { service, ...describedMethod(description, called) });
  else {
    out.line(colours.cyan(printable(`${service}.${calledName(called)}`)));
    for (const line of methodText(description, called, colours)) out.line(line);
  }
}
