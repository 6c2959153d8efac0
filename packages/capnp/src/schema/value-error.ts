// value-error.ts: says which part of a value does not fit its schema, and what was expected there.
import { brand, CodedError } from "../wire/coded-error.ts";

export type ValueErrorCode =
  | "INVALID_ARGUMENT"
  | "WRONG_TYPE"
  | "OUT_OF_RANGE"
  | "UNKNOWN_FIELD"
  | "UNKNOWN_NAME"
  | "AMBIGUOUS_UNION"
  | "SYNTAX"
  | "BAD_SCHEMA"
  | "NO_CAPABILITIES";

/** A value that its schema does not allow. Nothing was sent. `params.people[2].name: expected a string, got 7 (number)` */
export class ValueError extends CodedError {
  override readonly name = "ValueError";
  readonly code: ValueErrorCode;
  readonly #problem: string;
  #path = "";

  constructor(code: ValueErrorCode, problem: string) {
    super(problem);
    this.code = code;
    this.#problem = problem;
  }

  /** Where in the value: `params.people[2].name`. Empty for the value itself. */
  get path(): string {
    return this.#path;
  }

  /** Adds the step that leads to the part that the error is about. Other errors pass as they are. */
  static within(error: unknown, step: string | number): unknown {
    if (typeof error !== "object" || error === null || !(#path in error)) return error;
    const isIndexed = error.#path === "" || error.#path.startsWith("[");
    const rest = isIndexed ? error.#path : `.${error.#path}`;
    error.#path = typeof step === "number" ? `[${step}]${rest}` : `${step}${rest}`;
    error.message = `${error.#path}: ${error.#problem}`;
    return error;
  }

  static {
    brand(ValueError, "ValueError");
  }
}

export function wrongType(expected: string, value: unknown): ValueError {
  return new ValueError("WRONG_TYPE", `expected ${expected}, got ${describeValue(value)}`);
}

/** A value for an error message: short, whatever it is. */
export function describeValue(value: unknown): string {
  switch (typeof value) {
    case "string":
      return `the string ${JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value)}`;
    case "number":
    case "boolean":
      return `the ${typeof value} ${String(value)}`;
    case "bigint":
      return `the bigint ${value}n`;
    case "undefined":
    case "symbol":
    case "function":
      return typeof value === "undefined" ? "undefined" : `a ${typeof value}`;
    case "object": {
      if (value === null) return "null";
      if (Array.isArray(value)) return "an array";
      const maker: unknown = value.constructor;
      const name = typeof maker === "function" ? maker.name : "";
      return name === "" || name === "Object" ? "an object" : `${/^[AEIO]/.test(name) ? "an" : "a"} ${name}`;
    }
  }
}
