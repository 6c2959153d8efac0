// shop.ts: the shop's state, and what it makes of it. It forgets nothing: that is its leak.
import { makeCatalogue, type Product } from "./catalogue.ts";
import { search } from "./search.ts";

export interface Order {
  readonly id: number;
  readonly product: Product;
  readonly pieces: number;
}

/** Somebody has looked at something. They were to be counted by the hour some day, and nobody ever takes one out. */
class Visit {
  readonly at: Date = new Date();
  readonly what: string;
  constructor(what: string) {
    this.what = what;
  }
}

export class Shop {
  readonly catalogue: readonly Product[] = makeCatalogue();
  readonly #orders: Order[] = [];
  readonly #visits: Visit[] = [];

  product(id: number): Product | undefined {
    const product = this.catalogue[id];
    if (product !== undefined) this.#visits.push(new Visit(product.name));
    return product;
  }

  search(typed: string): Product[] {
    this.#visits.push(new Visit(typed));
    return search(this.catalogue, typed);
  }

  /** @returns undefined where there is no such product, or no such number of pieces. */
  order(productId: unknown, pieces: unknown): Order | undefined {
    const product = this.catalogue[Number(productId)];
    if (product === undefined || !Number.isSafeInteger(pieces) || Number(pieces) < 1) return undefined;
    const order = { id: this.#orders.length, product, pieces: Number(pieces) };
    this.#orders.push(order);
    return order;
  }

  findOrder(id: number): Order | undefined {
    return this.#orders[id];
  }

  /** What was sold of each product, by the turnover; the lines are made anew each time, and are soon garbage. */
  report(): string {
    const turnover = new Map<Product, number>();
    for (const { product, pieces } of this.#orders.slice(-5_000)) {
      turnover.set(product, (turnover.get(product) ?? 0) + pieces * product.cents);
    }
    return [...turnover]
      .sort(([, one], [, other]) => other - one)
      .map(([{ name }, cents]) => `${name};${(cents / 100).toFixed(2)}\n`)
      .join("");
  }
}
