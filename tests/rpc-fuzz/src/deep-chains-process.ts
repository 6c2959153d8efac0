// deep-chains-process.ts: `bun deep-chains-process.ts 1000` runs every chain that deep, and prints each that went well.
import { chainEndings, runDeepChain } from "./deep-chain-run.ts";
import { deepChains } from "./deep-chains.ts";

const depth = Number(process.argv[2]);
for (const [name, chain] of Object.entries(deepChains)) {
  for (const ending of chainEndings) {
    await runDeepChain(chain(depth), ending);
    console.log(`${name}, ${ending}`);
  }
}
