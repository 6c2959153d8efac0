// schema-text.ts: an interface as people read it: much as it is written in a schema, the doc comments above.
import type { Method } from "@teleop/capnp/capability";
import { describedMethod, interfacesOfMethod, relatedInterfaces } from "@teleop/reflection/client";
import {
  describe,
  type ElementDescription,
  type EnumDescription,
  type FieldDescription,
  type Interface,
  type InterfaceDescription,
  type MethodDescription,
  type StructDescription,
} from "@teleop/rpc-capnp/schema";
import type { Colours } from "../output/output.ts";
import { printable } from "../output/printable.ts";

/** An interface: its methods, then the types that these use, and the interfaces. */
export function interfaceText(type: Interface, colours: Colours): string[] {
  return [...ownText(describe(type), colours), ...relatedText(relatedInterfaces(type), colours)];
}

function ownText(type: InterfaceDescription, colours: Colours): string[] {
  const inherits = type.superclasses.length === 0 ? "" : ` extends (${type.superclasses.join(", ")})`;
  return [
    ...aboutLines(type, "", colours),
    `interface ${colours.bold(printable(type.name))}${printable(inherits)}  ${colours.dim(`${printable(type.fullName)} @${type.id}`)}`,
    ...type.methods.flatMap((method) => ["", ...methodLines(method, type, colours)]),
    ...Object.values(type.types).flatMap((each) => ["", ...typeLines(each, colours)]),
  ];
}

/** One method, with the types and interfaces that it uses. */
export function methodText(type: InterfaceDescription, called: Method, colours: Colours): string[] {
  const method = describedMethod(type, called);
  const fields = [...method.params, ...(method.results ?? [])];
  const used = Object.entries(type.types).filter(([title]) => reaches(fields, title, type, new Set()));
  return [
    ...methodLines(method, type, colours),
    ...used.flatMap(([, each]) => ["", ...typeLines(each, colours)]),
    ...relatedText(interfacesOfMethod(called), colours),
  ];
}

/** Other interfaces, without the types that they use. */
function relatedText(types: readonly Interface[], colours: Colours): string[] {
  return types.flatMap((type) => {
    const { types: _types, ...description } = describe(type);
    return ["", ...ownText({ ...description, types: {} }, colours).map((line) => `  ${line}`.trimEnd())];
  });
}

/** Whether fields, or those of the types that they are of, are of a type. */
function reaches(
  fields: readonly FieldDescription[],
  title: string,
  description: InterfaceDescription,
  seen: Set<string>,
): boolean {
  return fields.some(({ type, fields: inner }) => {
    if (inner !== undefined) return reaches(inner, title, description, seen);
    for (const name of namesIn(type)) {
      if (name === title) return true;
      if (seen.has(name)) continue;
      seen.add(name);
      const known = Object.hasOwn(description.types, name) ? description.types[name] : undefined;
      if (known?.kind === "struct" && reaches(known.fields, title, description, seen)) return true;
    }
    return false;
  });
}

/** The type itself, and what it is a list of, at any depth. */
function namesIn(type: string): readonly string[] {
  const element = /^List\((.*)\)$/.exec(type)?.[1];
  return element === undefined ? [type] : [type, ...namesIn(element)];
}

function methodLines(method: MethodDescription, { name }: InterfaceDescription, colours: Colours): string[] {
  const results = method.results === undefined ? "stream" : fieldList(method.results);
  const from = method.owner === name ? "" : colours.dim(`  of ${printable(method.owner)}`);
  const called = colours.bold(printable(method.property ?? method.name));
  return [
    ...aboutLines(method, "  ", colours),
    `  ${called} ${printable(fieldList(method.params))} -> ${printable(results)}${from}`,
  ];
}

function fieldList(fields: readonly FieldDescription[]): string {
  return `(${fields.map(fieldText).join(", ")})`;
}

function fieldText({ name, type, default: preset }: FieldDescription): string {
  return `${name} :${type}${preset === undefined ? "" : ` = ${JSON.stringify(preset)}`}`;
}

function typeLines(type: StructDescription | EnumDescription, colours: Colours): string[] {
  const head = `  ${type.kind} ${colours.bold(printable(type.name))}`;
  const members =
    type.kind === "struct"
      ? fieldLines(type.fields, "    ", colours)
      : type.values.flatMap((value) => memberLines(value, "    ", value.name, colours));
  return [...aboutLines(type, "  ", colours), head, ...members];
}

function fieldLines(fields: readonly FieldDescription[], indent: string, colours: Colours): string[] {
  return fields.flatMap((field) => {
    const member = field.isUnionMember === true ? colours.dim("  (one of a union)") : "";
    const lines = memberLines(field, indent, `${printable(fieldText(field))}${member}`, colours);
    return field.fields === undefined
      ? lines
      : [...lines, ...fieldLines(field.fields, `${indent}  `, colours)];
  });
}

function memberLines(member: ElementDescription, indent: string, text: string, colours: Colours): string[] {
  return [...aboutLines(member, indent, colours), `${indent}${text}`];
}

/** The doc comment, and that it is deprecated. */
function aboutLines({ doc, deprecated }: ElementDescription, indent: string, colours: Colours): string[] {
  const lines =
    doc === undefined
      ? []
      : doc.split("\n").map((line) => `${indent}${colours.dim(`# ${printable(line)}`.trimEnd())}`);
  if (deprecated === undefined) return lines;
  const why = deprecated === "" ? "" : `: ${printable(deprecated)}`;
  return [...lines, `${indent}${colours.yellow(`# deprecated${why}`)}`];
}
