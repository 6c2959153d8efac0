// progress-of.ts: how far the console is with a snapshot or a profile, in words.
import type { Progress_report_Params } from "../../captures.capnp.ts";
import type { ShownProgress } from "../components/progress.tsx";
import { formatBytes, formatDuration } from "../units.ts";

export function shownProgress({ phase, done, total, pause }: Progress_report_Params): ShownProgress {
  const amounts = {
    fraction: total > 0n ? Number(done) / Number(total) : undefined,
    detail: `${formatBytes(Number(done))} of ${formatBytes(Number(total))}`,
  };
  switch (phase) {
    case "preparing":
      return { label: "The process collects garbage" };
    case "pausing":
      return { label: `The process pauses, for up to ${formatDuration(pause * 1000)}` };
    case "transferring":
      return { label: "On its way from the process", ...amounts };
    case "reading":
      return { label: "Counting what is in it", ...amounts };
    case "retaining":
      return { label: "Working out what the objects keep alive", ...amounts };
    default:
      return { label: "The console is at it" };
  }
}
