// main.ts: a small shop as an HTTP server, as any other: nothing in it knows that it will be looked into.
//
//   PORT=3000 bun run src/main.ts        ends at SIGINT or SIGTERM
import { serveShop } from "./server.ts";

const server = serveShop(Number(process.env.PORT ?? 3000));
console.log(`shop: pid ${process.pid}, ${server.url}`);
