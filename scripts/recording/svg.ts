// svg.ts: draws what a terminal shows, so that a web page shows it, too: text that can be selected, and searched.
import type { Run, Screen, Style } from "./terminal.ts";

/** Pixels. The font is whichever monospaced one the reader has: each run is stretched to the cells that it takes. */
const CELL = { width: 8.4, height: 18, baseline: 13.5, font: 14 };
const MARGIN = 14;
const BAR = 30;

const FOREGROUND = "#d8dee9";
const BACKGROUND = "#1d232e";
const PALETTE = [
  ...["#3b4252", "#e0606c", "#98c379", "#e5c07b", "#61afef", "#c678dd", "#56b6c2", "#d8dee9"],
  ...["#6b7689", "#f07580", "#b0dc90", "#f2d08c", "#7fc1ff", "#d896ec", "#6fd0dc", "#ffffff"],
];

/**
 * A picture of a terminal's window.
 *
 * @param title what is written above the terminal, and told to who cannot see it.
 * @param description what is told besides.
 */
export function drawScreen({ columns, rows }: Screen, title: string, description: string): string {
  const width = Math.ceil(columns * CELL.width + 2 * MARGIN);
  const height = Math.ceil(rows.length * CELL.height + BAR + MARGIN);
  const lines = rows.flatMap((runs, row) => drawRow(runs, BAR + row * CELL.height));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="${CELL.font}">
<title>${escapeXml(title)}</title>
<desc>${escapeXml(description)}</desc>
<rect width="${width}" height="${height}" rx="8" fill="${BACKGROUND}"/>
<g fill="${PALETTE[8]}"><circle cx="18" cy="15" r="5"/><circle cx="34" cy="15" r="5"/><circle cx="50" cy="15" r="5"/></g>
<text x="${width / 2}" y="19" text-anchor="middle" font-size="12" fill="${PALETTE[8]}">${escapeXml(title)}</text>
<g fill="${FOREGROUND}" xml:space="preserve">
${lines.join("\n")}
</g>
</svg>
`;
}

function drawRow(runs: readonly Run[], top: number): string[] {
  const backgrounds = runs.flatMap(({ column, width, style }) =>
    style.background === undefined
      ? []
      : [
          `<rect x="${x(column)}" y="${top}" width="${x(width, 0)}" height="${CELL.height}" fill="${colorOf(style.background)}"/>`,
        ],
  );
  const texts = runs.flatMap((run) => {
    const text = run.text.trimEnd();
    const left = text.length - text.trimStart().length;
    if (text.trim() === "") return [];
    const width = run.width - (run.text.length - text.length) - left;
    return [
      `<text x="${x(run.column + left)}" y="${top + CELL.baseline}" textLength="${x(width, 0)}" lengthAdjust="spacingAndGlyphs"${attributesOf(run.style)}>${escapeXml(text.trimStart())}</text>`,
    ];
  });
  return [...backgrounds, ...texts];
}

function x(columns: number, from: number = MARGIN): string {
  return String(Math.round((columns * CELL.width + from) * 100) / 100);
}

function attributesOf({ foreground, bold, dim, italic, underline }: Style): string {
  return [
    foreground === undefined ? "" : ` fill="${colorOf(foreground)}"`,
    bold ? ' font-weight="bold"' : "",
    dim ? ' opacity="0.6"' : "",
    italic ? ' font-style="italic"' : "",
    underline ? ' text-decoration="underline"' : "",
  ].join("");
}

/** A colour as xterm has it: 16 of the theme's, a cube of 6 × 6 × 6, and 24 greys. */
function colorOf(color: number | string): string {
  if (color === "foreground") return FOREGROUND;
  if (color === "background") return BACKGROUND;
  if (typeof color === "string") return color;
  const ofTheme = PALETTE[color];
  if (ofTheme !== undefined) return ofTheme;
  if (color >= 232) return hex([0, 0, 0].map(() => 8 + (color - 232) * 10));
  const cube = color - 16;
  return hex(
    [cube / 36, (cube / 6) % 6, cube % 6].map((part) => [0, 95, 135, 175, 215, 255][Math.floor(part)] ?? 0),
  );
}

function hex(parts: readonly number[]): string {
  return `#${parts.map((part) => part.toString(16).padStart(2, "0")).join("")}`;
}

function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
