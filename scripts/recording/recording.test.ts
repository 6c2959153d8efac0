// recording.test.ts: a terminal shows what commands write, and a picture shows what the terminal does.
import { expect, test } from "bun:test";
import { drawScreen } from "./svg.ts";
import { RecordedTerminal } from "./terminal.ts";

const onUnix = test.if(process.platform !== "win32");

onUnix("a program writes to a terminal, and its exit code is told", async () => {
  await using terminal = start("test -t 1 && stty size && printf bye && exit 3");
  expect(await terminal.ended()).toBe(3);
  expect(terminal.text()).toBe("4 40\nbye");
});

onUnix("keys are pressed when the screen looks as it should", async () => {
  await using terminal = start('echo name?; read name; echo "hello $name"');
  await terminal.shows(/name\?$/);
  terminal.press("you\r");
  await terminal.shows(/hello you$/);
  expect(await terminal.ended()).toBe(0);
  expect(terminal.text()).toBe("name?\nyou\nhello you");
});

onUnix("a program that never shows it, or never ends, is an error that shows the screen", async () => {
  await using brief = start("echo nothing");
  await expect(brief.shows(/name/)).rejects.toThrow("sh -c echo nothing has ended, without /name/:\nnothing");
  const stopped = new AbortController();
  await using endless = start("echo waiting; exec sleep 1000", stopped.signal);
  await endless.shows(/waiting/);
  const failing = endless.shows(/name/);
  stopped.abort();
  await expect(failing).rejects.toThrow("takes too long, without /name/:\nwaiting");
  expect(await endless.ended()).toBe("SIGKILL");
});

onUnix(
  "a picture has the terminal's text where it is, in its colours, and stretched to its cells",
  async () => {
    await using terminal = start("cat");
    await terminal.write(
      "\x1b[1;32mok\x1b[0m <a & b>\r\n\x1b[7m漢字\x1b[0m \x1b[38;2;1;2;3mx\x1b[38;5;196my",
    );
    const svg = drawScreen(terminal.screen(), "a & b", "what is seen");
    expect(svg).toContain("<title>a &#38; b</title>\n<desc>what is seen</desc>");
    const texts = [
      ...svg.matchAll(
        /<text x="([\d.]+)" y="([\d.]+)" textLength="([\d.]+)"[^>]*?"spacingAndGlyphs"(.*?)>(.*?)</g,
      ),
    ];
    expect(texts.map(([, ...parts]) => parts)).toEqual([
      ["14", "43.5", "16.8", ' fill="#98c379" font-weight="bold"', "ok"],
      ["39.2", "43.5", "58.8", "", "&#60;a &#38; b&#62;"],
      ["14", "61.5", "33.6", ' fill="#1d232e"', "漢字"],
      ["56", "61.5", "8.4", ' fill="#010203"', "x"],
      ["64.4", "61.5", "8.4", ' fill="#ff0000"', "y"],
    ]);
    expect(svg).toContain('<rect x="14" y="48" width="33.6" height="18" fill="#d8dee9"/>');
  },
);

function start(script: string, signal: AbortSignal = AbortSignal.timeout(10_000)): RecordedTerminal {
  const options = { columns: 40, rows: 4, cwd: import.meta.dir, env: process.env, signal };
  return new RecordedTerminal(["sh", "-c", script], options);
}
