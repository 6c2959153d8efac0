// press.ts: buttons as they are pressed without a pointer.
import type { Page } from "playwright-core";

/** By the keyboard alone: to a button by its name, once it can be pressed, and Enter. */
export async function press(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name, exact: true, disabled: false }).focus();
  await page.keyboard.press("Enter");
}
