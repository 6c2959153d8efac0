// failure.ts: how an attempt to connect fails, as a line of JSON.
import { type Connection, TeleopError } from "@teleop/core/plugin";

export async function printFailure(attempt: Promise<Connection>): Promise<void> {
  try {
    (await attempt).abort();
    console.log(JSON.stringify({ code: "connected" }));
  } catch (error) {
    if (!(error instanceof TeleopError)) throw error;
    console.log(JSON.stringify({ code: error.code, message: error.message }));
  }
}
