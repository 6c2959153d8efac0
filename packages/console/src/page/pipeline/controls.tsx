// controls.tsx: what the application lets people do to a node, or to the pipeline, as buttons.
import type { GraphControl, PipelineFollowing } from "@teleop/pipeline/client";
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { useApp } from "../app/context.ts";
import { Dialog } from "../components/dialog.tsx";
import type { PipelineStore } from "./pipeline-store.ts";

export interface ControlsProps {
  readonly store: PipelineStore;
  /** The id of a node; 0 for the pipeline. */
  readonly node: number;
  readonly controls: readonly GraphControl[];
  readonly label: string;
}

/** Whether a control is to be used, asked while one process was followed. */
interface Question {
  readonly control: GraphControl;
  readonly following: PipelineFollowing | undefined;
}

export function Controls({ store, node, controls, label }: ControlsProps): JSX.Element | null {
  const { toasts } = useApp();
  const [question, setQuestion] = useState<Question>();
  const [running, setRunning] = useState<ReadonlySet<string>>(new Set());
  const following = store.following.value;
  // A yes to what is done to one process is none for its successor.
  const asked = question?.following === following ? question?.control : undefined;
  if (controls.length === 0) return null;
  const run = async (name: string): Promise<void> => {
    setRunning((before) => new Set([...before, name]));
    try {
      if (following === undefined) throw new Error("the process has gone, or is not attached");
      await following.control(node, name);
      toasts.done(`${name}: done`);
    } catch (error) {
      toasts.failed(`${name} has failed`, error);
    } finally {
      setRunning((before) => new Set([...before].filter((one) => one !== name)));
    }
  };
  return (
    <fieldset class="pipeline-controls" aria-label={label}>
      {controls.map((control) => {
        const { name, doc, isDangerous } = control;
        return (
          <button
            type="button"
            key={name}
            title={doc}
            disabled={following === undefined || running.has(name)}
            onClick={() => (isDangerous ? setQuestion({ control, following }) : void run(name))}
          >
            {running.has(name) ? `${name} …` : isDangerous ? `⚠ ${name}` : name}
          </button>
        );
      })}
      {asked !== undefined && (
        <Dialog
          title={`${asked.name}?`}
          confirm={asked.name}
          onConfirm={() => {
            setQuestion(undefined);
            void run(asked.name);
          }}
          onClose={() => setQuestion(undefined)}
        >
          <p>{asked.doc === "" ? "The application says that this is dangerous." : asked.doc}</p>
        </Dialog>
      )}
    </fieldset>
  );
}
