// table.ts: a pipeline as lines of text.
import type { NodeStatus, State_graph_Results } from "./state.capnp.ts";

/** Who has ended, in order or not. */
export function isOver({ state }: NodeStatus): boolean {
  return state.which === "success" || state.which === "error";
}

/** A line for each node: its state, its name, how much it has read of what was written to it, and what it has written. */
export function table({ nodes, edges }: State_graph_Results, statuses: readonly NodeStatus[]): string {
  const nameWidth = Math.max(...nodes.map(({ name }) => name.length));
  const lines = nodes.map(({ name }, index) => {
    const status = statuses[index];
    if (status === undefined) return name;
    const reads = edges
      .filter(({ to }) => to.node === index)
      .map(({ from, to }) => {
        const written = statuses[from.node]?.written[from.output] ?? 0n;
        return `${status.read[to.input] ?? 0n} of ${written} ${nodes[from.node]?.name}`;
      });
    const reading = reads.length > 0 ? `  read ${reads.join(", ")};` : "";
    const state = String(status.state.which).padEnd("running".length);
    const error = "error" in status.state ? `  ${status.state.error}` : "";
    return `${state}  ${name.padEnd(nameWidth)}${reading}  wrote ${status.written.join(", ")}${error}`;
  });
  return lines.join("\n");
}
