// stand-in.ts: a type can be named before it is loaded: by an object that gives it when it is used.

export const STANDS_FOR: unique symbol = Symbol.for("teleop.capnp.stands-for") as never;

/** What gives the type that it stands for. */
export interface StandIn {
  /** The type of a generated file. */
  [STANDS_FOR](): object;
}
