// view.tsx: the view "CPU" of a process: profiles of it, and where their time went.
import type { JSX } from "preact";
import type { Capture } from "../../captures.capnp.ts";
import { useApp } from "../app/context.ts";
import type { ViewProps } from "../app/target.ts";
import { CaptureTable, sizeTogether } from "../captures/capture-table.tsx";
import { useCaptures } from "../captures/use-captures.ts";
import { ErrorText } from "../components/error-text.tsx";
import { formatDuration, formatNumber } from "../units.ts";
import { cpuKeeper } from "./cpu-keeper.ts";
import { Profile } from "./profile.tsx";
import { TakeProfile } from "./take-profile.tsx";

export function View({ target }: ViewProps): JSX.Element {
  const { toasts } = useApp();
  const keeper = cpuKeeper(target.kept);
  const shown = keeper.shown.value;
  const { captures, list, failure, reload } = useCaptures("profile", [shown]);
  const isOffered = target.services?.includes("cpu") !== false;
  const discard = async ({ id }: Capture): Promise<void> => {
    try {
      await captures?.discard({ id });
    } catch (error) {
      toasts.failed("the profile could not be discarded", error);
    }
    if (shown?.id === id) keeper.shown.value = undefined;
    await reload();
  };
  return (
    <section aria-labelledby="cpu-title" class="stack">
      <h2 id="cpu-title">CPU</h2>
      {isOffered ? (
        <TakeProfile target={target} captures={captures} />
      ) : (
        <p>This process does not offer the service cpu: it offers {target.services?.join(", ")}.</p>
      )}
      {failure !== undefined && <ErrorText what="the profiles cannot be listed" error={failure} />}
      {list.length > 0 && (
        <>
          <h3>Profiles that were taken</h3>
          <p class="quiet">
            The console keeps them until it ends, in files that nobody else can open, {sizeTogether(list)}{" "}
            together. DevTools (Performance, Load) and speedscope open a download.
          </p>
          <CaptureTable
            label="Profiles"
            list={list}
            shown={shown?.id}
            columns={[
              { title: "Duration", isNumber: true, cell: durationOf },
              { title: "Samples", isNumber: true, cell: samplesOf },
            ]}
            onShow={(capture) => {
              keeper.shown.value = capture;
            }}
            onDiscard={(capture) => void discard(capture)}
          />
        </>
      )}
      {captures !== undefined && shown !== undefined && (
        <Profile captures={captures} capture={shown} key={shown.id} />
      )}
    </section>
  );
}

function durationOf({ kind }: Capture): string {
  return kind.which === "profile" ? formatDuration(kind.profile.duration * 1000) : "";
}

function samplesOf({ kind }: Capture): string {
  return kind.which === "profile" ? formatNumber(Number(kind.profile.samples)) : "";
}
