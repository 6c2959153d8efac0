// focus-keeper.ts: keeps the focus when what has it is taken away, or cannot be used for a while: it goes to what had it last,
// and back as soon as that can be used again. Otherwise it would be nowhere, and Tab would begin at the top of the page.

/** How many elements are remembered that have had it. */
const MOST = 20;

/** Disposing it leaves the focus alone from then on. */
export class FocusKeeper implements Disposable {
  readonly #document: Document;
  readonly #changes: MutationObserver;
  /** What has had it, the last one first. */
  #trail: readonly HTMLElement[] = [];
  /** What lost it, as it cannot be used for now, and what has it instead. */
  #lent: { readonly from: HTMLElement; readonly to: HTMLElement } | undefined;

  constructor(document: Document) {
    this.#document = document;
    document.addEventListener("focusin", this.#remember);
    this.#changes = new MutationObserver(() => this.#keep());
    this.#changes.observe(document.body, { childList: true, subtree: true, attributeFilter: ["disabled"] });
  }

  [Symbol.dispose](): void {
    this.#document.removeEventListener("focusin", this.#remember);
    this.#changes.disconnect();
  }

  readonly #remember = ({ target }: FocusEvent): void => {
    if (!(target instanceof HTMLElement)) return;
    // A question that is asked meanwhile takes it, and gives it back by itself to what has it instead.
    if (target !== this.#lent?.to && target.closest("dialog") === null) this.#lent = undefined;
    this.#trail = [target, ...this.#trail.filter((one) => one !== target)].slice(0, MOST);
    if (target === this.#lent?.to) queueMicrotask(() => this.#keep());
  };

  #keep(): void {
    const { activeElement, body } = this.#document;
    const owed = this.#lent?.from.isConnected === true ? this.#lent.from : undefined;
    const isLent = activeElement === this.#lent?.to && owed !== undefined && canHaveFocus(owed);
    const [last] = this.#trail;
    // Somebody who has clicked beside everything wants it nowhere. A disabled element may still be called the active one.
    const isLost =
      last !== undefined &&
      !canHaveFocus(last) &&
      (activeElement === null || activeElement === body || activeElement === last);
    if (!isLent && !isLost) return;
    const from = owed ?? this.#trail.find((one) => one.isConnected);
    const to = from !== undefined && canHaveFocus(from) ? from : this.#trail.find(canHaveFocus);
    this.#lent = from === undefined || to === undefined || from === to ? undefined : { from, to };
    to?.focus({ preventScroll: true });
  }
}

function canHaveFocus(element: HTMLElement): boolean {
  return element.isConnected && !element.matches(":disabled") && element.checkVisibility();
}
