// default-attacher.test.ts: the default of Linux does what every attacher must do, and answers SIGQUIT as well.
import { describe } from "bun:test";
import { unix } from "@teleop/attacher-unix";
import { attacherConformance, fileDecoys, sigquitConformance } from "@teleop/conformance";
import { defaultAttacher } from "./index.ts";

const target = new URL("./testing/attacher-target.ts", import.meta.url);

describe.if(process.platform === "linux")("the default attacher", () => {
  attacherConformance({ name: "default", attacher: defaultAttacher(), target, decoys: fileDecoys });
  sigquitConformance({ name: "default", client: unix(), target, toldNames: true });
});
