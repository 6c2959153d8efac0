// client.ts: attaches to a process by its PID, and uses its library with structs of capnp-es and with plain objects.
//
//   bun run src/client.ts PID
import { RpcError } from "@teleop/rpc-capnp";
import { capnpEs } from "@teleop/rpc-capnp/capnp-es";
import { Message } from "capnp-es";
import { attach, TeleopError } from "teleop";
import { Library_Find$Results, Library_Put$Params } from "./gen/library.js";
import { Library, Reader } from "./library.capnp.ts";
import { newBook } from "./shelf.ts";

const [pid] = process.argv.slice(2);
if (pid === undefined) {
  console.error("usage: bun run src/client.ts PID");
  process.exit(2);
}

try {
  await using target = await attach(Number(pid));
  using library = target.service("library", Library);

  // Step 1: params and results are structs of capnp-es.
  const params = new Message().initRoot(Library_Put$Params);
  params.book = newBook("Good Omens", ["Terry Pratchett", "Neil Gaiman"], 412);
  await library.put(params);
  using found = await library.find({ title: "Good Omens" }).as(capnpEs(Library_Find$Results));
  console.log(`${found.book.title}, by ${found.book.authors.join(" and ")}`);

  // Step 2: one side after the other is a plain object.
  using emma = await library.find({ title: "Emma" });
  console.log(`${emma.book?.title}, by ${emma.book?.authors.join(" and ")}`);

  // Step 3: capabilities are stubs and objects.
  using reader = Reader.server({ lent: ({ title }) => console.log(`you have been lent ${title}`) });
  using lent = await library.lend({ title: "Good Omens", to: reader });
  console.log(`${lent.book?.pages} pages`);
} catch (error) {
  if (!(error instanceof TeleopError || error instanceof RpcError)) throw error;
  console.error(`library client: ${error.message}`);
  process.exitCode = 1;
}
