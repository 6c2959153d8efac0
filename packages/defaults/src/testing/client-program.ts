// client-program.ts: a client in a process of its own, so that it can be another user's. Its argument is a PID.
import { TeleopError } from "@teleop/core";
import { attach } from "../index.ts";

export type ClientReport =
  | { readonly report: "attached" }
  | { readonly report: "rejected"; readonly code: string; readonly message: string };

function tell(report: ClientReport): void {
  console.log(JSON.stringify(report));
}

try {
  await using _target = await attach(Number(process.argv[2]));
  tell({ report: "attached" });
} catch (error) {
  if (!(error instanceof TeleopError)) throw error;
  tell({ report: "rejected", code: error.code, message: error.message });
}
