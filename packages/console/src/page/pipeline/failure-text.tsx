// failure-text.tsx: an error of a node in full, and where it arose.
import type { FailureView, PipelineModel } from "@teleop/pipeline/client";
import type { JSX } from "preact";
import { formatMoment } from "../units.ts";

export interface FailureTextProps {
  readonly failure: FailureView;
  readonly model: PipelineModel;
  readonly onShow: (node: number) => void;
}

export function FailureText({ failure, model, onShow }: FailureTextProps): JSX.Element {
  const { message, type, stack, causes, time, isFinal, isFatal, isRoot, root } = failure;
  const origin = model.graph.nodes.find(({ id }) => id === root)?.name;
  return (
    <div class={isFatal ? "error" : "error caught"}>
      <strong>
        {isRoot ? (isFatal ? "✗ Root error" : "⚠ Last error") : "✗ Error that follows from another"}
        {!isFinal && ", after which it went on"}
      </strong>
      <p>
        {type !== "" && `${type}: `}
        {message}
      </p>
      {causes.map((cause, depth) => (
        <p key={depth}>because: {cause}</p>
      ))}
      {!isRoot && origin !== undefined && (
        <p>
          It arose at{" "}
          <button type="button" class="link" onClick={() => onShow(root)}>
            {origin}
          </button>
        </p>
      )}
      <p class="quiet">{formatMoment(time)}</p>
      {stack !== "" && (
        <details>
          <summary>Stack</summary>
          <pre>{stack}</pre>
        </details>
      )}
    </div>
  );
}
