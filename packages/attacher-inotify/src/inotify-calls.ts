// inotify-calls.ts: the few functions of the C library that inotify needs.
import { openLibc } from "@teleop/core/plugin";

/** The system calls of these names, see their manual pages. They throw a {@link SystemCallError}. */
export interface InotifyCalls {
  /** inotify_init1(2). */
  inotifyInit(flags: number): number;
  /** inotify_add_watch(2). */
  inotifyAddWatch(fd: number, path: string, mask: number): number;
  /** inotify_rm_watch(2). A watch that is gone already is no failure, so that this never throws. */
  inotifyRemoveWatch(fd: number, watch: number): void;
  /** fcntl(2) with an integer argument. */
  fcntl(fd: number, command: number, argument: number): void;
  /** read(2) into `buffer`; undefined where there is nothing to read now (EAGAIN). */
  read(fd: number, buffer: Uint8Array): number | undefined;
  /** close(2). The descriptor is gone whatever it answers, so that this never throws. */
  close(fd: number): void;
}

/** @throws TeleopError as {@link openLibc} does: `UNSUPPORTED_PLATFORM` where there is no bun:ffi. */
export function openInotifyCalls(): InotifyCalls {
  const {
    functions: c,
    errno,
    failure,
  } = openLibc("calling inotify", {
    inotify_init1: { args: ["i32"], returns: "i32" },
    inotify_add_watch: { args: ["i32", "ptr", "u32"], returns: "i32" },
    inotify_rm_watch: { args: ["i32", "i32"], returns: "i32" },
    fcntl: { args: ["i32", "i32", "i64"], returns: "i32" },
    read: { args: ["i32", "ptr", "usize"], returns: "i64" },
    close: { args: ["i32"], returns: "i32" },
  });
  return {
    inotifyInit(flags) {
      const fd = c.inotify_init1(flags);
      if (fd < 0) throw failure("inotify_init1");
      return fd;
    },
    inotifyAddWatch(fd, path, mask) {
      const watch = c.inotify_add_watch(fd, Buffer.from(`${path}\0`), mask);
      if (watch < 0) throw failure("inotify_add_watch", path);
      return watch;
    },
    inotifyRemoveWatch(fd, watch) {
      c.inotify_rm_watch(fd, watch);
    },
    fcntl(fd, command, argument) {
      if (c.fcntl(fd, command, argument) < 0) throw failure("fcntl");
    },
    read(fd, buffer) {
      const bytes = Number(c.read(fd, buffer, buffer.byteLength));
      if (bytes >= 0) return bytes;
      const reason = errno();
      if (reason === EAGAIN || reason === EINTR) return undefined;
      throw failure("read");
    },
    close(fd) {
      c.close(fd);
    },
  };
}

const EAGAIN = 11;
const EINTR = 4;
