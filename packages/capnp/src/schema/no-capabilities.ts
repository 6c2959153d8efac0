// no-capabilities.ts: messages outside of calls, which carry no capabilities.
import type { CapabilityReference } from "./capability-system.ts";
import type { ReadContext, WriteContext } from "./codec.ts";
import { ValueError } from "./value-error.ts";

/** Reading and writing where only null capabilities can be. */
export class NoCapabilities implements ReadContext, WriteContext {
  depth = 0;
  readonly isLazy: boolean = false;
  readonly nestedDefaults: ReadContext["nestedDefaults"] = undefined;

  addCapability(capability: CapabilityReference): number {
    return capability.isNull ? -1 : refuseCapability();
  }

  capability(): never {
    return refuseCapability();
  }

  own(): void {}
  keep(): void {}
}

/** @throws ValueError always: there is nowhere that a capability could come from or go to. */
function refuseCapability(): never {
  throw new ValueError("NO_CAPABILITIES", "a capability can only be passed in a call");
}
