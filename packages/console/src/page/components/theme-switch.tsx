// theme-switch.tsx: dark or light, as the system has it or as somebody wants it here, which the browser keeps for this origin.
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useLayoutEffect } from "preact/hooks";

type Theme = "system" | "light" | "dark";

const THEMES: readonly Theme[] = ["system", "light", "dark"];

/** The only thing that is kept there: whoever has the port later can read it. */
const KEY = "theme";

export function ThemeSwitch(): JSX.Element {
  const theme = useSignal<Theme>(themeNamed(keptTheme()));
  const { value } = theme;
  useLayoutEffect(() => {
    if (value === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = value;
  }, [value]);
  const choose = (chosen: string): void => {
    theme.value = themeNamed(chosen);
    keepTheme(theme.value);
  };
  return (
    <label class="theme">
      <span class="quiet">Colours</span>
      <select value={theme.value} onChange={(event) => choose(event.currentTarget.value)}>
        {THEMES.map((one) => (
          <option key={one} value={one}>
            {one}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Whoever had the port before may have left anything. */
function themeNamed(name: string | null): Theme {
  return THEMES.find((one) => one === name) ?? "system";
}

function keptTheme(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    // Where the browser keeps nothing it is chosen for as long as the page is there.
    return null;
  }
}

function keepTheme(theme: Theme): void {
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // As above.
  }
}
