// following.ts: what it is to follow a pipeline, by whichever of the two interfaces.
import { messageOf } from "@teleop/core/basics";
import { RpcError } from "@teleop/rpc-capnp";
import type { CapnpSession } from "@teleop/rpc-capnp/teleop";
import type { PipelineModel, PipelineModelOptions } from "./model.ts";
import type { Change } from "./view.ts";

/** A conversation with the process, as `attach()` gives it. */
export type PipelineSession = Pick<CapnpSession, "service" | "closed">;

export interface FollowPipelineOptions extends PipelineModelOptions {
  /**
   * Told after each update that the model has taken, the first of which knows all. The next comes when this is done. What
   * it throws ends the following.
   */
  readonly onUpdate: (model: PipelineModel, change: Change) => void | PromiseLike<void>;
  /**
   * Milliseconds between two, at most an hour; default 100. By `pipeline` from 20 on, unless the application says otherwise;
   * by `state` from 1 on.
   */
  readonly interval?: number | undefined;
  /** What to ask: by default `pipeline`, and where the target has none of that name, `state`. */
  readonly by?: "pipeline" | "state" | undefined;
  /** How many records wait on an edge where `by` is `state`, which does not tell; default 42, as quirky_binder has it. */
  readonly stateCapacity?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Disposing it ends it; the session stays the caller's. */
export interface PipelineFollowing extends AsyncDisposable {
  readonly model: PipelineModel;
  /** Which of the two is asked. */
  readonly by: "pipeline" | "state";
  /**
   * Resolves when nothing more will come: undefined when the target ended it, else why the connection is over, or what
   * `onUpdate` has thrown.
   */
  readonly ended: Promise<Error | undefined>;
  /**
   * Another interval from now on, in milliseconds: a page that nobody sees needs no ten a second.
   *
   * @throws RpcError for one that is out of its bounds.
   */
  pace(interval: number): Promise<void>;
  /**
   * Does what a control stands for, of a node, or of the pipeline, which is node 0.
   *
   * @throws RpcError with what the application says where it fails; where the target has no such control.
   */
  control(node: number, name: string): Promise<void>;
}

export const INTERVAL_MS = 100;

/** Anything can be thrown. */
export function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new RpcError("failed", messageOf(thrown), { cause: thrown });
}
