// theme-switch.tsx: dark or light, as the system has it or as somebody wants it here.
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";

type Theme = "system" | "light" | "dark";

const THEMES: readonly Theme[] = ["system", "light", "dark"];

export function ThemeSwitch(): JSX.Element {
  const theme = useSignal<Theme>("system");
  const choose = (chosen: string): void => {
    theme.value = THEMES.find((one) => one === chosen) ?? "system";
    if (theme.value === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme.value;
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
