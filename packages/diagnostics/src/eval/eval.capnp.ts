// Generated from eval.capnp by @teleop/capnpc. Do not edit.
import * as $ from "@teleop/rpc-capnp/schema";

/**
 * Evaluates expressions in the process.
 *
 * Impact: whatever the expression does. One that does not end, and does not wait for anything, stops the process for
 * everybody: nothing can interrupt it.
 */
export interface Eval extends $.Client {
  /**
   * Evaluates JavaScript, which sees what is global, and what the application gives it by name. It may be an expression, in
   * which `await` is allowed; or statements, of which the last has the value; or statements with `await`, which `return`
   * theirs. A promise is waited for, at most so many milliseconds, 0 for as long as it takes, and until the caller cancels:
   * what it has begun goes on. `depth` says how deep `text` shows objects.
   */
  evaluate(
    params?: $.Params<Eval_evaluate_Params.Init, Eval_evaluate_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Eval_Result>;
}

export declare namespace Eval {
  type Init = $.CapabilityInit<Eval, Server>;

  /**
   * Evaluates expressions in the process.
   *
   * Impact: whatever the expression does. One that does not end, and does not wait for anything, stops the process for
   * everybody: nothing can interrupt it.
   */
  interface Server {
    /**
     * Evaluates JavaScript, which sees what is global, and what the application gives it by name. It may be an expression, in
     * which `await` is allowed; or statements, of which the last has the value; or statements with `await`, which `return`
     * theirs. A promise is waited for, at most so many milliseconds, 0 for as long as it takes, and until the caller cancels:
     * what it has begun goes on. `depth` says how deep `text` shows objects.
     */
    evaluate(
      params: Eval_evaluate_Params,
      ctx: $.Context<Eval_Result.Init, Eval_Result.Builder>,
    ): $.Returns<Eval_Result.Init>;
  }
}

export const Eval: $.Interface<Eval, Eval.Server> = /*#__PURE__*/ $.interfaceType({
  id: 0xf133038112aabc64n,
  name: "eval.capnp:Eval",
  doc: "Evaluates expressions in the process.\n\nImpact: whatever the expression does. One that does not end, and does not wait for anything, stops the process for\neverybody: nothing can interrupt it.",
  methods: () => [
    [
      "evaluate",
      Eval_evaluate_Params,
      Eval_Result,
      {
        doc: "Evaluates JavaScript, which sees what is global, and what the application gives it by name. It may be an expression, in\nwhich `await` is allowed; or statements, of which the last has the value; or statements with `await`, which `return`\ntheirs. A promise is waited for, at most so many milliseconds, 0 for as long as it takes, and until the caller cancels:\nwhat it has begun goes on. `depth` says how deep `text` shows objects.",
      },
    ],
  ],
});

export interface Eval_Result {
  /** As util.inspect() shows it, or the error with its stack and its causes. */
  readonly text: string;
  /** Empty where the value has no form in JSON, as functions, symbols, circles; and for an error. */
  readonly json: string;
  /** As typeof says it: "object", "string", …; "null" for null. */
  readonly type: string;
  /** Whether this is what was thrown, and not what it came to. */
  readonly thrown: boolean;
  /** How long it took. */
  readonly milliseconds: number;
  /** Whether `text` or `json` is not whole: beyond a megabyte it is cut, and left out. */
  readonly truncated: boolean;
}

export declare namespace Eval_Result {
  interface Init {
    /** As util.inspect() shows it, or the error with its stack and its causes. */
    readonly text?: string | undefined;
    /** Empty where the value has no form in JSON, as functions, symbols, circles; and for an error. */
    readonly json?: string | undefined;
    /** As typeof says it: "object", "string", …; "null" for null. */
    readonly type?: string | undefined;
    /** Whether this is what was thrown, and not what it came to. */
    readonly thrown?: boolean | undefined;
    /** How long it took. */
    readonly milliseconds?: number | undefined;
    /** Whether `text` or `json` is not whole: beyond a megabyte it is cut, and left out. */
    readonly truncated?: boolean | undefined;
  }

  interface Builder {
    /** As util.inspect() shows it, or the error with its stack and its causes. */
    set text(value: string);
    /** Empty where the value has no form in JSON, as functions, symbols, circles; and for an error. */
    set json(value: string);
    /** As typeof says it: "object", "string", …; "null" for null. */
    set type(value: string);
    /** Whether this is what was thrown, and not what it came to. */
    set thrown(value: boolean);
    /** How long it took. */
    set milliseconds(value: number);
    /** Whether `text` or `json` is not whole: beyond a megabyte it is cut, and left out. */
    set truncated(value: boolean);
  }
}

export const Eval_Result: $.Struct<
  Eval_Result,
  Eval_Result.Init,
  Eval_Result.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xb7f63b5ef7c53fban,
  name: "eval.capnp:Eval.Result",
  dataWords: 2,
  pointers: 3,
  fields: () => [
    ["text", $.Text, 0, { doc: "As util.inspect() shows it, or the error with its stack and its causes." }],
    [
      "json",
      $.Text,
      1,
      { doc: "Empty where the value has no form in JSON, as functions, symbols, circles; and for an error." },
    ],
    ["type", $.Text, 2, { doc: "As typeof says it: \"object\", \"string\", …; \"null\" for null." }],
    ["thrown", $.Bool, 0, { doc: "Whether this is what was thrown, and not what it came to." }],
    ["milliseconds", $.Float64, 1, { doc: "How long it took." }],
    [
      "truncated",
      $.Bool,
      1,
      { doc: "Whether `text` or `json` is not whole: beyond a megabyte it is cut, and left out." },
    ],
  ],
});

export interface Eval_evaluate_Params {
  readonly expression: string;
  readonly timeout: number;
  readonly depth: number;
}

export declare namespace Eval_evaluate_Params {
  interface Init {
    readonly expression?: string | undefined;
    readonly timeout?: number | undefined;
    readonly depth?: number | undefined;
  }

  interface Builder {
    set expression(value: string);
    set timeout(value: number);
    set depth(value: number);
  }
}

export const Eval_evaluate_Params: $.Struct<
  Eval_evaluate_Params,
  Eval_evaluate_Params.Init,
  Eval_evaluate_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xacd65d1c7c68d81dn,
  name: "eval.capnp:Eval.evaluate$Params",
  dataWords: 1,
  pointers: 1,
  fields: () => [
    ["expression", $.Text, 0],
    ["timeout", $.UInt32, 0],
    ["depth", $.UInt32, 1, { default: 4 }],
  ],
});
