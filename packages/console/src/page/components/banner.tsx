// banner.tsx: says above all else that what is shown is not how it is now.
import type { ComponentChildren, JSX } from "preact";

export function Banner({ children }: { readonly children: ComponentChildren }): JSX.Element {
  return (
    <div class="banner" role="alert">
      <span aria-hidden="true">⚠</span> {children}
    </div>
  );
}
