// top-functions.ts: which functions took the time of a profile.
import type { CpuProfile } from "../cpu/profile.ts";
import { type ProfileStacks, profileStacks } from "./profile-stacks.ts";

export type ProfileTimes = Omit<ProfileStacks, "calls">;

/** The times of a profile: a sample stands for the time until the next. */
export function profileTimes(profile: CpuProfile): ProfileTimes {
  const { functions, busy, idle } = profileStacks(profile);
  return { functions, busy, idle };
}
