// local-place.ts: this machine as a bridge serves it.
import { connect } from "@teleop/core";
import { defaultTransport } from "@teleop/defaults";
import type { BridgePlace } from "@teleop/transport-via/bridge";
import { attacherOf } from "./attachers.ts";
import { answerTo, followUp } from "./bridge-questions.ts";
import type { CommonFlags } from "./common-flags.ts";
import type { Host } from "./host.ts";

/** The same as the host, for who asks over the bridge. */
export function placeOf(
  host: Host,
  { attacher: attacherName, rendezvous }: Pick<CommonFlags, "attacher" | "rendezvous">,
): BridgePlace {
  const attacher = attacherOf(attacherName);
  const transport = defaultTransport();
  return {
    attach: ({ pid, name = rendezvous }, options) => connect(pid, { ...options, attacher, transport, name }),
    connect: ({ pid, name = rendezvous }, options) => transport.connect({ pid, name }, options),
    ask: (question, argument, options) => answerTo(host, question, argument, options),
    follow: (question, argument, options) => followUp(host, question, argument, options),
  };
}
