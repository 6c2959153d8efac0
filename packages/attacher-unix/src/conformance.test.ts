import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { attacherConformance, sigquitConformance } from "@teleop/conformance";
import { attachFileName } from "@teleop/core/plugin";
import { unix } from "./index.ts";

attacherConformance({
  name: "unix",
  attacher: unix(),
  target: new URL("./testing/target.ts", import.meta.url),
  decoys: [
    {
      name: "an attach file without SIGQUIT",
      send({ pid, cwd }) {
        const file = join(cwd, attachFileName({ pid }));
        writeFileSync(file, "", { flag: "wx" });
        rmSync(file);
      },
    },
  ],
  skip: [
    {
      reason: "SIGQUIT would end a process that is not armed, so none is sent",
      tests: ["an attach that came before arm() is seen"],
    },
  ],
});

if (process.platform === "linux") {
  sigquitConformance({
    name: "unix",
    client: unix(),
    target: new URL("./testing/target.ts", import.meta.url),
    toldNames: false,
  });
}
