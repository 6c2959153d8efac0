// app.tsx: the page: what is at its top, and what the address says to show below.
import type { JSX } from "preact";
import { Banner } from "../components/banner.tsx";
import { ThemeSwitch } from "../components/theme-switch.tsx";
import { ToastList } from "../components/toasts.tsx";
import { ProcessesView } from "../processes/processes-view.tsx";
import { AppContext, type AppServices } from "./context.ts";
import { ProcessPage } from "./process-page.tsx";

export function App({ services }: { readonly services: AppServices }): JSX.Element {
  const { route, visit } = services.router.shown.value;
  const link = services.link.state.value;
  return (
    <AppContext.Provider value={services}>
      <button type="button" class="skip" onClick={() => document.getElementById("main")?.focus()}>
        Skip to what is shown
      </button>
      <header class="top">
        <a class="brand" href="#/">
          teleop
        </a>
        <nav aria-label="Pages">
          <a href="#/" aria-current={route.page === "processes" ? "page" : undefined}>
            Processes
          </a>
        </nav>
        <ThemeSwitch />
      </header>
      {link.state === "lost" && (
        <Banner>
          The connection to the console is lost: {link.why}. It is tried again, and what is shown is how it
          was. A console that is started anew has another address.
        </Banner>
      )}
      {route.page === "processes" && route.isMistaken && (
        <Banner>This address leads to no process: here are all that there are.</Banner>
      )}
      <main id="main" tabIndex={-1}>
        {route.page === "processes" ? (
          <ProcessesView />
        ) : (
          <ProcessPage address={route.process} view={route.view} key={visit} />
        )}
      </main>
      <ToastList toasts={services.toasts} />
    </AppContext.Provider>
  );
}
