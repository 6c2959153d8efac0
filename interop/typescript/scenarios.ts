// scenarios.ts: every scenario by its name in scenarios.json.
import { callScenarios } from "./scenarios-calls.ts";
import { lifetimeScenarios } from "./scenarios-lifetimes.ts";
import { promiseScenarios } from "./scenarios-promises.ts";
import type { Scenario } from "./session.ts";

export const scenariosByName: Readonly<Record<string, Scenario>> = {
  ...callScenarios,
  ...promiseScenarios,
  ...lifetimeScenarios,
};
