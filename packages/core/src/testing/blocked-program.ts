// blocked-program.ts: a process whose main thread waits in state D until somebody opens the FIFO that it is given: the
// parent in vfork(2), until its child has exec'd, which the child does only once it has opened that FIFO.
import { dlopen } from "bun:ffi";

const text = (value: string) => Buffer.from(`${value}\0`);
const { symbols: libc } = dlopen("libc.so.6", {
  posix_spawn: { args: ["ptr", "ptr", "ptr", "ptr", "ptr", "ptr"], returns: "i32" },
  posix_spawn_file_actions_init: { args: ["ptr"], returns: "i32" },
  posix_spawn_file_actions_addopen: { args: ["ptr", "i32", "ptr", "i32", "u32"], returns: "i32" },
});
const STDIN = 0;
const O_RDONLY = 0;
// The type is opaque, and smaller than this.
const actions = Buffer.alloc(256);
libc.posix_spawn_file_actions_init(actions);
libc.posix_spawn_file_actions_addopen(actions, STDIN, text(process.argv[2] ?? ""), O_RDONLY, 0);
const emptyList = new BigUint64Array(1);
libc.posix_spawn(new Int32Array(1), text("/bin/true"), actions, null, emptyList, emptyList);
