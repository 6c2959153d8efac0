// main.ts: attaches to a process by its PID and calls its echo service.
//
//   bun run src/main.ts PID [MESSAGE …]
import { attach, Echo, RpcError, TeleopError } from "teleop";

const [pid, ...messages] = process.argv.slice(2);
if (pid === undefined) {
  console.error("usage: bun run src/main.ts PID [MESSAGE …]");
  process.exit(2);
}

try {
  await using target = await attach(Number(pid));
  using echo = target.service("echo", Echo);
  for (const message of messages.length > 0 ? messages : ["hello!"]) {
    const { reply } = await echo.echo({ message });
    console.log(reply);
  }
} catch (error) {
  if (!(error instanceof TeleopError || error instanceof RpcError)) throw error;
  console.error(`echo client: ${error.message}`);
  process.exitCode = 1;
}
