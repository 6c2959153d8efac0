// json-params.ts: the params of a form as JSON, to be edited as a whole, and back.
import {
  ListRuntimeType,
  type Method,
  propertyOf,
  RuntimeType,
  StructType,
  setProperty,
} from "@teleop/capnp/capability";
import { messageOf } from "@teleop/core/basics";
import { NamedParam } from "@teleop/reflection/client";
import { fromJson, type Json, type Type, toJson, ValueError } from "@teleop/rpc-capnp/schema";
import { draftOfValue, emptyStruct, type StructDraft } from "./draft.ts";

/** Params as JSON, spread over lines. What is left out stays left out; a capability is its name. */
export function jsonOfParams({ params: type }: Method, params: object): string {
  return JSON.stringify(jsonOfStruct(type, params), undefined, 2);
}

/** The same of any struct, as a value. */
export function jsonOfStruct(type: StructType, params: object): Json {
  const json = toJson(type.typed<Type>(), withOpen(type, params), { capability: nameOf });
  // A capability that is null differs from one that is left out, in whose place a callback is given.
  for (const { name } of type.fields) {
    if (propertyOf(params, name) === null && typeof json === "object" && json !== null)
      setProperty(json, name, null);
  }
  return json;
}

function nameOf(value: unknown): Json {
  if (value instanceof Open) return nameOf(value.value);
  return value instanceof NamedParam ? value.name : typeof value === "string" ? value : null;
}

/** What is set in the place of an AnyPointer, as what is received there says what it holds. */
class Open {
  readonly content = "capability";
  readonly value: unknown;

  constructor(value: unknown) {
    this.value = value;
  }
}

function withOpen(type: RuntimeType, value: unknown): unknown {
  if (typeof value !== "object" || value === null)
    return type.kind === "anyPointer" ? new Open(value) : value;
  if (value instanceof NamedParam) return type.kind === "anyPointer" ? new Open(value) : value;
  if (type instanceof ListRuntimeType && Array.isArray(value)) {
    return value.map((element) => withOpen(type.element, element));
  }
  if (!(type instanceof StructType)) return value;
  const copy = {};
  for (const name of Object.keys(value)) {
    const field = type.fields.find((each) => each.name === name);
    const part = propertyOf(value, name);
    setProperty(copy, name, field === undefined ? part : withOpen(field.type, part));
  }
  return copy;
}

/**
 * The draft of params that are written as JSON.
 *
 * @throws ValueError that names what does not fit.
 */
export function draftOfJson({ params: type }: Method, text: string): StructDraft {
  const capability = (json: unknown, wanted: Type) => {
    if (typeof json !== "string") return undefined;
    const isOpen = RuntimeType.of(wanted).kind === "anyPointer";
    return isOpen && !/^\$\d+$/.test(json) ? json : new NamedParam(json);
  };
  const params = fromJson(type.typed<Type>(), parsed(text), { capability });
  const draft = draftOfValue(type, params);
  return draft.kind === "struct" ? draft : emptyStruct;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ValueError("SYNTAX", `it is not JSON: ${messageOf(error)}`);
  }
}
