// soak-client-program.ts: a client as a process of its own: attaches and calls without end, until it is killed.
import { attach, Echo } from "teleop";
import { type AttacherName, attacherNamed } from "./attachers.ts";

const [pid, attacher] = process.argv.slice(2);
try {
  for (;;) {
    await using target = await attach(Number(pid), { attacher: attacherNamed(attacher as AttacherName) });
    using echo = target.service("echo", Echo);
    for (let call = 0; call < 20; call++) {
      const { reply } = await echo.echo({ message: "x".repeat(call * 1000) });
      if (reply.length !== call * 1000) throw new Error(`an answer of ${reply.length} characters`);
    }
  }
} catch (error) {
  // Its target may be killed as well as itself. Anything without a code or a type is nobody's report.
  if (!(error instanceof Error && ("code" in error || "type" in error))) throw error;
}
