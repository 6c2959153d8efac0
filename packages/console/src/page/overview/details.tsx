// details.tsx: what a process tells only when it is asked: its descriptors, limits, modules, versions and environment, whole.
import { Process, type Process_Descriptor, type Process_Limit } from "@teleop/diagnostics/client";
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { TargetContext } from "../app/target.ts";
import { ErrorText } from "../components/error-text.tsx";
import { formatNumber } from "../units.ts";

interface CallOptions {
  readonly signal: AbortSignal;
}

interface Detail {
  readonly rows: readonly (readonly string[])[];
  /** What is to be known about them. */
  readonly note?: string | undefined;
}

interface Section {
  readonly title: string;
  readonly headings: readonly string[];
  ask(service: Process, options: CallOptions): Promise<Detail>;
}

/** More are never told at once. */
const MOST_DESCRIPTORS = 10_000;

const SECTIONS: readonly Section[] = [
  {
    title: "Open descriptors",
    headings: ["Number", "Kind", "Leads to"],
    async ask(service, options) {
      const { descriptors, total } = await service.descriptors({ limit: MOST_DESCRIPTORS }, options);
      const more = total - descriptors.length;
      return {
        rows: descriptors.map((one) => [String(one.number), String(one.kind), leadsTo(one)]),
        note: more > 0 ? `And ${formatNumber(more)} more, which are not told.` : undefined,
      };
    },
  },
  {
    title: "Limits",
    headings: ["Limit", "Soft", "Hard", "Unit"],
    async ask(service, options) {
      const { limits } = await service.limits({}, options);
      return {
        rows: limits.map(({ name, soft, hard, unit }) => [name, amount(soft), amount(hard), unit]),
        note: limits.length === 0 ? "Its system does not tell limits." : undefined,
      };
    },
  },
  {
    title: "Modules",
    headings: ["Kind", "File"],
    async ask(service, options) {
      const { scripts, libraries, isComplete } = await service.modules({}, options);
      return {
        rows: [...scripts.map((file) => ["script", file]), ...libraries.map((file) => ["library", file])],
        note: isComplete ? undefined : "Its runtime does not tell of all modules.",
      };
    },
  },
  {
    title: "Versions",
    headings: ["Part", "Version"],
    async ask(service, options) {
      const { versions } = await service.info({}, options);
      return { rows: versions.map(({ name, version }) => [name, version]) };
    },
  },
  {
    title: "Environment, as far as its application allows",
    headings: ["Variable", "Value"],
    async ask(service, options) {
      const { variables } = await service.environment({}, options);
      return { rows: variables.map(({ name, value }) => [name, value]) };
    },
  },
];

function leadsTo({ target, socket }: Process_Descriptor): string {
  const { protocol, local, remote, state } = socket;
  if (protocol === "") return target;
  const path = remote === "" ? local : `${local} → ${remote}`;
  return [protocol, path, state].filter((part) => part !== "").join(" ");
}

function amount(limit: Process_Limit["soft"]): string {
  return "value" in limit ? limit.value.toLocaleString("en") : "unlimited";
}

export function Details({ target }: { readonly target: TargetContext }): JSX.Element | null {
  if (target.services !== undefined && !target.services.includes("process")) return null;
  return (
    <section class="process-details" aria-label="Details">
      {SECTIONS.map((section) => (
        <DetailSection section={section} target={target} key={section.title} />
      ))}
    </section>
  );
}

interface DetailSectionProps {
  readonly section: Section;
  readonly target: TargetContext;
}

/** Asked for when it is opened, and again each time. */
function DetailSection({ section, target }: DetailSectionProps): JSX.Element {
  const [told, setTold] = useState<Detail>();
  const [failure, setFailure] = useState<unknown>();
  const ask = async (): Promise<void> => {
    try {
      using service = target.session.service("process", Process);
      setTold(await section.ask(service, { signal: target.signal }));
      setFailure(undefined);
    } catch (error) {
      setFailure(error);
    }
  };
  return (
    <details
      onToggle={({ currentTarget }) => {
        if (currentTarget.open) void ask();
      }}
    >
      <summary>{section.title}</summary>
      {failure !== undefined && <ErrorText what="the process does not tell this" error={failure} />}
      {told !== undefined && told.rows.length > 0 && (
        <table>
          <thead>
            <tr>
              {section.headings.map((heading) => (
                <th scope="col" key={heading}>
                  {heading}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {told.rows.map((cells) => (
              <tr key={cells.join("\n")}>
                {cells.map((cell, index) => (
                  <td key={section.headings[index]}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {told?.note !== undefined && <p class="quiet">{told.note}</p>}
    </details>
  );
}
