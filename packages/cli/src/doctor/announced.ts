// announced.ts: whether what a process says of itself goes with the means by which it would be attached to.
import type { Announcement } from "@teleop/discovery";
import { ownVersion } from "../own-version.ts";
import { type Check, failed, ok, skipped, warning } from "./check.ts";
import type { Means } from "./patient.ts";

/** The part of the means that has to go with what is announced. */
export interface Wanted {
  readonly attacher: Pick<Means["attacher"], "name">;
  readonly transport: Pick<Means["transport"], "name">;
  readonly name: string | undefined;
}

/** @param announcements what the process says of itself, for each rendezvous; none from one that says nothing. */
export function checkAnnounced(
  announcements: readonly Announcement[],
  { attacher, transport, name }: Wanted,
): Check {
  const [first] = announcements;
  if (first === undefined) return skipped("announced", "it says nothing of itself");
  const meant = announcements.find(({ rendezvous }) => rendezvous === name);
  if (meant === undefined) {
    const flags = announcements.map(({ rendezvous }) =>
      rendezvous === undefined ? "leave --rendezvous out" : `--rendezvous ${rendezvous}`,
    );
    const which = name === undefined ? "no rendezvous without a name" : `no rendezvous called ${name}`;
    return failed("announced", "NOT_ARMED", `it has ${which}`, flags.join(", or "));
  }
  if (meant.transport !== transport.name) {
    const finding = `it is reached by the transport ${meant.transport}, and this command by ${transport.name}`;
    return failed("announced", "NOT_ARMED", finding, "attach by a program that uses the same transport");
  }
  if (!wakes(attacher.name, meant.attacher)) {
    const finding = `it is armed by the attacher ${meant.attacher}, which ${attacher.name} does not wake`;
    return warning("announced", finding, `--attacher ${meant.attacher}`);
  }
  const versions = Object.entries(meant.versions).map(([what, version]) => `${what} ${version}`);
  const theirs = meant.versions.teleop;
  if (theirs !== undefined && majorOf(theirs) !== majorOf(ownVersion)) {
    const finding = `it has teleop ${theirs}, and this command is of ${ownVersion}`;
    return warning("announced", finding, "if something is not understood, use versions of one major number");
  }
  return ok("announced", `it says that it is ${meant.name}: ${versions.join(", ")}`);
}

/** Every target on Unix that looks for the attach file answers SIGQUIT, too, and then looks for it. */
function wakes(client: string, target: string): boolean {
  return client === target || (client === "unix" && ["inotify", "kqueue"].includes(target));
}

function majorOf(version: string): string | undefined {
  return version.split(".")[0];
}
