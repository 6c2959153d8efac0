// recording.test.ts: a terminal shows what commands write, and a picture shows what the terminal does.
import { expect, test } from "bun:test";
import { drawScreen } from "./svg.ts";
import { RecordedTerminal } from "./terminal.ts";

const OPTIONS = { cwd: import.meta.dir, env: process.env };

test.if(process.platform !== "win32")(
  "a command writes to a terminal, and its exit code is told",
  async () => {
    const terminal = new RecordedTerminal(40, 4);
    await terminal.type("$ greet\r\n");
    const signal = AbortSignal.timeout(10_000);
    const script = "test -t 1 && stty size && printf 'bye' && exit 3";
    expect(await terminal.run(["sh", "-c", script], { ...OPTIONS, signal })).toBe(3);
    expect(terminal.text()).toBe("$ greet\n4 40\nbye");
  },
);

test.if(process.platform !== "win32")(
  "keys are pressed when the screen shows what was waited for",
  async () => {
    const terminal = new RecordedTerminal(40, 4);
    const seen: string[] = [];
    const code = await terminal.run(["sh", "-c", 'echo name?; read name; echo "hello $name"'], {
      ...OPTIONS,
      when: /name\?/,
      onShown: (press) => {
        seen.push(terminal.text());
        press("you\r");
      },
      signal: AbortSignal.timeout(10_000),
    });
    expect(code).toBe(0);
    expect(seen).toEqual(["name?"]);
    expect(terminal.text()).toBe("name?\nyou\nhello you");
  },
);

test.if(process.platform !== "win32")(
  "a command that never shows it, or never ends, is an error that shows the screen",
  async () => {
    const terminal = new RecordedTerminal(40, 4);
    const signal = AbortSignal.timeout(10_000);
    await expect(terminal.run(["echo", "nothing"], { ...OPTIONS, when: /name/, signal })).rejects.toThrow(
      "echo nothing has ended, and never showed /name/:\nnothing",
    );
    const stopped = new AbortController();
    const waiting = terminal.run(["sh", "-c", "echo waiting; exec sleep 1000"], {
      ...OPTIONS,
      when: /waiting/,
      onShown: () => stopped.abort(),
      signal: stopped.signal,
    });
    await expect(waiting).rejects.toThrow("took too long, and shows\nnothing\nwaiting");
  },
);

test("a picture has the terminal's text where it is, in its colours, and stretched to its cells", async () => {
  const terminal = new RecordedTerminal(20, 3);
  await terminal.type("\x1b[1;32mok\x1b[0m <a & b>\r\n\x1b[7m漢字\x1b[0m \x1b[38;2;1;2;3mx\x1b[38;5;196my");
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
});
