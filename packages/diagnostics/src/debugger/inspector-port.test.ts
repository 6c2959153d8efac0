// inspector-port.test.ts: Bun's inspector, opened for nobody but ourselves.
import { expect, test } from "bun:test";

const onLinux = test.if(process.platform === "linux");

async function open(...args: readonly string[]) {
  const program = new URL("../testing/inspector-program.ts", import.meta.url).pathname;
  const child = Bun.spawn([process.execPath, program, ...args], { stdout: "pipe", stderr: "pipe" });
  const [report, stderr] = await Promise.all([child.stdout.json(), child.stderr.text()]);
  // That it is open is told to nobody by a line there.
  expect(stderr).toBe("");
  return report;
}

onLinux("its port answers nobody who comes after us", async () => {
  expect(await open()).toEqual({ isOpen: true, answers: "TimeoutError", debugPort: 9229 });
});

onLinux(
  "who connects to the inspector in the moment in which it opens is found, and nothing stays open",
  async () => {
    expect(await open("asking")).toMatchObject({
      failure: expect.stringContaining("another process of this machine connected to the inspector's port"),
      isOpen: false,
      answers: expect.not.stringMatching("yes|TimeoutError"),
      debugPort: 9229,
    });
  },
);

onLinux("who connected in that moment and says nothing before is not heard any more", async () => {
  expect(await open("silent")).toMatchObject({ isOpen: true, toStranger: "" });
});
