// watching-program.ts: waits for files in its working directory by inotify(7), with the mask that is its argument.
import { openLibc } from "@teleop/core/plugin";

const { functions: c } = openLibc("watching", {
  inotify_init1: { args: ["i32"], returns: "i32" },
  inotify_add_watch: { args: ["i32", "ptr", "u32"], returns: "i32" },
});
c.inotify_add_watch(c.inotify_init1(0), Buffer.from(".\0"), Number(process.argv[2]));
console.log("watching");
await Bun.stdin.text();
