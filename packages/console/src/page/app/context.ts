// context.ts: what all components can reach.
import { type Context, createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Toasts } from "../components/toasts.tsx";
import type { ConsoleLink } from "./link.ts";
import type { ProcessStore } from "./process-store.ts";
import type { Router } from "./route.ts";

export interface AppServices {
  readonly link: ConsoleLink;
  readonly processes: ProcessStore;
  readonly toasts: Toasts;
  readonly router: Router;
}

export const AppContext: Context<AppServices | undefined> = createContext<AppServices | undefined>(undefined);

export function useApp(): AppServices {
  const services = useContext(AppContext);
  if (services === undefined) throw new Error("a component is used outside of the page");
  return services;
}
