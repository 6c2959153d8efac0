// transport.ts: what every transport must do, tested once for all of them.
import { test } from "bun:test";
import type { Transport } from "@teleop/core";
import { bytesCases } from "./transport-bytes-cases.ts";
import { endsCases } from "./transport-ends-cases.ts";
import { fileCases } from "./transport-file-cases.ts";
import { processCases } from "./transport-process-cases.ts";
import { rendezvousCases } from "./transport-rendezvous-cases.ts";

/** Makes the transport, with its defaults or with less patience; see {@link Connection} on disposing. */
export type MakeTransport = (options?: { readonly lingerMs?: number }) => Transport;

/** What a transport's package says about itself. */
export interface TransportConformance {
  /** Begins the name of every test. */
  readonly name: string;
  /** Called for each side, except where a test needs both sides to share what the transport holds. */
  readonly transport: MakeTransport;
  /** Whether `Listener.address` is the path of a socket. */
  readonly socketFile: boolean;
  /** A script that calls `runTransportTarget(transport)`; absent when the transport ends where the process ends. */
  readonly target?: URL | undefined;
  /** Tests that cannot hold for this transport, or here, and why. */
  readonly skip?: readonly { readonly reason: string; readonly tests: readonly string[] }[];
}

/** Declares the suite, for `bun test`. */
export function transportConformance(conformance: TransportConformance): void {
  const { name, transport, socketFile, target, skip = [] } = conformance;
  const tests = Object.entries({
    ...rendezvousCases(transport),
    ...bytesCases(transport),
    ...endsCases(transport),
    ...(socketFile ? fileCases(transport) : {}),
    ...(target === undefined ? {} : processCases(transport, target)),
  });
  const unknown = skip
    .flatMap((entry) => entry.tests)
    .find((skipped) => !tests.some(([known]) => known === skipped));
  if (unknown !== undefined) throw new Error(`${name}: cannot skip "${unknown}": there is no such test`);
  for (const [testName, run] of tests) {
    const reason = skip.find(({ tests }) => tests.includes(testName))?.reason;
    if (reason === undefined) test(`${name}: ${testName}`, run, TEST_TIMEOUT_MS);
    else test.skip(`${name}: ${testName} (skipped: ${reason})`, run);
  }
}

/** Far more than any of them takes, so that a busy machine fails none. */
const TEST_TIMEOUT_MS = 20_000;
