// style.ts: the colours of a picture, for the page, which has them by name, and for a file, which is light or dark as its reader
// is.

import { FAR_TEXT_SIZE } from "./sizes.ts";

export interface Colours {
  readonly background: string;
  readonly surface: string;
  readonly raised: string;
  readonly border: string;
  readonly text: string;
  readonly quiet: string;
  readonly accent: string;
  readonly good: string;
  readonly warning: string;
  readonly bad: string;
  readonly goodFill: string;
  readonly warningFill: string;
  readonly badFill: string;
}

/** Those of the page, light or dark as it is. */
const PAGE_COLOURS: Colours = {
  background: "var(--background)",
  surface: "var(--surface)",
  raised: "var(--raised)",
  border: "var(--border)",
  text: "var(--text)",
  quiet: "var(--quiet)",
  accent: "var(--accent)",
  good: "var(--good)",
  warning: "var(--warning)",
  bad: "var(--bad)",
  goodFill: "var(--good-fill)",
  warningFill: "var(--warning-fill)",
  badFill: "var(--bad-fill)",
};

const LIGHT: Colours = {
  background: "#ffffff",
  surface: "#f5f6f8",
  raised: "#ffffff",
  border: "#aab1bd",
  text: "#1b1f26",
  quiet: "#596170",
  accent: "#1f5fd0",
  good: "#1a7a3c",
  warning: "#8a5a00",
  bad: "#b3261e",
  goodFill: "#2f9e5b",
  warningFill: "#e0a100",
  badFill: "#d9443a",
};

const DARK: Colours = {
  background: "#14171c",
  surface: "#1c2027",
  raised: "#232831",
  border: "#4d5665",
  text: "#e6e9ee",
  quiet: "#a3acba",
  accent: "#7aa8ff",
  good: "#67c98b",
  warning: "#e7b64a",
  bad: "#ff8a80",
  goodFill: "#3ba869",
  warningFill: "#d09a1a",
  badFill: "#e05a50",
};

/** For a file: light, and dark where its reader prefers that. */
export function fileStyle(): string {
  return `${LOOK}${coloursOf(LIGHT)}@media (prefers-color-scheme: dark) {${coloursOf(DARK)}}`;
}

/** For the page. */
export function pageStyle(): string {
  return `${LOOK}${coloursOf(PAGE_COLOURS)}`;
}

const LOOK = `
.teleop-picture text { font: 11px system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; font-variant-numeric: tabular-nums; }
.teleop-picture .label { font-size: 13px; font-weight: 600; }
.teleop-picture :is(.far-label, .sign) { display: none; }
.teleop-picture .far-label { font-size: ${FAR_TEXT_SIZE}px; font-weight: 600; }
.teleop-picture .wire { font-size: 10px; }
.teleop-picture .arrow { stroke-width: 0; stroke-linejoin: round; }
.teleop-picture.is-far :is(.far-label, .sign) { display: inline; }
.teleop-picture.is-far :is(.label, .group-label, .kind, .read, .written, .queued, .spark, .step, .badge rect, .badge text) { display: none; }
.teleop-picture.is-far .mark { transform: translate(8px, 42px) scale(1.7); }
.teleop-picture.is-far .rate { font-size: ${FAR_TEXT_SIZE}px; transform: translate(28px, 1px); }
.teleop-picture.is-far :is(.busy, .blocked) { y: 69px; height: 13px; }
.teleop-picture.is-far .idle { y: 74px; height: 4px; }
.teleop-picture.is-far .node .box { stroke-width: 3; }
.teleop-picture.is-far .node:is(.is-bottleneck, .error-root) .box { stroke-width: 5; }
.teleop-picture.is-far .wire { font-size: 22px; }
.teleop-picture.is-far .arrow { stroke-width: 6; }
.teleop-picture.is-far :is(.room, .fill) { y: 21px; height: 14px; }
.teleop-picture .sign { fill-rule: evenodd; stroke-width: 6; paint-order: stroke; stroke-linejoin: round; }
.teleop-picture .frame text { font-weight: 600; }
.teleop-picture .frame rect { stroke-dasharray: 5 4; }
.teleop-picture .queued { font-size: 10px; }
.teleop-picture .badge text { font-size: 10px; font-weight: 700; }
.teleop-picture .node .box { stroke-width: 1.5; }
.teleop-picture .node.is-bottleneck .box { stroke-width: 3; stroke-dasharray: 8 4; }
.teleop-picture .node.error-root .box { stroke-width: 3; }
.teleop-picture .wire, .teleop-picture .near, .teleop-picture .spark, .teleop-picture .step { fill: none; }
.teleop-picture .wire { stroke-linejoin: round; }
.teleop-picture .near { stroke: transparent; stroke-width: 14; }
.teleop-picture .spark { stroke-width: 1.2; }
`;

function coloursOf(colours: Colours): string {
  const { background, surface, raised, border, text, quiet, accent, good, warning, bad } = colours;
  const { goodFill, warningFill, badFill } = colours;
  return `
.teleop-picture .paper { fill: ${background}; }
.teleop-picture text { fill: ${text}; }
.teleop-picture .kind, .teleop-picture .read, .teleop-picture .written, .teleop-picture .frame text { fill: ${quiet}; }
.teleop-picture .frame rect { fill: ${surface}; stroke: ${border}; fill-opacity: 0.6; }
.teleop-picture .box, .teleop-picture .pile { fill: ${raised}; stroke: ${border}; }
.teleop-picture .is-running .box { stroke: ${good}; }
.teleop-picture .is-paused .box, .teleop-picture .is-bottleneck .box { stroke: ${warning}; }
.teleop-picture .is-failed .box, .teleop-picture .error-root .box { stroke: ${bad}; }
.teleop-picture .mark { fill: ${quiet}; }
.teleop-picture .is-running .mark, .teleop-picture .is-done .mark { fill: ${good}; }
.teleop-picture .is-paused .mark { fill: ${warning}; }
.teleop-picture .is-failed .mark { fill: ${bad}; }
.teleop-picture .spark { stroke: ${accent}; }
.teleop-picture .busy { fill: ${goodFill}; }
.teleop-picture .idle { fill: ${border}; fill-opacity: 0.6; }
.teleop-picture .hatch { stroke: ${badFill}; }
.teleop-picture .badge rect { fill: ${background}; }
.teleop-picture .sign { stroke: ${background}; }
.teleop-picture .badge.bottleneck .sign { fill: ${warning}; }
.teleop-picture .badge.error .sign { fill: ${bad}; }
.teleop-picture .badge.bottleneck rect { stroke: ${warning}; }
.teleop-picture .badge.bottleneck text { fill: ${warning}; }
.teleop-picture .badge.error rect { stroke: ${bad}; }
.teleop-picture .badge.error text { fill: ${bad}; }
.teleop-picture .error-caught .badge.error rect { stroke: ${warning}; }
.teleop-picture .error-caught .badge.error :is(text, .sign) { fill: ${warning}; }
.teleop-picture .wire { stroke: ${quiet}; stroke-opacity: 0.75; }
.teleop-picture .arrow { fill: ${quiet}; stroke: ${quiet}; }
.teleop-picture .room { fill: ${background}; stroke: ${border}; }
.teleop-picture .is-low .fill { fill: ${goodFill}; }
.teleop-picture .is-high .fill { fill: ${warningFill}; }
.teleop-picture .is-full .fill { fill: ${badFill}; }
.teleop-picture .is-full .queued { fill: ${bad}; font-weight: 700; }
.teleop-picture .step { stroke: ${quiet}; }
`;
}
