import { expect, test } from "bun:test";
import { offSwitch } from "./off-switch.ts";

test.each([undefined, "", "0", "false", "FALSE", "no", "off", " "])(
  "TELEOP_DISABLE=%p leaves teleop on",
  (value) => {
    expect(offSwitch({ TELEOP_DISABLE: value })).toBeUndefined();
  },
);

test.each(["1", "true", "yes", "YES", "on", "disable", "2"])(
  "TELEOP_DISABLE=%p turns it off, and says so",
  (value) => {
    expect(offSwitch({ TELEOP_DISABLE: value })).toContain(`TELEOP_DISABLE is set to "${value}"`);
  },
);
