// foreign-program.ts: a target that is armed and listens, and speaks another protocol than Cap'n Proto RPC.
import { listen } from "@teleop/core";
import { defaultAttacher, defaultTransport } from "@teleop/defaults";

await using attachment = listen({ attacher: defaultAttacher(), transport: defaultTransport() });
void greetEverybody();
console.log(JSON.stringify({ report: "ready" }));
await Bun.stdin.text();

async function greetEverybody(): Promise<void> {
  for await (const connection of attachment) {
    connection.open({ data: () => {}, end: () => {}, closed: () => {} });
    connection.write(new TextEncoder().encode("220 this is another service altogether\r\n"));
  }
}
