// console.e2e.ts: `teleop console`, end to end, but for what a browser makes of it: that is tested in packages/console/src/e2e.
import { expect, setDefaultTimeout, test } from "bun:test";
import { jsonLines, places, RunningCommand, teleop } from "../testing/command.ts";

// Processes start slowly on a busy machine.
setDefaultTimeout(60_000);

const ADDRESS = /http:\/\/127\.0\.0\.1:\d+\/[\w-]{32}\//;

test.each(places)(
  "in a %s: the page is served at the address that is printed, until Ctrl-C",
  async (place) => {
    await using running = new RunningCommand(["console"], { in: place });
    const [url] = await running.shows(ADDRESS);
    const page = await fetch(url);
    expect(page.status).toBe(200);
    expect(page.headers.get("Content-Type")).toBe("text/html; charset=utf-8");
    expect(await page.text()).toContain("<title>teleop</title>");
    running.interrupt();
    expect(await running.exited()).toBe(130);
    await expect(fetch(url)).rejects.toThrow();
  },
);

test("the address as JSON, for a program", async () => {
  await using running = new RunningCommand(["console", "--json"], { in: "pipe" });
  await running.shows("\n");
  expect(jsonLines(running.output)).toEqual([{ url: expect.stringMatching(ADDRESS) }]);
});

test("a port that is taken is told", async () => {
  using taken = Bun.listen({ hostname: "127.0.0.1", port: 0, socket: { data: () => {} } });
  const { stderr, exitCode } = await teleop(["console", "--port", String(taken.port)], { in: "pipe" });
  expect(stderr).toContain(`teleop: cannot listen at port ${taken.port}`);
  expect(exitCode).not.toBe(0);
});
