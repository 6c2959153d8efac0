// command-list.test.ts: what must hold for each command, so that none is forgotten.
import { expect, test } from "bun:test";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { commandList } from "./command-list.ts";
import { runTeleop } from "./program.ts";

test.each(Object.entries(commandList))(
  "%s has help with examples, the brief of the list, and a place in the README",
  async (name, entry) => {
    expect(name).toMatch(/^[a-z]+$/);
    const { command } = await entry.load();
    expect(command.brief).toBe(entry.brief);
    expect(entry.brief).toMatch(/^[A-Z].*[^.]$/);
    let help = "";
    const exitCode = await runTeleop([name, "--help"], {
      stdout: { write: (text) => (help += text) },
      environment: {},
    });
    expect(exitCode).toBe(0);
    expect(help).toContain("USAGE");
    const routes = "getAllEntries" in command ? command.getAllEntries() : undefined;
    expect(entry.group?.names).toEqual(routes?.map((route) => route.name.original));
    if ("parameters" in command) {
      expect(help).toMatch(new RegExp(`EXAMPLES\n  .*teleop ${name}`));
      for (const flag of ["--json", "--timeout", "--attacher", "--verbose"]) expect(help).toContain(flag);
    }
    expect(readFileSync(join(import.meta.dir, "..", "README.md"), "utf8")).toContain(`teleop ${name}`);
  },
);

test.each(Object.keys(commandList))("%s has an end-to-end test", (name) => {
  expect(existsSync(join(import.meta.dir, "commands", `${name}.e2e.ts`))).toBe(true);
});
