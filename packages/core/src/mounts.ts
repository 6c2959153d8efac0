// mounts.ts: which file systems a process sees, and where, without touching any of them.

/** One line of proc_pid_mountinfo(5). */
export interface Mount {
  /** The directory of the file system that is mounted: `/` for all of it. */
  readonly root: string;
  /** Where, relative to the process's root directory. */
  readonly mountPoint: string;
  /** Such as `ext4`, `nfs4`, `fuse.sshfs`. */
  readonly type: string;
  /** What is mounted: a device, a server; or the name of the type. */
  readonly source: string;
  /** The file system's own options, such as `rw,freezer`. */
  readonly options: readonly string[];
}

/** What the text of proc_pid_mountinfo(5) says, in its order: of two at one mount point the later one is seen. */
export function parseMounts(mountinfo: string): readonly Mount[] {
  return mountinfo.split("\n").flatMap((line) => {
    const [before = "", after] = line.split(" - ");
    const [, , , root, mountPoint] = before.split(" ");
    if (root === undefined || mountPoint === undefined || after === undefined) return [];
    const [type = "", source = "", options = ""] = after.split(" ");
    return [
      {
        root: withoutOctal(root),
        mountPoint: withoutOctal(mountPoint),
        type,
        source: withoutOctal(source),
        options: options.split(","),
      },
    ];
  });
}

/** Spaces, line ends and backslashes are written in octal. */
function withoutOctal(text: string): string {
  return text.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));
}

/** The mount that an absolute path without links is on: of those that hold it the innermost, and of these the last. */
export function mountOf(mounts: readonly Mount[], path: string): Mount | undefined {
  let innermost: Mount | undefined;
  for (const mount of mounts) {
    const { mountPoint } = mount;
    const holds = mountPoint === "/" || path === mountPoint || path.startsWith(`${mountPoint}/`);
    if (holds && mountPoint.length >= (innermost?.mountPoint.length ?? 0)) innermost = mount;
  }
  return innermost;
}
