// browser.ts: a real Chromium for the end-to-end tests, with a profile of its own that ends with it.
import { existsSync } from "node:fs";
import { type Browser, chromium, type Page } from "playwright-core";

const FLAGS: readonly string[] = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--disable-dev-shm-usage",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const PATIENCE_MS = 50_000;

/** Where it is; undefined where there is none. */
export function chromiumPath(): string | undefined {
  const given = process.env.TELEOP_TEST_CHROMIUM ?? Bun.which("chromium") ?? "";
  return existsSync(given) ? given : undefined;
}

/** A browser that nobody sees. Disposing it ends it. */
export class TestBrowser implements AsyncDisposable {
  readonly #browser: Browser;

  private constructor(browser: Browser) {
    this.#browser = browser;
  }

  /** @throws where there is no Chromium: the step that runs these tests makes sure of one. */
  static async start(): Promise<TestBrowser> {
    const executablePath = chromiumPath();
    if (executablePath === undefined)
      throw new Error("there is no chromium in PATH, nor at $TELEOP_TEST_CHROMIUM");
    return new TestBrowser(await chromium.launch({ executablePath, args: [...FLAGS], headless: true }));
  }

  /** A page of its own, in a profile of its own, that is asked for nothing outside of this machine. */
  async open(url: string): Promise<TestPage> {
    const context = await this.#browser.newContext({ viewport: { width: 1280, height: 800 } });
    // As long as a test may take on a machine that is busy.
    context.setDefaultTimeout(PATIENCE_MS);
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
    });
    page.on("pageerror", (error) => complaints.push(String(error.stack ?? error)));
    page.on("request", (request) => {
      const { hostname, protocol } = new URL(request.url());
      const isOurs = hostname === "127.0.0.1" || protocol === "data:" || protocol === "blob:";
      if (!isOurs) complaints.push(`the page has asked for ${request.url()}`);
    });
    await page.goto(url);
    return { page, complaints, [Symbol.asyncDispose]: () => context.close() };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#browser.close();
  }
}

/** Disposing it closes it, with its profile. */
export interface TestPage extends AsyncDisposable {
  readonly page: Page;
  /** What the browser has complained of, and what the page has asked of other machines: nothing, in a page that is well. */
  readonly complaints: readonly string[];
}
