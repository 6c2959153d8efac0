// announcer-program.ts: a process that announces itself, and does what it is told.
import { writeSync } from "node:fs";
import { inotify } from "@teleop/attacher-inotify";
import { windowsEvent } from "@teleop/attacher-windows";
import { type AnnounceOptions, announce } from "../announce.ts";

/** Its only argument, as JSON. */
export type AnnouncerProgram = Partial<Omit<AnnounceOptions, "onEvent">> & {
  /** Arms itself, too; or does nothing but that. */
  readonly arms?: boolean | "only";
};

/** A line of its input. */
export type AnnouncerCommand =
  | { readonly do: "dispose" }
  | { readonly do: "renew" }
  | { readonly do: "exit" }
  | { readonly do: "throw" }
  | { readonly do: "become"; readonly user: number };

/** A line of its output. */
export type AnnouncerReport =
  | { readonly report: "ready" }
  | { readonly report: "done" }
  | { readonly report: "event"; readonly type: string; readonly reason: string };

const { arms = false, ...options } = JSON.parse(process.argv[2] ?? "{}") as AnnouncerProgram;

const attacher = process.platform === "win32" ? windowsEvent() : inotify();
using _armed = arms === false ? undefined : attacher.arm({ pid: process.pid, name: options.rendezvous });
const announced =
  arms === "only"
    ? undefined
    : announce({
        attacher: attacher.name,
        transport: "none",
        services: ["echo"],
        ...options,
        onEvent: (event) => {
          const reason = "reason" in event ? String(event.reason) : "";
          tell({ report: "event", type: event.type, reason });
        },
      });
tell({ report: "ready" });
for await (const line of console) {
  if (line === "") continue;
  const command = JSON.parse(line) as AnnouncerCommand;
  obey(command);
  tell({ report: "done" });
}
announced?.[Symbol.dispose]();

function obey(command: AnnouncerCommand): void {
  switch (command.do) {
    case "dispose":
      announced?.[Symbol.dispose]();
      break;
    case "renew":
      announced?.renew();
      break;
    case "exit":
      process.exit(0);
      break;
    case "throw":
      throw new Error("as it was told");
    case "become":
      process.setuid?.(command.user);
      break;
  }
}

function tell(report: AnnouncerReport): void {
  writeSync(1, `${JSON.stringify(report)}\n`);
}
