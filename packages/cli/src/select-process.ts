// select-process.ts: which process is meant: by PID, by name, by the unique beginning of a name, or by a pid file.
import type { TypedPositionalParameter } from "@stricli/core";
import { TeleopError } from "@teleop/core/basics";
import { noFlags } from "./common-flags.ts";
import type { Context } from "./context.ts";
import { listAll, reasonOf } from "./fleet.ts";
import type { Host, ProcessRow } from "./host.ts";
import type { Invocation } from "./invocation.ts";
import { printable } from "./output/printable.ts";
import { proposal } from "./proposals.ts";

/** A process that was meant, and where it runs. */
export interface SelectedProcess {
  readonly host: Host;
  readonly pid: number;
}

/** The positional argument of a command that takes one process: `positional: { kind: "tuple", parameters: [process] }`. */
export const processArgument: TypedPositionalParameter<string, Invocation> = {
  placeholder: "process",
  brief: "A PID, a name or the unique beginning of one, its script, or the path of a pid file",
  parse: String,
  async proposeCompletions(partial) {
    const { hosts } = await this.contextOf(noFlags);
    return await proposeProcesses(hosts, partial);
  },
};

/**
 * Finds out which process is meant. A number is a PID. What has a slash in it, or a backslash, or ends with `.pid` is a file
 * that holds one. Anything else is the name of an armed process, as `teleop ps` shows it, its script, or the beginning of just one
 * name.
 *
 * A PID is looked for nowhere: whether it can be attached to is told by attaching.
 *
 * @throws TeleopError `NO_SUCH_PROCESS`; `AMBIGUOUS_PROCESS`, naming the candidates.
 */
export async function selectProcess(context: Context, meant: string): Promise<SelectedProcess> {
  if (/^\d+$/.test(meant)) return { host: await hostOf(context, Number(meant)), pid: Number(meant) };
  if (/[/\\]/.test(meant) || meant.endsWith(".pid")) {
    const host = onlyHost(context, `the pid file ${meant}`);
    return { host, pid: await host.pidFromFile(meant, { signal: context.signal }) };
  }
  return byName(meant, await candidatesOf(context));
}

/** The PIDs and the names that begin so, with what they are the PIDs of. */
async function proposeProcesses(hosts: readonly Host[], partial: string): Promise<readonly string[]> {
  const { found } = await listAll(hosts);
  return found
    .filter(({ row }) => row.armed === "certainly")
    .flatMap(({ row: { pid, name, command } }) => [
      { value: String(pid), description: `${name}: ${command.slice(1).join(" ")}` },
      { value: name, description: `PID ${pid}` },
    ])
    .filter(({ value }) => value.startsWith(partial))
    .map(({ value, description }) => proposal(value, description));
}

/** The same for several, in the order in which they were given; each process once. */
export async function selectProcesses(
  context: Context,
  meant: readonly string[],
): Promise<readonly SelectedProcess[]> {
  const selected: SelectedProcess[] = [];
  for (const one of meant) {
    const found = await selectProcess(context, one);
    if (!selected.some(({ host, pid }) => host === found.host && pid === found.pid)) selected.push(found);
  }
  return selected;
}

interface Candidate extends SelectedProcess {
  readonly row: ProcessRow;
}

interface Candidates {
  readonly all: readonly Candidate[];
  /** What to add to an error: some hosts could not be asked. */
  readonly unasked: string;
}

async function candidatesOf({ hosts, signal }: Context): Promise<Candidates> {
  const { found, failures } = await listAll(hosts, { signal });
  const reasons = failures.map((failure) => `${failure.host.label} (${reasonOf(failure)})`);
  return {
    all: found.map(({ host, row }) => ({ host, pid: row.pid, row })),
    unasked: reasons.length === 0 ? "" : `; not asked could be ${reasons.join(", ")}`,
  };
}

function byName(meant: string, { all, unasked }: Candidates): SelectedProcess {
  // Who may only be armed is meant where nobody else can be.
  const certain = all.filter(({ row }) => row.armed === "certainly");
  const rules = [certain, all].flatMap((candidates) => [
    candidates.filter(({ row }) => row.name === meant),
    candidates.filter(({ row }) => isScriptOf(row, meant)),
    candidates.filter(({ row }) => row.name.startsWith(meant)),
  ]);
  const found = rules.find((matching) => matching.length > 0) ?? [];
  if (found.length > 1) throw ambiguous(meant, found);
  const [only] = found;
  if (only !== undefined) return only;
  throw new TeleopError(
    "NO_SUCH_PROCESS",
    `no armed process has a name that begins with ${JSON.stringify(meant)}, or such a script: \`teleop ps\` lists them, and a PID always works${unasked}`,
  );
}

/** `server` and `server.ts` are what somebody has in mind who ran `server.ts`, whatever it calls itself. */
function isScriptOf({ command }: ProcessRow, meant: string): boolean {
  const script = command.find((word) => SCRIPT.test(word));
  if (script === undefined) return false;
  // A process that runs on Windows may be listed anywhere.
  const file = script.slice(Math.max(script.lastIndexOf("/"), script.lastIndexOf("\\")) + 1);
  return file === meant || file.replace(SCRIPT, "") === meant;
}

const SCRIPT = /\.[cm]?[jt]sx?$/;

async function hostOf(context: Context, pid: number): Promise<Host> {
  const [first, ...others] = context.hosts;
  if (first !== undefined && others.length === 0) return first;
  const { all, unasked } = await candidatesOf(context);
  const found = all.filter((candidate) => candidate.pid === pid);
  const [only, another] = found;
  if (only !== undefined && another === undefined) return only.host;
  if (another !== undefined) throw ambiguous(String(pid), found);
  const message = `on none of the hosts a process with PID ${pid} is armed${unasked}`;
  throw new TeleopError("NO_SUCH_PROCESS", message, { pid });
}

function onlyHost({ hosts }: Context, what: string): Host {
  const [host, another] = hosts;
  if (host !== undefined && another === undefined) return host;
  throw new TeleopError("USAGE", `${what} may be of any of the hosts: name one host only`);
}

function ambiguous(meant: string, found: readonly Candidate[]): TeleopError {
  const candidates = found.map(({ host, pid, row }) => {
    const where = host.label === "" ? "" : ` on ${host.label}`;
    return `${pid} (${printable(row.name)}${where})`;
  });
  const fleet = new Set(found.map(({ host }) => host)).size > 1 ? ", and only its host" : "";
  const message = `${JSON.stringify(meant)} may be any of ${candidates.join(", ")}: give the PID of the one that you mean${fleet}`;
  return new TeleopError("AMBIGUOUS_PROCESS", message);
}
