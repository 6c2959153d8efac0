// sigquit.ts: what every attacher must do whose targets answer SIGQUIT, a signal that ends a process by default: no
// client ever ends the target by it, and whoever else sends it gets what he would have got without us.
import { expect, test } from "bun:test";
import { readdirSync, unlinkSync, writeFileSync } from "node:fs";
import { constants } from "node:os";
import { join } from "node:path";
import type { Attacher } from "@teleop/core";
import { attachFileName } from "@teleop/core/plugin";
import { AttacherProcess } from "./attacher-process.ts";

export interface SigquitConformance {
  /** Begins the name of every test. */
  readonly name: string;
  /** Sends SIGQUIT. */
  readonly client: Attacher;
  /** A script that calls `runAttacherTarget()` with the attacher. */
  readonly target: URL;
  /** Whether the target is told the names of files that appear, so that other files raise no doubt. */
  readonly toldNames: boolean;
}

/** Declares the suite, for `bun test`. It needs Linux, where a process can be started with any disposition. */
export function sigquitConformance(conformance: SigquitConformance): void {
  for (const [name, run] of Object.entries(sigquitTests(conformance))) {
    test(`${conformance.name}: ${name}`, run, TEST_TIMEOUT_MS);
  }
}

/** Far more than any of them takes, so that a busy machine fails none. */
const TEST_TIMEOUT_MS = 20_000;

/** Whatever shell started us: background jobs inherit that SIGQUIT is ignored. */
const BY_DEFAULT = ["env", "--default-signal=QUIT"];
const IGNORING = ["env", "--ignore-signal=QUIT"];

/** Passes SIGQUIT on, as `bun run` does. */
const PASSING_ON = [
  process.execPath,
  "-e",
  `const child = Bun.spawn(process.argv.slice(1), { stdio: ["inherit", "inherit", "inherit"] });
  process.on("SIGQUIT", () => child.kill("SIGQUIT"));
  process.exitCode = await child.exited;`,
];

function sigquitTests({ client, target: script, toldNames }: SigquitConformance) {
  const start = async (wrapper: readonly string[] = BY_DEFAULT): Promise<AttacherProcess> => {
    const target = await AttacherProcess.start(script, { wrapper });
    await target.command({ do: "arm" });
    return target;
  };
  /** Asserts that it is not the end of the process. */
  const survives = async (target: AttacherProcess): Promise<void> => {
    await target.settle();
    expect(await target.end()).toBe(0);
  };
  return {
    "a client that sends SIGQUIT wakes the target, and there is one private directory": async () => {
      await using target = await start();
      await using signal = client.signal(target);
      await signal.send();
      await target.next("signaled");
      const parent = join(target.directories.tmp, `.teleop_${process.geteuid?.()}`);
      expect(readdirSync(parent)).toHaveLength(1);
      await survives(target);
    },
    "of two rendezvous the one that the client names is woken": async () => {
      await using target = await start();
      await target.command({ do: "arm", name: "two" });
      await using signal = client.signal({ pid: target.pid, name: "two" });
      await signal.send();
      await target.next("signaled");
      await target.settle();
      const woken = target.log.flatMap((report) => (report.report === "signaled" ? [report.name] : []));
      expect(new Set(woken)).toEqual(new Set(["two"]));
    },
    "SIGQUIT without a client ends the process by that signal": async () => {
      await using target = await start();
      target.kill("SIGQUIT");
      expect(await target.ended()).toBe("SIGQUIT");
    },
    "SIGQUIT without a client ends the process though it was disposed": async () => {
      await using target = await start();
      await target.command({ do: "dispose", times: 1 });
      target.kill("SIGQUIT");
      expect(await target.ended()).toBe("SIGQUIT");
    },
    ...(toldNames && {
      "an attach file that stays keeps SIGQUIT from ending the process for half a minute, not for ever":
        async () => {
          await using target = await start();
          const file = join(target.directories.cwd, attachFileName({ pid: target.pid + 1 }));
          writeFileSync(file, "", { mode: 0o600 });
          target.kill("SIGQUIT");
          await target.settle();
          await target.command({ do: "skipTime", milliseconds: LONG_MS, only: "monotonic" });
          target.kill("SIGQUIT");
          expect(await target.ended()).toBe("SIGQUIT");
        },
      "SIGQUIT without a client ends the process though another file has just appeared": async () => {
        await using target = await start();
        writeFileSync(join(target.directories.cwd, "server.pid"), "1");
        await target.command({ do: "skipTime", milliseconds: 1_000 });
        target.kill("SIGQUIT");
        expect(await target.ended()).toBe("SIGQUIT");
      },
    }),
    "SIGQUIT long after a client was there ends the process, armed or disposed": async () => {
      for (const disposed of [false, true]) {
        await using target = await start();
        {
          await using signal = client.signal(target);
          await signal.send();
          await target.next("signaled");
        }
        if (disposed) await target.command({ do: "dispose", times: 1 });
        await target.command({ do: "skipTime", milliseconds: LONG_MS });
        target.kill("SIGQUIT");
        expect(await target.ended()).toBe("SIGQUIT");
      }
    },
    "SIGQUIT right after a client was there is survived, armed or disposed": async () => {
      for (const disposed of [false, true]) {
        await using target = await start();
        {
          await using signal = client.signal(target);
          await signal.send();
          await target.next("signaled");
        }
        if (disposed) await target.command({ do: "dispose", times: 1 });
        target.kill("SIGQUIT");
        await survives(target);
      }
    },
    "a client that came and went while the target was stopped does not end it": async () => {
      await using target = await start();
      target.kill("SIGSTOP");
      {
        await using signal = client.signal(target);
        await signal.send();
      }
      target.kill("SIGCONT");
      await survives(target);
    },
    "a client that came and went while the target was busy does not end it": async () => {
      await using target = await start();
      target.send({ do: "block", until: "unblock" });
      await target.next("blocked");
      {
        await using signal = client.signal(target);
        for (let time = 0; time < 100; time++) await signal.send();
      }
      writeFileSync(join(target.directories.cwd, "unblock"), "");
      await target.next("done");
      await survives(target);
    },
    "a client that came and went behind another file while the target was stopped does not end it":
      async () => {
        await using target = await start();
        target.kill("SIGSTOP");
        writeFileSync(join(target.directories.cwd, "another"), "");
        {
          await using signal = client.signal(target);
          await signal.send();
        }
        target.kill("SIGCONT");
        await survives(target);
      },
    "a client that came while the target was disposed does not end it, whether it is still there or not":
      async () => {
        for (const stays of [true, false]) {
          await using target = await start();
          target.send({ do: "block", until: "unblock" });
          await target.next("blocked");
          target.send({ do: "dispose", times: 1 });
          const signal = client.signal(target);
          await signal.send();
          if (!stays) await signal[Symbol.asyncDispose]();
          writeFileSync(join(target.directories.cwd, "unblock"), "");
          await target.next("done");
          await target.next("done");
          await target.settle();
          await signal[Symbol.asyncDispose]();
          expect(await target.end()).toBe(0);
        }
      },
    "an attach file that a killed client left keeps SIGQUIT from ending the target": async () => {
      await using target = await start();
      const file = join(target.directories.cwd, attachFileName(target));
      writeFileSync(file, "", { mode: 0o600 });
      target.kill("SIGQUIT");
      await target.next("signaled");
      target.kill("SIGQUIT");
      await target.settle();
      unlinkSync(file);
      target.kill("SIGQUIT");
      await survives(target);
    },
    "a client that named a wrapper, which passes its signals on, does not end the target": async () => {
      await using target = await start();
      const file = join(target.directories.cwd, attachFileName({ pid: target.pid + 1 }));
      writeFileSync(file, "", { mode: 0o600 });
      await target.settle();
      target.kill("SIGQUIT");
      await target.settle();
      unlinkSync(file);
      target.kill("SIGQUIT");
      await target.settle();
      expect(target.drain("signaled")).toBe(0);
      await survives(target);
    },
    "a client that named a wrapper, which works elsewhere than the target, does not end it": async () => {
      const wrapper = [...BY_DEFAULT, ...PASSING_ON];
      await using target = await AttacherProcess.start(script, { wrapper });
      await target.command({ do: "chdir", to: target.directories.tmp });
      await target.command({ do: "arm" });
      await using signal = client.signal(target);
      await signal.send();
      while ((await target.next("event")).event.type !== "ignored");
      await survives(target);
    },
    "an attach file for another process that works where the wrapper does lets SIGQUIT end the target":
      async () => {
        const wrapper = [...BY_DEFAULT, ...PASSING_ON];
        await using target = await AttacherProcess.start(script, { wrapper });
        await target.command({ do: "chdir", to: target.directories.tmp });
        await target.command({ do: "arm" });
        const file = join(target.directories.cwd, attachFileName({ pid: process.pid }));
        writeFileSync(file, "", { mode: 0o600 });
        target.kill("SIGQUIT");
        expect(await target.ended()).toBe(128 + constants.signals.SIGQUIT);
        unlinkSync(file);
      },
    "that a SIGQUIT was not obeyed is told": async () => {
      await using target = await start();
      target.kill("SIGSTOP");
      {
        await using signal = client.signal(target);
        await signal.send();
      }
      target.kill("SIGCONT");
      await target.settle();
      expect(target.events).toContainEqual(
        expect.objectContaining({ type: "ignored", reason: expect.stringContaining("SIGQUIT") }),
      );
    },
    "where SIGQUIT was ignored before, one without a client is ignored, and a client is heard": async () => {
      await using target = await start(IGNORING);
      target.kill("SIGQUIT");
      await target.settle();
      await using signal = client.signal(target);
      await signal.send();
      await target.next("signaled");
      await target.command({ do: "dispose", times: 1 });
      await target.command({ do: "skipTime", milliseconds: LONG_MS });
      target.kill("SIGQUIT");
      await survives(target);
    },
    "a handler of the application's own is called, and decides": async () => {
      for (const how of ["on", "once", "prependOnce"] as const) {
        for (const first of ["handler", "armed"] as const) {
          await using target = await AttacherProcess.start(script, { wrapper: BY_DEFAULT });
          if (first === "armed") await target.command({ do: "arm" });
          await target.command({ do: "handleSigquit", how });
          if (first === "handler") await target.command({ do: "arm" });
          target.kill("SIGQUIT");
          await target.next("heard");
          await target.settle();
          {
            await using signal = client.signal(target);
            await signal.send();
            await target.next("signaled");
          }
          await target.settle();
          await target.command({ do: "skipTime", milliseconds: LONG_MS });
          target.drain("heard");
          target.kill("SIGQUIT");
          if (how === "on") await target.next("heard");
          else expect(await target.ended()).toBe("SIGQUIT");
        }
      }
    },
    "a library that ends the process where it finds no handler but its own finds no other": async () => {
      await using target = await start();
      await target.command({ do: "handleSigquit", how: "ifAlone" });
      {
        await using signal = client.signal(target);
        await signal.send();
        await target.next("signaled");
      }
      await target.settle();
      await target.command({ do: "skipTime", milliseconds: LONG_MS });
      target.kill("SIGQUIT");
      expect(await target.ended()).toBe("SIGQUIT");
    },
  };
}

/** After that long nothing of a client can be on its way any more. */
const LONG_MS = 60_000;
