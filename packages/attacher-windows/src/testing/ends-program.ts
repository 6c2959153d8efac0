// ends-program.ts: is woken by itself without pause, and ends in the middle of that, without disposing.
import { windowsEvent } from "../index.ts";

const attacher = windowsEvent();
const armed = attacher.arm({ pid: process.pid });
const signal = attacher.signal({ pid: process.pid });
await signal.send();
await armed.signaled();
console.log("signaled");
void (async () => {
  for (;;) {
    await signal.send();
    await new Promise((resolve) => setImmediate(resolve));
  }
})();
setTimeout(() => {
  console.log("ends");
  process.exit();
}, 50);
