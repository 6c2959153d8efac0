// platform.ts: where the kqueues of macOS and FreeBSD differ: layout, numbers, and how to open a directory.

/** All that the rest of this package must know about a system. */
export interface KqueuePlatform {
  /** The library that has kqueue(2) and kevent(2), where that is not the C library. */
  readonly library?: string | undefined;
  /** Size of `struct kevent` in bytes. Its fields are at the same offsets everywhere. */
  readonly keventBytes: 32 | 64;
  /** EVFILT_USER. */
  readonly userFilter: -10 | -11;
  /** Flags of open(2) for a directory that is only to be watched. */
  readonly openFlags: number;
  /** Whether a directory's note is used up by an event, and has to be added again. A real kqueue keeps it. */
  readonly readdNotes: boolean;
}

/** 64-bit macOS: bsd/sys/event.h and bsd/sys/fcntl.h of XNU. */
const macos: KqueuePlatform = {
  keventBytes: 32,
  userFilter: -10,
  // O_EVTONLY: the descriptor keeps no volume from being unmounted. With O_DIRECTORY and O_CLOEXEC.
  openFlags: 0x8000 | 0x100000 | 0x1000000,
  readdNotes: false,
};

/** 64-bit FreeBSD 12 and later: sys/sys/event.h and sys/sys/fcntl.h. */
const freebsd: KqueuePlatform = {
  keventBytes: 64,
  userFilter: -11,
  // O_RDONLY with O_DIRECTORY and O_CLOEXEC.
  openFlags: 0x20000 | 0x100000,
  readdNotes: false,
};

/** Undefined where there is no kqueue, or none that this package knows. */
export function kqueuePlatform(platform: NodeJS.Platform): KqueuePlatform | undefined {
  if (platform === "darwin") return macos;
  if (platform === "freebsd") return freebsd;
  return undefined;
}
