import { describe, expect, test } from "bun:test";
import {
  encodeSecurity,
  MAY_DELETE_CHILDREN,
  MAY_WRITE,
  parseSecurity,
  type Security,
  whyNotPrivate,
} from "./windows-security.ts";
import { ADMINISTRATORS_SID, encodeSid, parseSid, SYSTEM_SID } from "./windows-sid.ts";

const USER = "S-1-5-21-3623811015-3361044348-30300820-1013";

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");

test("security identifiers are read and written as winnt.h has them", () => {
  expect(hex(encodeSid(SYSTEM_SID))).toBe("010100000000000512000000");
  expect(hex(encodeSid(ADMINISTRATORS_SID))).toBe("01020000000000052000000020020000");
  for (const sid of [SYSTEM_SID, ADMINISTRATORS_SID, USER, "S-1-0-0", "S-1-281474976710655-1"]) {
    const bytes = encodeSid(sid);
    expect(parseSid(bytes)).toBe(sid);
    expect(parseSid(Uint8Array.of(7, 7, 7, ...bytes, 9), 3)).toBe(sid);
  }
});

test.each([
  "",
  "S-1",
  "S-1-5-",
  "S-1-5-4294967296",
  "S-1-281474976710656-1",
  "S-2-5-18",
  `S-1-5${"-1".repeat(16)}`,
])("%p is no security identifier", (text) => {
  expect(() => encodeSid(text)).toThrow("no security identifier");
});

test("bytes that are no security identifier are not taken for one", () => {
  expect(() => parseSid(Uint8Array.of(2, 1, 0, 0, 0, 0, 0, 5, 18, 0, 0, 0))).toThrow(RangeError);
  expect(() => parseSid(Uint8Array.of(1, 16, 0, 0, 0, 0, 0, 5))).toThrow(RangeError);
  expect(() => parseSid(encodeSid(USER).subarray(0, 12))).toThrow(RangeError);
});

describe("a security descriptor", () => {
  test("is written as winnt.h has it", () => {
    expect(hex(encodeSecurity(SYSTEM_SID, [SYSTEM_SID], 0x00120003))).toBe(
      // Revision 1, of self-relative, protected, with a list; owner at 20, no group, no audit, the list at 32.
      `0100049014000000000000000000000020000000${
        // The owner.
        "010100000000000512000000"
      }${
        // A list of revision 2, 28 bytes, one entry, which allows: of 20 bytes, the mask, whom.
        "02001c0001000000"
      }${"0000140003001200"}${"010100000000000512000000"}`,
    );
  });

  test("says whose something is, and who may do what", () => {
    const entry = { type: "allow", mask: 0x1f0003, inheritOnly: false } as const;
    expect(
      parseSecurity(encodeSecurity(USER, [USER, ADMINISTRATORS_SID, SYSTEM_SID, USER], 0x1f0003)),
    ).toEqual({
      owner: USER,
      entries: [
        { ...entry, sid: USER },
        { ...entry, sid: ADMINISTRATORS_SID },
        { ...entry, sid: SYSTEM_SID },
      ],
    });
  });

  test("without a list lets everybody do everything, one without an owner is nobody's, and one that was not asked for is unknown", () => {
    const bytes = encodeSecurity(USER, [], 0);
    const view = new DataView(bytes.buffer);
    expect(parseSecurity(bytes)).toEqual({ owner: USER, entries: [] });
    view.setUint32(16, 0, true);
    expect(parseSecurity(bytes).entries).toBe("everybody");
    view.setUint16(2, 0x8000, true);
    view.setUint32(4, 0, true);
    expect(parseSecurity(bytes)).toEqual({ owner: undefined, entries: undefined });
  });

  test("is trusted where nobody but the user, administrators and the system may write", () => {
    const everybody = "S-1-1-0";
    const read = 0x0012_0089;
    const stranger = USER.replace("-1013", "-1014");
    const entry = { type: "allow", sid: everybody, mask: 0x0013_01bf, inheritOnly: false } as const;
    const safe = parseSecurity(encodeSecurity(USER, [USER, ADMINISTRATORS_SID, SYSTEM_SID], 0x001f_01ff));
    expect(whyNotPrivate(safe, [USER], MAY_WRITE)).toBeUndefined();
    expect(whyNotPrivate({ ...safe, owner: ADMINISTRATORS_SID }, [USER], MAY_WRITE)).toBeUndefined();
    expect(whyNotPrivate(safe, [stranger, undefined], MAY_WRITE)).toBe(
      `it belongs to ${USER}, expected ${stranger}`,
    );
    expect(whyNotPrivate({ ...safe, owner: undefined }, [undefined], MAY_WRITE)).toBe(
      "it belongs to nobody, expected nobody",
    );
    const judge = (entries: Security["entries"], mask = MAY_WRITE) =>
      whyNotPrivate({ owner: USER, entries }, [USER], mask);
    expect(judge("everybody")).toBe("everybody may do everything with it");
    expect(judge(undefined)).toBe("everybody may do everything with it");
    expect(judge([entry])).toBe("S-1-1-0 may write to it (0x1301bf)");
    expect(judge([{ ...entry, mask: read }])).toBeUndefined();
    expect(judge([{ ...entry, mask: 0x1000_0000 }])).toContain("0x10000000");
    expect(judge([{ ...entry, mask: 0x0004_0000 }], 0)).toContain("0x40000");
    expect(judge([{ ...entry, inheritOnly: true }])).toBeUndefined();
    expect(judge([{ ...entry, type: "deny" }])).toBeUndefined();
    // Who may make files in a directory, and delete them, may not delete ours, that is closed to them.
    expect(judge([entry], MAY_DELETE_CHILDREN)).toBeUndefined();
    expect(judge([{ ...entry, mask: 0x0000_0040 }], MAY_DELETE_CHILDREN)).toContain("0x40");
  });

  test("with an entry of a kind that is not known is not believed, nor is one with addresses", () => {
    const bytes = encodeSecurity(SYSTEM_SID, [SYSTEM_SID], 1);
    const conditional = bytes.slice();
    conditional[40] = 9;
    expect(() => parseSecurity(conditional)).toThrow("an access entry of type 9");
    new DataView(bytes.buffer).setUint16(2, 0x0004, true);
    expect(() => parseSecurity(bytes)).toThrow("no self-relative security descriptor");
  });
});
