// imports.ts: the paths that a file imports because of what code is generated for: types and annotations.
//
// What only constants and defaults need is in their values, and no generated code has to know where it was.
import type { Declaration, Expression, ParamList } from "./syntax.ts";

/** The paths as the file has them, each once, in the order of their bytes. */
export function importedPaths(file: Declaration): readonly string[] {
  const paths = new Set<string>();
  addDeclaration(file, paths);
  return [...paths].sort(compareBytes);
}

function compareBytes(one: string, other: string): number {
  const encoder = new TextEncoder();
  const left = encoder.encode(one);
  const right = encoder.encode(other);
  const at = left.findIndex((byte, i) => byte !== right[i]);
  return at < 0 ? left.byteLength - right.byteLength : (left[at] ?? 0) - (right[at] ?? -1);
}

function addDeclaration(declaration: Declaration, paths: Set<string>): void {
  switch (declaration.kind) {
    case "using":
      addExpression(declaration.target, paths);
      break;
    case "const":
    case "field":
      addExpression(declaration.type, paths);
      break;
    case "interface":
      for (const superclass of declaration.superclasses) addExpression(superclass, paths);
      break;
    case "method":
      addParams(declaration.params, paths);
      if (declaration.results !== undefined) addParams(declaration.results, paths);
  }
  for (const { name } of declaration.annotations) addExpression(name, paths);
  if ("members" in declaration) for (const member of declaration.members) addDeclaration(member, paths);
}

function addParams(list: ParamList, paths: Set<string>): void {
  switch (list.kind) {
    case "fields":
      for (const { type, annotations } of list.fields) {
        addExpression(type, paths);
        for (const { name } of annotations) addExpression(name, paths);
      }
      break;
    case "type":
      addExpression(list.type, paths);
      break;
    case "stream":
      paths.add("/capnp/stream.capnp");
  }
}

function addExpression(expression: Expression, paths: Set<string>): void {
  switch (expression.kind) {
    case "import":
      paths.add(expression.path.value);
      break;
    case "list":
      for (const element of expression.elements) addExpression(element, paths);
      break;
    case "tuple":
      for (const { value } of expression.parts) addExpression(value, paths);
      break;
    case "application":
      addExpression(expression.callee, paths);
      for (const { value } of expression.parts) addExpression(value, paths);
      break;
    case "member":
      addExpression(expression.parent, paths);
  }
}
