// facts.tsx: what a process is: what the service `process` tells of it, and where it does not, what its place shows.
import { after, untilAborted } from "@teleop/core/basics";
import { Process } from "@teleop/diagnostics/client";
import type { ComponentChildren, JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { TargetContext } from "../app/target.ts";
import { ErrorText } from "../components/error-text.tsx";
import { formatBytes, formatDuration, formatMoment, formatNumber } from "../units.ts";

type Info = Awaited<ReturnType<Process["info"]>>;
type Usage = Awaited<ReturnType<Process["usage"]>>;
type Cgroup = Awaited<ReturnType<Process["cgroup"]>>;

/** What is asked of the process: once what stays, and again what changes. */
interface Told {
  readonly info: Info;
  readonly usage: Usage;
  readonly cgroup: Cgroup;
  readonly descriptors: number;
}

/** Milliseconds between two looks at what the samples do not have. */
const LOOK_EVERY_MS = 5_000;

export function Facts({ target }: { readonly target: TargetContext }): JSX.Element {
  const [told, setTold] = useState<Told>();
  const [failure, setFailure] = useState<unknown>();
  const offers = target.services === undefined || target.services.includes("process");
  useEffect(() => {
    if (!offers) return undefined;
    const stop = new AbortController();
    const signal = AbortSignal.any([stop.signal, target.signal]);
    lookAgain(target, signal, (now) => {
      setTold(now);
      setFailure(undefined);
    }).catch((error: unknown) => {
      if (!signal.aborted) setFailure(error);
    });
    return () => stop.abort();
  }, [target]);
  return (
    <section class="process-facts" aria-label="What it is">
      {failure !== undefined && <ErrorText what="the process does not tell what it is" error={failure} />}
      <dl>
        {told === undefined ? <Known target={target} /> : <ToldFacts told={told} />}
        <Announced target={target} />
      </dl>
    </section>
  );
}

/** Until the signal is aborted. @throws what the process answers; the reason of the signal. */
async function lookAgain(
  { session }: TargetContext,
  signal: AbortSignal,
  onTold: (told: Told) => void,
): Promise<never> {
  using service = session.service("process", Process);
  const info = await service.info({}, { signal });
  for (;;) {
    const [usage, cgroup, { total }] = await Promise.all([
      service.usage({}, { signal }),
      service.cgroup({}, { signal }),
      service.descriptors({ limit: 0 }, { signal }),
    ]);
    onTold({ info, usage, cgroup, descriptors: total });
    await pause(LOOK_EVERY_MS, signal);
  }
}

/** @throws the reason of the signal. */
async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  using _timer = after(milliseconds, resolve);
  await untilAborted(promise, signal);
}

function Fact({
  name,
  children,
}: {
  readonly name: string;
  readonly children: ComponentChildren;
}): JSX.Element {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** What its place shows without asking it. */
function Known({ target: { process } }: { readonly target: TargetContext }): JSX.Element | null {
  if (process === undefined) return null;
  const { command, userName, user, startedAt, announcements } = process;
  const versions = announcements[0]?.versions.map(({ of, version }) => `${of} ${version}`) ?? [];
  return (
    <>
      <Fact name="Command">
        <code>{command.join(" ")}</code>
      </Fact>
      {startedAt !== 0 && <Fact name="Started">{formatMoment(startedAt)}</Fact>}
      {user >= 0n && <Fact name="User">{userName === "" ? String(user) : userName}</Fact>}
      {versions.length > 0 && <Fact name="Versions">{versions.join(", ")}</Fact>}
    </>
  );
}

/** What it says of itself where it is listed: how it is armed, and what its application adds. */
function Announced({ target: { process } }: { readonly target: TargetContext }): JSX.Element | null {
  if (process === undefined) return null;
  const { announcements, sign } = process;
  const ways = announcements.map(({ rendezvous, attacher, transport }) =>
    [...(rendezvous === "" ? [] : [rendezvous]), `${attacher}, ${transport}`].join(": "),
  );
  const metadata = announcements.map((said) => said.metadata).filter((text) => text !== "" && text !== "{}");
  return (
    <>
      <Fact name="Armed">
        <span title={sign}>{ways.length === 0 ? "it does not say how" : ways.join("; ")}</span>
      </Fact>
      {metadata.length > 0 && (
        <Fact name="It says of itself">
          <code>{[...new Set(metadata)].join(" ")}</code>
        </Fact>
      )}
    </>
  );
}

function ToldFacts({ told: { info, usage, cgroup, descriptors } }: { readonly told: Told }): JSX.Element {
  const { memory, cpu } = usage;
  const [runtime] = info.versions;
  return (
    <>
      <Fact name="Command">
        <code>{info.arguments.join(" ")}</code>
      </Fact>
      <Fact name="Working directory">
        {info.workingDirectory === "" ? "removed" : <code>{info.workingDirectory}</code>}
      </Fact>
      <Fact name="Runtime">
        {runtime === undefined ? "not told" : `${runtime.name} ${runtime.version}`}
        <span class="quiet">{` on ${info.platform} ${info.architecture}`}</span>
      </Fact>
      <Fact name="Host">{info.hostName}</Fact>
      <Fact name="Started">
        {formatMoment(info.startedAt)}{" "}
        <span class="quiet">{`${formatDuration(usage.uptime * 1000)} ago`}</span>
      </Fact>
      <Fact name="PID">
        {info.pid} <span class="quiet">{`of parent ${info.parentPid}`}</span>
      </Fact>
      {info.userId >= 0n && <Fact name="User">{`${info.userId}:${info.groupId}`}</Fact>}
      <Fact name="Processor time">
        {formatDuration(Number(cpu.user + cpu.system) / 1000)}{" "}
        <span class="quiet">{`${formatDuration(Number(cpu.system) / 1000)} of it in the kernel`}</span>
      </Fact>
      <Fact name="Context switches">
        {formatNumber(Number(cpu.voluntarySwitches + cpu.involuntarySwitches))}{" "}
        <span class="quiet">{`${formatNumber(Number(cpu.involuntarySwitches))} against its will`}</span>
      </Fact>
      {memory.peakResident > 0n && (
        <Fact name="Most memory ever">{formatBytes(Number(memory.peakResident))}</Fact>
      )}
      <Fact name="Open descriptors">{formatNumber(descriptors)}</Fact>
      <CgroupFact cgroup={cgroup} />
    </>
  );
}

function CgroupFact({ cgroup }: { readonly cgroup: Cgroup }): JSX.Element | null {
  const { memory, cpus, outOfMemoryKills, throttled } = cgroup;
  const limits = [
    ...(memory.max >= 0n
      ? [`memory ${formatBytes(Number(memory.used))} of ${formatBytes(Number(memory.max))}`]
      : []),
    ...(cpus >= 0 ? [`${formatNumber(cpus)} processors`] : []),
    ...(throttled > 0n ? [`held back in ${formatNumber(Number(throttled))} periods`] : []),
    ...(outOfMemoryKills > 0n ? [`${formatNumber(Number(outOfMemoryKills))} killed for want of memory`] : []),
  ];
  return limits.length === 0 ? null : <Fact name="Its cgroup">{limits.join(", ")}</Fact>;
}
