// poller.ts: a client that connects to its parent as fast as it can, until it has done so a hundred times.
import { NotListeningError } from "@teleop/core";
import { namedPipe } from "../index.ts";

const transport = namedPipe();
const parent = { pid: process.ppid, name: process.argv[2] };
let met = 0;
while (met < 100) {
  try {
    const connection = await transport.connect(parent);
    connection.abort();
    met++;
  } catch (error) {
    if (!(error instanceof NotListeningError)) throw error;
  }
}
console.log(`met ${met} times`);
