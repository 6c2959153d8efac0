// main.ts: the process with the shelf, which can be attached to.
//
//   bun run src/main.ts          prints its PID; ends at SIGINT or SIGTERM
import { teleoperate } from "teleop";
import { libraryService } from "./service.ts";
import { newBook, Shelf } from "./shelf.ts";

const shelf = new Shelf();
shelf.put(newBook("Emma", ["Jane Austen"], 474));

teleoperate({
  services: { library: () => libraryService(shelf) },
  cleanupSignals: ["SIGINT", "SIGTERM"],
});
console.log(`library: pid ${process.pid}`);
// The process has to have work of its own: teleop does not keep it alive.
setInterval(() => {}, 60_000);
