// target.mjs: a target for any runtime: prints "armed", or why it is not, and ends with its input. target.mjs OPTIONS
import { dummy } from "@teleop/attacher-dummy";
import { unix } from "@teleop/attacher-unix";
import { Echo, teleoperate } from "teleop";

const attachers = { default: () => undefined, unix, dummy };
const {
  attacher = "default",
  refuse = false,
  user,
  exit = false,
  idle = false,
} = JSON.parse(process.argv[2] ?? "{}");
if (user !== undefined) {
  process.setgroups([user]);
  process.setgid(user);
  process.setuid(user);
}
try {
  const teleop = teleoperate({
    attacher: attachers[attacher](),
    services: { echo: () => Echo.server({ echo: ({ message }) => ({ reply: message }) }) },
    authorize: refuse ? () => false : undefined,
    onEvent: ({ type, peer }) => {
      if (type === "accepted") console.log(JSON.stringify({ accepted: peer }));
    },
  });
  console.log("armed");
  if (!idle)
    process.stdin.resume().once("end", () => (exit ? process.exit(0) : teleop[Symbol.asyncDispose]()));
} catch (error) {
  console.log(JSON.stringify({ code: error.code, message: error.message }));
}
