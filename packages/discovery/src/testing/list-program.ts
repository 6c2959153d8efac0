// list-program.ts: lists what this user sees.
import { list } from "../list.ts";

process.stdout.write(JSON.stringify(await list()));
