// register-program.ts: a program that knows nothing of teleop but that it is registered, as by `--preload=teleop/register`.
import "@teleop/defaults/register";

console.log(JSON.stringify({ report: "ready" }));
await Bun.stdin.text();
