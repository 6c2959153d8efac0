// cycles-program.ts: arms, is woken and disposes a hundred times, and tells what is left.
import { attachEventName, openAttachEvent } from "@teleop/core/windows";
import { windowsEvent } from "../index.ts";

const attacher = windowsEvent();
const alive = setInterval(() => {}, 60_000);
let signaled = 0;
for (let round = 0; round < 100; round++) {
  using armed = attacher.arm({ pid: process.pid });
  await using signal = attacher.signal({ pid: process.pid });
  await signal.send();
  await armed.signaled();
  signaled += 1;
  // Once more, so that a message is under way when it is disposed.
  await signal.send();
}
clearInterval(alive);
console.log(`${signaled} times armed and signaled`);
console.log(openAttachEvent(attachEventName({ pid: process.pid }), undefined).state);
