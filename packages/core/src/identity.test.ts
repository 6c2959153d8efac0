import { afterEach, describe, expect, test } from "bun:test";
import { observeIdentity } from "./identity.ts";

describe.if(process.platform !== "win32")("a change of identity", () => {
  const seteuid = Object.getOwnPropertyDescriptor(process, "seteuid");
  const told: string[] = [];
  const observe = (name = "") =>
    observeIdentity({
      before: () => told.push(`before${name}`),
      after: () => told.push(`after${name}`),
    });
  /** One that always works: to be who we are. */
  const change = () => process.seteuid?.(process.geteuid?.() ?? 0);

  afterEach(() => {
    told.length = 0;
    // Nothing of ours stays on `process`.
    expect(Object.getOwnPropertyDescriptor(process, "seteuid")).toEqual(seteuid as PropertyDescriptor);
  });

  test("is told before and after, to the last who came first, then in turn", () => {
    using _one = observe(" 1");
    using _two = observe(" 2");
    change();
    expect(told).toEqual(["before 2", "before 1", "after 1", "after 2"]);
  });

  test("of each of the six kinds is told", () => {
    using _observer = observe();
    const [uid, gid] = [process.getuid?.() ?? 0, process.getgid?.() ?? 0];
    const changes = [
      () => process.setuid?.(uid),
      () => process.seteuid?.(uid),
      () => process.setgid?.(gid),
      () => process.setegid?.(gid),
      // Only root may.
      () => process.setgroups?.(process.getgroups?.() ?? []),
      // The types leave it out.
      () => Reflect.get(process, "initgroups")("no such user", gid),
    ];
    for (const each of changes) {
      told.length = 0;
      try {
        each();
      } catch (error) {
        expect(error).toMatchObject({ code: expect.stringMatching(/^(EPERM|ERR_UNKNOWN_CREDENTIAL)$/) });
      }
      expect(told).toEqual(["before", "after"]);
    }
  });

  test("that fails fails as it would, and is told after all the same", () => {
    const expected = errorOf(() => process.seteuid?.("no such user"));
    using _observer = observe();
    expect(errorOf(() => process.seteuid?.("no such user"))).toEqual(expected);
    expect(told).toEqual(["before", "after"]);
  });

  test("is made by functions that look like those of the system", () => {
    const looks = () => [process.seteuid?.name, process.seteuid?.length, Object.keys(process.seteuid ?? {})];
    const before = looks();
    using _observer = observe();
    expect(looks()).toEqual(before);
  });

  test("is told to nobody who was disposed, once or more often", () => {
    const one = observe(" 1");
    using _two = observe(" 2");
    one[Symbol.dispose]();
    one[Symbol.dispose]();
    change();
    expect(told).toEqual(["before 2", "after 2"]);
  });

  test("is told once, and left working, where somebody else wraps the functions too", () => {
    const one = observe(" 1");
    const ours = process.seteuid;
    const theirs = (id: string | number) => {
      told.push("theirs");
      ours?.(id);
    };
    process.seteuid = theirs;
    one[Symbol.dispose]();
    expect(process.seteuid).toBe(theirs);
    {
      using _two = observe(" 2");
      change();
      expect(told).toEqual(["before 2", "theirs", "after 2"]);
    }
    expect(process.seteuid).toBe(theirs);
    change();
    expect(told.at(-1)).toBe("theirs");
    Object.defineProperty(process, "seteuid", seteuid as PropertyDescriptor);
  });

  test("goes through, and is told to the others, when one of them throws", async () => {
    const warned = Promise.withResolvers<Error>();
    process.once("warning", warned.resolve);
    using _one = observe(" 1");
    using _broken = observeIdentity({
      before: () => {
        throw new Error("broken on purpose");
      },
      after: () => {},
    });
    change();
    expect(told).toEqual(["before 1", "after 1"]);
    expect((await warned.promise).message).toContain("broken on purpose");
  });
});

function errorOf(attempt: () => void): unknown {
  try {
    attempt();
    return undefined;
  } catch (error) {
    return error;
  }
}
