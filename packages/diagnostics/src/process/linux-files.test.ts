import { expect, test } from "bun:test";
import { cgroup } from "./cgroup.ts";
import { kindOf } from "./descriptors.ts";
import { parseLimits } from "./limits.ts";
import { librariesIn } from "./modules.ts";
import { internetSocket, unixSocket } from "./sockets.ts";

/** A system with these files. */
const system = (files: Readonly<Record<string, string>>) => (path: string) => files[path];

/** Where paths have those of Linux. */
const withSlashes = test.skipIf(process.platform === "win32");

withSlashes("in version 2 the lowest limit on the way to the root counts", () => {
  const read = system({
    "/proc/self/cgroup": "0::/pod/app\n",
    "/proc/self/mountinfo": "30 23 0:26 / /sys/fs/cgroup rw,nosuid - cgroup2 cgroup2 rw\n",
    "/sys/fs/cgroup/pod/app/memory.current": "1000\n",
    "/sys/fs/cgroup/pod/app/memory.max": "max\n",
    "/sys/fs/cgroup/pod/memory.max": "5000\n",
    "/sys/fs/cgroup/pod/app/memory.high": "4000\n",
    "/sys/fs/cgroup/pod/app/cpu.max": "150000 100000\n",
    "/sys/fs/cgroup/pod/cpu.max": "max 100000\n",
    "/sys/fs/cgroup/pod/app/cpu.stat": "usage_usec 5\nnr_throttled 7\n",
    "/sys/fs/cgroup/pod/app/memory.events": "oom 3\noom_kill 2\n",
    "/sys/fs/cgroup/pod/app/pids.current": "12\n",
    "/sys/fs/cgroup/pids.max": "100\n",
  });
  expect(cgroup(read)).toEqual({
    path: "/pod/app",
    version: 2,
    memory: { used: 1000n, max: 5000n, high: 4000n, swapMax: -1n },
    cpus: 1.5,
    processes: { used: 12n, max: 100n },
    throttled: 7n,
    outOfMemoryKills: 2n,
  });
});

withSlashes("in a container whose own group is the root of what is mounted, that is where it looks", () => {
  const mountinfo = "30 23 0:26 /docker/abc /sys/fs/cgroup ro - cgroup2 cgroup rw\n";
  const files = { "/proc/self/mountinfo": mountinfo, "/sys/fs/cgroup/memory.max": "300\n" };
  for (const path of ["/docker/abc", "/"]) {
    const found = cgroup(system({ ...files, "/proc/self/cgroup": `0::${path}\n` }));
    expect(found.memory?.max).toBe(300n);
  }
});

withSlashes(
  "in version 1 each controller has a hierarchy of its own, and a number that no machine has is no limit",
  () => {
    const read = system({
      "/proc/self/cgroup": "4:memory:/app\n2:cpu,cpuacct:/\n0::/\n",
      "/proc/self/mountinfo":
        "35 31 0:32 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory\n" +
        "32 31 0:29 / /sys/fs/cgroup/my\\040cpu rw - cgroup cgroup rw,cpu,cpuacct\n" +
        "41 31 0:38 / /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw\n",
      "/sys/fs/cgroup/memory/app/memory.usage_in_bytes": "77\n",
      "/sys/fs/cgroup/memory/app/memory.limit_in_bytes": "9223372036854771712\n",
      "/sys/fs/cgroup/my cpu/cpu.cfs_quota_us": "50000\n",
      "/sys/fs/cgroup/my cpu/cpu.cfs_period_us": "100000\n",
    });
    expect(cgroup(read)).toMatchObject({
      path: "/app",
      version: 1,
      memory: { used: 77n, max: -1n },
      cpus: 0.5,
      processes: { used: -1n },
    });
  },
);

test("without a cgroup nothing is told", () => {
  expect(cgroup(system({}))).toEqual({});
});

test("limits are read by their columns, also one without a unit", () => {
  const text = [
    "Limit                     Soft Limit           Hard Limit           Units     ",
    "Max open files            1024                 unlimited            files     ",
    "Max nice priority         0                    0                    ",
    "",
  ].join("\n");
  expect(parseLimits(text)).toEqual([
    {
      name: "Max open files",
      unit: "files",
      soft: { which: "value", value: 1024n },
      hard: { which: "unlimited" },
    },
    {
      name: "Max nice priority",
      unit: "",
      soft: { which: "value", value: 0n },
      hard: { which: "value", value: 0n },
    },
  ]);
});

test("addresses of the kernel's tables are read as people write them", () => {
  const four = "0: 0100007F:1F90 0200000A:01BB 01 00000000:00000000 00:00000000 00000000 0 0 1541";
  expect(internetSocket("tcp", four)).toEqual({
    protocol: "tcp",
    local: "127.0.0.1:8080",
    remote: "10.0.0.2:443",
    state: "established",
  });
  const six = "0: 00000000000000000000000001000000:1F90 00000000000000000000000000000000:0000 0A 0 0 0 0 0 9";
  expect(internetSocket("tcp6", six)).toEqual({
    protocol: "tcp6",
    local: "[::1]:8080",
    remote: "",
    state: "listen",
  });
  const documented =
    "0: B80D0120000000000000000001000000:0050 00000000000000000000000000000000:0000 07 0 0 0 0 0 9";
  expect(internetSocket("udp6", documented)).toMatchObject({ local: "[2001:db8::1]:80", state: "" });
  expect(unixSocket("00000000fa7eda67: 00000002 00000000 00010000 0001 01 4335790 /tmp/a b")).toEqual({
    protocol: "unix",
    local: "/tmp/a b",
    remote: "",
    state: "listen",
  });
  expect(unixSocket("00000000fa7eda67: 00000003 00000000 00000000 0001 03 4335790")).toMatchObject({
    local: "",
    state: "established",
  });
});

test("only what is mapped to be executed is native code", () => {
  const maps = [
    "7f00-7f01 r--p 00000000 fe:00 1234                       /usr/share/locale",
    "7f02-7f03 r-xp 00000000 fe:00 1235                       /usr/lib/lib a.so",
    "7f02-7f04 r-xp 00010000 fe:00 1235                       /usr/lib/lib a.so",
    "7ffc-7ffd r-xp 00000000 00:00 0                          [vdso]",
    "7ffc-7ffe rwxp 00000000 00:00 0 ",
  ].join("\n");
  expect(librariesIn(maps)).toEqual(["/usr/lib/lib a.so"]);
});

test.each([
  ["/var/log/app.log", "file"],
  ["/var/log/app.log (deleted)", "deleted"],
  ["/dev/null", "device"],
  ["/dev/shm/x", "memory"],
  ["/memfd:x (deleted)", "memory"],
  ["pipe:[1]", "pipe"],
  ["socket:[1]", "socket"],
  ["anon_inode:[eventpoll]", "event"],
  ["anon_inode:inotify", "event"],
  ["", "unknown"],
] as const)("a descriptor that leads to %j is of the kind %s", (target, kind) => {
  expect(kindOf(target)).toBe(kind);
});
