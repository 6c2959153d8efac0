// budget-bytes.ts: how much a budget allows, checked before there is one.
import { requireCount } from "@teleop/core/basics";

/** @throws TeleopError `INVALID_ARGUMENT` for `bytes` that is not a positive integer. */
export function requireBudgetBytes(bytes: number | undefined): number {
  return requireCount("budgetBytes", bytes, DEFAULT_BYTES);
}

const DEFAULT_BYTES = 256 * 2 ** 20;
