// client.mjs: a client for any runtime: attaches, calls, and prints one line of JSON. client.mjs PID OPTIONS
import { dummy } from "@teleop/attacher-dummy";
import { unix } from "@teleop/attacher-unix";
import { via } from "@teleop/transport-via";
import { attach, Echo } from "teleop";

const attachers = { default: () => undefined, unix, dummy };
const [pid, options = "{}"] = process.argv.slice(2);
const { attacher = "default", user, timeout = 10_000, length = 1, bridge } = JSON.parse(options);
if (user !== undefined) {
  process.setgroups([user]);
  process.setgid(user);
  process.setuid(user);
}
try {
  const transport = bridge && via(bridge[0], { bridge: bridge.slice(1) });
  const target = await attach(Number(pid), { attacher: attachers[attacher](), transport, timeout });
  const echo = target.service("echo", Echo);
  const { reply } = await echo.echo({ message: "x".repeat(length) });
  console.log(JSON.stringify({ length: reply.length, peer: target.peer }));
  await target[Symbol.asyncDispose]();
} catch (error) {
  console.log(JSON.stringify({ code: error.code, message: error.message }));
}
