// libc.ts: the few functions of the C library that inotify needs, called through bun:ffi.
import { SystemCallError, TeleopError } from "@teleop/core/plugin";

/** The system calls of these names, see their manual pages. They throw a {@link SystemCallError}. */
export interface Libc {
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

/**
 * Opens the C library of the process: glibc's, else musl's.
 *
 * @throws TeleopError `UNSUPPORTED_PLATFORM` where there is no bun:ffi, or it cannot open the library.
 */
export function openLibc(): Libc {
  // Not an import: the package must load where there is no bun:ffi, and must cost nothing until it is used.
  const ffi = process.getBuiltinModule?.("bun:ffi") as typeof import("bun:ffi") | undefined;
  if (ffi === undefined) {
    throw new TeleopError(
      "UNSUPPORTED_PLATFORM",
      "calling inotify needs bun:ffi, which this runtime does not have",
    );
  }
  const failures: unknown[] = [];
  for (const name of LIBRARY_NAMES[process.arch] ?? [GLIBC]) {
    try {
      return libcOf(ffi, name);
    } catch (error) {
      failures.push(error);
    }
  }
  throw new TeleopError("UNSUPPORTED_PLATFORM", `bun:ffi cannot open the C library: ${failures.join("; ")}`, {
    cause: failures[0],
  });
}

const GLIBC = "libc.so.6";
// glibc first: its name exists in a musl system only with a compatibility library, which then serves as well.
const LIBRARY_NAMES: Partial<Record<string, readonly string[]>> = {
  x64: [GLIBC, "libc.musl-x86_64.so.1"],
  arm64: [GLIBC, "libc.musl-aarch64.so.1"],
};

const EAGAIN = 11;
const EINTR = 4;

function libcOf(ffi: typeof import("bun:ffi"), name: string): Libc {
  const { symbols: c } = ffi.dlopen(name, {
    __errno_location: { args: [], returns: "ptr" },
    inotify_init1: { args: ["i32"], returns: "i32" },
    inotify_add_watch: { args: ["i32", "ptr", "u32"], returns: "i32" },
    inotify_rm_watch: { args: ["i32", "i32"], returns: "i32" },
    fcntl: { args: ["i32", "i32", "i64"], returns: "i32" },
    read: { args: ["i32", "ptr", "usize"], returns: "i64" },
    close: { args: ["i32"], returns: "i32" },
  });
  const errno = (): number => {
    const location = c.__errno_location();
    return location === null ? 0 : ffi.read.i32(location, 0);
  };
  return {
    inotifyInit(flags) {
      const fd = c.inotify_init1(flags);
      if (fd < 0) throw new SystemCallError("inotify_init1", errno());
      return fd;
    },
    inotifyAddWatch(fd, path, mask) {
      const watch = c.inotify_add_watch(fd, Buffer.from(`${path}\0`), mask);
      if (watch < 0) throw new SystemCallError("inotify_add_watch", errno(), path);
      return watch;
    },
    inotifyRemoveWatch(fd, watch) {
      c.inotify_rm_watch(fd, watch);
    },
    fcntl(fd, command, argument) {
      if (c.fcntl(fd, command, argument) < 0) throw new SystemCallError("fcntl", errno());
    },
    read(fd, buffer) {
      const bytes = Number(c.read(fd, buffer, buffer.byteLength));
      if (bytes >= 0) return bytes;
      const error = errno();
      if (error === EAGAIN || error === EINTR) return undefined;
      throw new SystemCallError("read", error);
    },
    close(fd) {
      c.close(fd);
    },
  };
}
