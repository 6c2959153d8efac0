// requests.ts: keeps a shop busy, checks every answer, and counts.

/** What came of it. Durations are in milliseconds. */
export interface LoadResult {
  readonly requests: number;
  /** A sentence for each request that was not answered as it should be. */
  readonly failures: readonly string[];
  /** How long requests took: half of them, 99 of 100, and the longest. */
  readonly median: number;
  readonly percentile99: number;
  readonly longest: number;
}

export interface LoadOptions {
  /** How many requests are under way at once. */
  readonly connections: number;
  /** When it is aborted no request is begun any more; those under way are awaited. */
  readonly signal: AbortSignal;
  /** Called when a request was answered, with how many were so far. */
  readonly onAnswer?: (requests: number) => void;
}

const SEARCHES = ["coper ketle", "strped wol blankett", "quiet oak clok", "foldng ladder", "lether sadle"];

/**
 * Keeps `connections` requests under way.
 *
 * @param shop the URL of the server.
 */
export async function keepBusy(shop: URL, options: LoadOptions): Promise<LoadResult> {
  const durations: number[] = [];
  const failures: string[] = [];
  let begun = 0;
  const work = async (): Promise<void> => {
    while (!options.signal.aborted) {
      const number = begun++;
      const started = performance.now();
      try {
        await request(shop, number);
      } catch (error) {
        failures.push(`request ${number}: ${error}`);
      }
      durations.push(performance.now() - started);
      options.onAnswer?.(durations.length);
    }
  };
  await Promise.all(Array.from({ length: options.connections }, work));
  durations.sort((one, other) => one - other);
  const at = (share: number): number => durations[Math.floor((durations.length - 1) * share)] ?? 0;
  return { requests: durations.length, failures, median: at(0.5), percentile99: at(0.99), longest: at(1) };
}

/** Of ten requests six are for a product, two order one, one searches, and one wants the report. */
async function request(shop: URL, number: number): Promise<void> {
  const product = (number * 31) % 2_000;
  switch (number % 10) {
    case 3:
    case 7: {
      const body = JSON.stringify({ product, pieces: 1 + (number % 4) });
      const order = await answer(new URL("orders", shop), 201, { method: "POST", body });
      require(JSON.parse(order).product.id === product, "the order is of another product", order);
      return;
    }
    case 5: {
      const typed = SEARCHES[((number / 10) % SEARCHES.length) | 0] ?? "";
      const hits = await answer(new URL(`search?for=${encodeURIComponent(typed)}`, shop), 200);
      require(JSON.parse(hits).length === 5, "expected five products", hits);
      return;
    }
    case 9: {
      const report = await answer(new URL("report", shop), 200);
      require(/^(\D+;\d+\.\d\d\n)*$/.test(report), "expected lines of a name and a sum", report);
      return;
    }
    default: {
      const text = await answer(new URL(`products/${product}`, shop), 200);
      require(JSON.parse(text).id === product, "expected another product", text);
    }
  }
}

async function answer(url: URL, status: number, init?: RequestInit): Promise<string> {
  const response = await fetch(url, init);
  const text = await response.text();
  require(response.status === status, `${url} answered ${response.status}, expected ${status}`, text);
  return text;
}

function require(condition: boolean, otherwise: string, text: string): void {
  if (!condition) throw new Error(`${otherwise}: ${text.slice(0, 200)}`);
}
