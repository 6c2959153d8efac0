// server.ts: the shop's routes.
import type { Server } from "bun";
import { Shop } from "./shop.ts";

/** Serves until it is stopped. Port 0 takes a free one: see `url`. */
export function serveShop(port: number, shop: Shop = new Shop()): Server<undefined> {
  return Bun.serve({
    port,
    hostname: "localhost",
    routes: {
      "/products/:id": ({ params }) => found(shop.product(Number(params.id)), "product", params.id),
      "/orders/:id": ({ params }) => found(shop.findOrder(Number(params.id)), "order", params.id),
      "/search": ({ url }) => Response.json(shop.search(new URL(url).searchParams.get("for") ?? "")),
      "/report": () => new Response(shop.report(), { headers: { "content-type": "text/csv" } }),
      "/orders": { POST: (request) => takeOrder(shop, request) },
    },
    fetch: ({ method, url }) => refuse(404, `there is no ${method} ${new URL(url).pathname}`),
    error: (error) => {
      console.error("request failed:", error);
      return refuse(500, "the shop is at a loss");
    },
  });
}

async function takeOrder(shop: Shop, request: Request): Promise<Response> {
  const text = await request.text();
  const { product, pieces } = parseOrder(text);
  const order = shop.order(product, pieces);
  if (order === undefined) {
    console.warn(`order refused: ${text.slice(0, 200)}`);
    return refuse(400, 'an order is {"product":ID,"pieces":COUNT}, of a product that there is');
  }
  console.log(`order ${order.id}: ${order.pieces} × ${order.product.name}`);
  return Response.json(order, { status: 201, headers: { location: `/orders/${order.id}` } });
}

function parseOrder(text: string): { readonly product?: unknown; readonly pieces?: unknown } {
  try {
    return Object(JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}

function found(what: object | undefined, kind: string, id: string): Response {
  return what === undefined ? refuse(404, `there is no ${kind} ${id}`) : Response.json(what);
}

function refuse(status: number, error: string): Response {
  return Response.json({ error }, { status });
}
