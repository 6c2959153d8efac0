// attach-to-service.ts: attaches to a process where it offers a service. One that arms itself, and was started by `teleop
// run`, has two rendezvous; whoever asks for its heap need not know which of them has it.
import { messageOf, untilAborted } from "@teleop/core/basics";
import type { Target } from "@teleop/defaults";
import { answerSoon, type Context } from "./context.ts";
import type { HostAttachOptions } from "./host.ts";
import type { SelectedProcess } from "./select-process.ts";

/**
 * Attaches at the rendezvous without a name, or, where the command line names one, at that. If there is no such service
 * there, and the command line names none, at the first other one of the process that has it. The target is the caller's, to be
 * disposed.
 *
 * The service is made for it, as a call of it would.
 *
 * @throws what `host.attach()` throws; RpcError where no rendezvous offers the service, or it cannot be made; TeleopError
 *   `TIMEOUT` as `answerSoon()`.
 */
export async function attachToService(
  context: Context,
  process: SelectedProcess,
  service: string,
  options: Pick<HostAttachOptions, "signal" | "rpc"> = {},
): Promise<Target> {
  const { signal = context.signal, rpc } = options;
  try {
    return await attachOffering(context, process, service, { signal, rpc });
  } catch (error) {
    if (process.host.rendezvous !== undefined || !isNotFound(service, error)) throw error;
    for (const rendezvous of await rendezvousOffering(process, service, signal)) {
      try {
        return await attachOffering(context, process, service, { signal, rpc, rendezvous });
      } catch (other) {
        if (!isNotFound(service, other)) throw other;
      }
    }
    throw error;
  }
}

async function attachOffering(
  context: Context,
  { host, pid }: SelectedProcess,
  service: string,
  options: HostAttachOptions & { readonly signal: AbortSignal },
): Promise<Target> {
  const { Echo } = await import("@teleop/defaults");
  const target = await host.attach(pid, options);
  try {
    // Any interface will do: nothing of it is called.
    using stub = target.service(service, Echo);
    await untilAborted(stub.whenResolved(), AbortSignal.any([options.signal, answerSoon(context)]));
  } catch (error) {
    await target[Symbol.asyncDispose]();
    throw error;
  }
  return target;
}

/** Whether it is the target's answer that it has no service of that name. */
export function isNotFound(service: string, error: unknown): boolean {
  return messageOf(error).includes(`service ${service} not found`);
}

/**
 * The names of those that say that they offer it, and then of those that do not say what they offer. It is only a hint:
 * whether it is so is seen there.
 */
async function rendezvousOffering(
  { host, pid }: SelectedProcess,
  service: string,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const row = (await host.list({ signal })).find((one) => one.pid === pid);
  const others = (row?.announcements ?? []).flatMap(({ rendezvous, services }) =>
    rendezvous === undefined ? [] : [{ rendezvous, services }],
  );
  return [
    ...others.filter(({ services }) => services?.includes(service)),
    ...others.filter(({ services }) => services === undefined),
  ].map(({ rendezvous }) => rendezvous);
}
