// filter-box.tsx: text by which a list is filtered. Escape empties it.
import type { JSX } from "preact";

export interface FilterBoxProps {
  /** What is filtered, for who does not see it: "Filter processes". */
  readonly label: string;
  readonly value: string;
  readonly onInput: (value: string) => void;
}

export function FilterBox({ label, value, onInput }: FilterBoxProps): JSX.Element {
  return (
    <input
      type="search"
      class="filter"
      aria-label={label}
      placeholder={label}
      value={value}
      spellcheck={false}
      autocomplete="off"
      onInput={(event) => onInput(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === "Escape" && value !== "") {
          event.stopPropagation();
          onInput("");
        }
      }}
    />
  );
}
