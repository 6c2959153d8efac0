// parcels-program.ts: a small process whose memory is known: so many parcels, and more when it is told to. It ends with its
// input.
import { writeSync } from "node:fs";
import { teleoperate } from "@teleop/defaults";
import { diagnostics } from "@teleop/diagnostics";

class Parcel {
  readonly content: string;
  constructor(content: string) {
    this.content = content;
  }
}

const parcels = Array.from({ length: 500 }, (_, index) => new Parcel(`parcel ${index}`));

await using _teleop = teleoperate({ services: diagnostics() });
report("ready");
for await (const line of console) {
  const { more } = JSON.parse(line);
  for (let index = 0; index < more; index++) parcels.push(new Parcel(`more ${index}`));
  report("grown");
}

function report(what: string): void {
  writeSync(1, `${JSON.stringify({ report: what, parcels: parcels.length })}\n`);
}
