// task-progress.tsx: what is being done that somebody has asked for, and what has failed of it.
import type { ComponentChildren, JSX } from "preact";
import type { Task } from "../app/task.ts";
import { ErrorText } from "./error-text.tsx";
import { Progress } from "./progress.tsx";

export interface TaskProgressProps {
  readonly task: Task;
  /** What else can be done meanwhile than to give it up. */
  readonly children?: ComponentChildren;
}

export function TaskProgress({ task, children }: TaskProgressProps): JSX.Element | null {
  const failed = task.failed.value;
  if (failed !== undefined) return <ErrorText {...failed} />;
  const doing = task.doing.value;
  if (doing === undefined) return null;
  return (
    <div class="actions start">
      <Progress {...(task.progress.value ?? { label: `It is ${doing}` })} onCancel={() => task.cancel()} />
      {children}
    </div>
  );
}
