// inherited-listener.ts: in a PID namespace of its own, connects to a process that has the PID of an earlier one, whose
// listening socket a child has kept; and prints how that fails.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { ownTemporaryDirectory } from "@teleop/core/plugin";
import { unixSocket } from "../index.ts";
import { printFailure } from "./failure.ts";

const address = join(ownTemporaryDirectory(), "socket");
const listens = `
  const listener = Bun.listen({ unix: ${JSON.stringify(address)}, socket: { data() {} } });
  require("node:fs").chmodSync(${JSON.stringify(address)}, 0o600);
  Bun.spawn(["sleep", "1000"], { stdio: ["ignore", "ignore", "ignore", listener.fd] });
  process.kill(process.pid, "SIGKILL");`;

for (;;) {
  const first = Bun.spawn([process.execPath, "-e", listens], { stdio: ["ignore", "ignore", "inherit"] });
  await first.exited;
  writeFileSync("/proc/sys/kernel/ns_last_pid", String(first.pid - 1));
  const successor = Bun.spawn(["sleep", "1000"], { stdio: ["ignore", "ignore", "ignore"] });
  if (successor.pid === first.pid) {
    await printFailure(unixSocket({ address }).connect({ pid: successor.pid }));
    break;
  }
  // A thread of ours has taken the PID.
  successor.kill("SIGKILL");
  await successor.exited;
  await Bun.file(address).unlink();
}
process.exit();
