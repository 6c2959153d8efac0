// operation.ts: one step of a random conversation, as data: it can be made up, run again, left out, and read.
//
// Operations name what they work on by names that do not depend on what other operations did, so that a sequence from
// which some are taken out still means the same. One whose subject is missing is passed over.
import type { CallStyle, Place } from "./reference-model.ts";

export type VatName = "alice" | "bob" | "carol";

/** How a method ends: at once, or when an operation says so. */
export type Ending = "hold" | "nothing" | "params" | "object" | "throw" | "tail";

/** What the object does with a call that reaches it. */
export interface Service {
  readonly ending: Ending;
  /** It ends in a later microtask. */
  readonly isLate: boolean;
  /** It calls the first capability in its params before that. */
  readonly callsBack: boolean;
  /** It keeps the capabilities in its params. */
  readonly keepsParams: boolean;
}

/** What a follow-up call does, one made from inside of a callback or a method. */
export const briefly: Service = Object.freeze({
  ending: "nothing",
  isLate: false,
  callsBack: false,
  keepsParams: false,
});

export type Operation =
  | { readonly do: "make object"; readonly vat: VatName; readonly as: string }
  | { readonly do: "make promise"; readonly vat: VatName; readonly as: string }
  | { readonly do: "make null"; readonly vat: VatName; readonly as: string }
  | { readonly do: "make broken"; readonly vat: VatName; readonly as: string }
  | { readonly do: "bootstrap"; readonly link: string; readonly side: Place; readonly as: string }
  | { readonly do: "resolve"; readonly promise: string; readonly to: string | "error" }
  | {
      readonly do: "call";
      readonly on: string;
      readonly as: string;
      readonly pass: readonly string[];
      readonly style: CallStyle;
      readonly service: Service;
      /** The caller holds on to the results until it forgets them. */
      readonly keepsResults: boolean;
      /** The caller calls the first capability in the results from inside of the callback. */
      readonly callsOn: boolean;
    }
  | { readonly do: "pipeline"; readonly call: string; readonly place: Place; readonly as: string }
  | { readonly do: "forget"; readonly call: string }
  | { readonly do: "cancel"; readonly call: string }
  | { readonly do: "duplicate"; readonly what: string; readonly as: string }
  | { readonly do: "drop"; readonly what: string }
  | {
      readonly do: "answer";
      readonly call: string;
      readonly give: readonly string[];
      readonly goesOn: boolean;
    }
  | { readonly do: "fail"; readonly call: string }
  | { readonly do: "set pipeline"; readonly call: string; readonly give: readonly string[] }
  | {
      readonly do: "tail call";
      readonly call: string;
      readonly on: string;
      readonly pass: readonly string[];
      readonly as: string;
      readonly service: Service;
    }
  | { readonly do: "deliver"; readonly link: string; readonly side: Place; readonly count: number }
  | { readonly do: "turn" }
  | {
      readonly do: "disconnect";
      readonly link: string;
      readonly side: Place;
      readonly how: "sever" | "dispose" | "abort";
    }
  | { readonly do: "connect"; readonly link: string; readonly between: readonly [VatName, VatName] };

/** Whether it only decides when things happen. */
export function isScheduling(operation: Operation): boolean {
  return operation.do === "deliver" || operation.do === "turn";
}

export function describeOperation(operation: Operation): string {
  switch (operation.do) {
    case "make object":
      return `${operation.vat} makes an object, ${operation.as}`;
    case "make promise":
      return `${operation.vat} makes a promise, ${operation.as}`;
    case "make null":
      return `${operation.vat} makes a null capability, ${operation.as}`;
    case "make broken":
      return `${operation.vat} makes a broken capability, ${operation.as}`;
    case "bootstrap":
      return `side ${operation.side} of link ${operation.link} bootstraps ${operation.as}`;
    case "resolve":
      return `promise ${operation.promise} resolves to ${operation.to === "error" ? "an error" : operation.to}`;
    case "call":
      return (
        `call ${operation.as} on ${operation.on}${passing(operation.pass)}` +
        `${operation.style === "plain" ? "" : ` (${operation.style})`}; it ${describeService(operation.service)}` +
        `${operation.keepsResults ? "; the caller keeps the results" : ""}` +
        `${operation.callsOn ? "; the caller calls what is returned" : ""}`
      );
    case "pipeline":
      return `${operation.as} is capability ${operation.place} pipelined from ${operation.call}`;
    case "forget":
      return `the caller of ${operation.call} forgets the results`;
    case "cancel":
      return `the caller of ${operation.call} cancels it`;
    case "duplicate":
      return `${operation.as} is another reference to ${operation.what}`;
    case "drop":
      return `${operation.what} is dropped`;
    case "answer":
      return `${operation.call} returns${listed(operation.give)}${operation.goesOn ? ", and goes on" : ""}`;
    case "fail":
      return `${operation.call} throws`;
    case "set pipeline":
      return `${operation.call} sets its pipeline to${listed(operation.give)}`;
    case "tail call":
      return (
        `${operation.call} ends with tail call ${operation.as} on ${operation.on}${passing(operation.pass)}; ` +
        `that ${describeService(operation.service)}`
      );
    case "deliver":
      return `side ${operation.side} of link ${operation.link} gets ${operation.count} messages`;
    case "turn":
      return "a turn of the event loop";
    case "disconnect":
      return `link ${operation.link} ends: side ${operation.side}, ${operation.how}`;
    case "connect":
      return `link ${operation.link} between ${operation.between.join(" and ")}`;
  }
}

function describeService({ ending, isLate, callsBack, keepsParams }: Service): string {
  const ends: Record<Ending, string> = {
    hold: "waits",
    nothing: "returns nothing",
    params: "returns its params",
    object: "returns a new object",
    throw: "throws",
    tail: "tail calls its first param",
  };
  const how = isLate ? " a little later" : "";
  return `${callsBack ? "calls its first param, " : ""}${keepsParams ? "keeps its params, " : ""}${ends[ending]}${how}`;
}

function passing(pass: readonly string[]): string {
  return pass.length === 0 ? "" : ` with ${pass.join(" and ")}`;
}

function listed(give: readonly string[]): string {
  return give.length === 0 ? " nothing" : ` ${give.join(" and ")}`;
}
