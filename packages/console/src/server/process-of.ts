// process-of.ts: a process as a page is told of it. Its texts are of others, who may have written what is no Unicode, and no
// message can hold.
import type { Announcement, Ended, Process } from "../console.capnp.ts";
import type { EndedPlaceProcess, PlaceAnnouncement, PlaceProcess } from "./place.ts";

export function processOf(process: PlaceProcess): Process.Init {
  return {
    pid: process.pid,
    name: textOf(process.name),
    command: process.command.map(textOf),
    certain: process.armed === "certainly",
    sign: textOf(process.sign),
    state: textOf(process.state),
    parent: process.parent ?? 0,
    user: BigInt(process.user ?? -1),
    userName: textOf(process.userName),
    startedAt: process.startedAt ?? 0,
    contained: process.contained ?? false,
    ancestors: process.ancestors ?? [],
    announcements: (process.announcements ?? []).map(announcementOf),
  };
}

export function endedOf({ process, ending }: EndedPlaceProcess): Ended.Init {
  return { process: processOf(process), ending: endingOf(ending) };
}

function endingOf(ending: EndedPlaceProcess["ending"]): Ended.Init["ending"] {
  switch (ending.how) {
    case "exited":
      // What a bridge says may be anything.
      return { which: "exited", exited: ending.code & 0xff };
    case "killed":
      return { which: "killed", killed: { signal: textOf(ending.signal), dumpedCore: ending.dumpedCore } };
    case "unknown":
      return { which: "unknown" };
  }
}

function announcementOf(said: PlaceAnnouncement): Announcement.Init {
  return {
    rendezvous: textOf(said.rendezvous),
    services:
      said.services === undefined
        ? { which: "unknown" }
        : { which: "names", names: said.services.map(textOf) },
    attacher: textOf(said.attacher),
    transport: textOf(said.transport),
    versions: Object.entries(said.versions).map(([of, version]) => ({
      of: textOf(of),
      version: textOf(version),
    })),
    metadata: JSON.stringify(said.metadata),
  };
}

function textOf(said: string | undefined): string {
  return (said ?? "").toWellFormed();
}
