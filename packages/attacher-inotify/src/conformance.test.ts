// conformance.test.ts: what every attacher must do, and what looks like an attach by inotify but is none.
import { describe } from "bun:test";
import { unlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { attacherConformance, fileDecoys } from "@teleop/conformance";
import { attachFileName } from "@teleop/core/plugin";
import { inotify } from "./index.ts";

describe.if(process.platform === "linux")("inotify", () => {
  suite("inotify", "./testing/target.ts");
  suite("inotify without bun:ffi", "./testing/no-ffi-target.ts");
});

function suite(name: string, target: string): void {
  attacherConformance({
    name,
    attacher: inotify(),
    target: new URL(target, import.meta.url),
    decoys: [
      ...fileDecoys,
      {
        name: "an attach file that is withdrawn before the target can look",
        send: ({ pid, cwd }) => {
          process.kill(pid, "SIGSTOP");
          const file = join(cwd, attachFileName({ pid }));
          writeFileSync(file, "", { mode: 0o600 });
          unlinkSync(file);
          process.kill(pid, "SIGCONT");
        },
      },
      {
        name: "SIGURG",
        send: ({ pid }) => {
          process.kill(pid, "SIGURG");
        },
      },
    ],
  });
}
