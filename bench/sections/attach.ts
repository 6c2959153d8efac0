// attach.ts: from a PID to the first reply: of a target that was never attached to, beside Java's and that of the Rust
// crate; and of one that listens already, beside a bare connection.
//
// Clients live, and have attached before: theirs and ours take turns at targets of their own, each of which is new. The
// first reply is an echo; in Java, the system properties. Ours are the packages as they are published.
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PackedProject } from "../packed-project.ts";
import { type Bench, type OpenSection, over, type Section, scaled, type Values } from "../section.ts";
import { median } from "../spread.ts";
import { AttachingClient, Target } from "../target.ts";

export const attach: Section = {
  name: "attach",
  title: "Attaching: from a PID to the first reply",
  figures: [
    {
      key: "attach.cold.java_over_ours",
      title: "VirtualMachine.attach over ours, new targets",
      bar: { atLeast: 25 },
    },
    { key: "attach.cold.rust_over_ours", title: "the crate teleop 0.4.1 over ours", bar: { atLeast: 12 } },
    {
      key: "attach.cold.java_over_preloaded",
      title: "VirtualMachine.attach over ours, new targets with preload",
    },
    { key: "attach.cold_ms", title: "ours, a new target", unit: "ms" },
    { key: "attach.cold_preloaded_ms", title: "ours, a new target with preload", unit: "ms" },
    { key: "attach.cold.java_ms", title: "VirtualMachine.attach", unit: "ms" },
    { key: "attach.cold.rust_ms", title: "the crate teleop 0.4.1", unit: "ms" },
    {
      key: "attach.warm.p50_over_connect",
      title: "the second attach over a bare connection and one round trip",
      bar: { atMost: 2 },
    },
    { key: "attach.warm.later_over_connect", title: "the same, of attaches after that" },
    { key: "attach.warm_ms", title: "ours, the second attach", unit: "ms" },
    { key: "attach.warm.later_ms", title: "ours, attaches after that", unit: "ms" },
    { key: "attach.connect_ms", title: "a bare connection and one round trip", unit: "ms" },
  ],
  open: async (bench) => {
    const project = await PackedProject.install();
    try {
      const attaching = new Attaching(bench, project);
      await attaching.warmUp();
      return attaching;
    } catch (error) {
      await project[Symbol.asyncDispose]();
      throw error;
    }
  },
};

/** New targets of each, in a round. */
const TARGETS = 8;

/** Attaches to each target of ours after the second. */
const LATER = 10;

/** A client that lives has its code compiled. */
const WARM_UPS = 5;

const peers = join(import.meta.dirname, "../peers");
const built = join(import.meta.dirname, "../target");

/** How a target of somebody else's is started, and who attaches to it. */
interface Others {
  readonly target: readonly string[];
  readonly client: AttachingClient;
}

class Attaching implements OpenSection {
  readonly #targets: number;
  readonly #project: PackedProject;
  /** Where the crate's clients and targets meet: both look into their own TMPDIR. */
  readonly #temporaryDirectory = mkdtempSync(join(tmpdir(), "teleop-bench-"));
  readonly #ours: AttachingClient;
  readonly #bare: AttachingClient;
  readonly #java: Others | undefined;
  readonly #rust: Others | undefined;

  constructor(bench: Bench, project: PackedProject) {
    this.#targets = scaled(bench, TARGETS);
    this.#project = project;
    for (const program of ["attach-client.ts", "attach-target.ts"]) {
      copyFileSync(join(peers, program), join(project.folder, program));
    }
    this.#ours = new AttachingClient([process.execPath, join(project.folder, "attach-client.ts")]);
    this.#bare = new AttachingClient([process.execPath, join(peers, "connect-client.ts")]);
    if (bench.build("VirtualMachine.attach (Java)", ["./build.sh", "java"])) {
      const java = (program: string) => ["java", "-cp", join(built, "java"), program];
      this.#java = { target: java("AttachTarget"), client: new AttachingClient(java("AttachClient")) };
    }
    if (bench.build("the crate teleop 0.4.1 (Rust)", ["./build.sh", "rust-attach"])) {
      const release = join(built, "rust-attach/release");
      const { temporaryDirectory } = this.#meeting;
      this.#rust = {
        target: [join(release, "attach-target")],
        client: new AttachingClient([join(release, "attach-client")], { temporaryDirectory }),
      };
    }
  }

  async warmUp(): Promise<void> {
    for (let n = 0; n < WARM_UPS; n++) {
      await this.#oursOnce([]);
      await this.#bareOnce();
    }
    await this.#javaOnce();
    await this.#rustOnce();
  }

  async round(): Promise<Values> {
    const all: Record<string, number[]> = {};
    for (let n = 0; n < this.#targets; n++) {
      const ours = await this.#oursOnce([]);
      const preloaded = await this.#oursOnce(["preload"]);
      const once = {
        cold: ours.cold,
        preloaded: preloaded.cold,
        warm: ours.warm,
        later: ours.later,
        java: await this.#javaOnce(),
        rust: await this.#rustOnce(),
        ...(await this.#bareOnce()),
      };
      for (const [name, value] of Object.entries(once)) {
        if (value === undefined) continue;
        all[name] ??= [];
        all[name].push(value);
      }
    }
    const of = (name: string): number | undefined => {
      const values = all[name];
      return values === undefined ? undefined : median(values);
    };
    return {
      "attach.cold.java_over_ours": over(of("java"), of("cold")),
      "attach.cold.rust_over_ours": over(of("rust"), of("cold")),
      "attach.cold.java_over_preloaded": over(of("java"), of("preloaded")),
      "attach.cold_ms": of("cold"),
      "attach.cold_preloaded_ms": of("preloaded"),
      "attach.cold.java_ms": of("java"),
      "attach.cold.rust_ms": of("rust"),
      "attach.warm.p50_over_connect": over(of("warm"), of("connect")),
      "attach.warm.later_over_connect": over(of("later"), of("laterConnect")),
      "attach.warm_ms": of("warm"),
      "attach.warm.later_ms": of("later"),
      "attach.connect_ms": of("connect"),
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const clients = [this.#ours, this.#bare, this.#java?.client, this.#rust?.client];
    for (const client of clients) await client?.[Symbol.asyncDispose]();
    await this.#project[Symbol.asyncDispose]();
    rmSync(this.#temporaryDirectory, { recursive: true });
  }

  get #meeting(): { readonly temporaryDirectory: string } {
    return { temporaryDirectory: this.#temporaryDirectory };
  }

  async #oursOnce(args: readonly string[]): Promise<{ cold: number; warm: number; later: number }> {
    const program = join(this.#project.folder, "attach-target.ts");
    await using target = await Target.start([process.execPath, program, ...args]);
    return await attaches(this.#ours, target.pid);
  }

  /** The second and later connections to a server of its own: a first one runs what nobody has run before. */
  async #bareOnce(): Promise<{ connect: number; laterConnect: number }> {
    const socket = join(this.#temporaryDirectory, "bare");
    await using _server = await Target.start([process.execPath, join(peers, "raw-server.ts"), socket]);
    const { warm, later } = await attaches(this.#bare, socket);
    return { connect: warm, laterConnect: later };
  }

  async #javaOnce(): Promise<number | undefined> {
    if (this.#java === undefined) return undefined;
    await using target = await Target.start(this.#java.target);
    return await this.#java.client.attach(target.pid);
  }

  async #rustOnce(): Promise<number | undefined> {
    if (this.#rust === undefined) return undefined;
    await using target = await Target.start(this.#rust.target, this.#meeting);
    return await this.#rust.client.attach(target.pid);
  }
}

async function attaches(
  client: AttachingClient,
  where: number | string,
): Promise<{ cold: number; warm: number; later: number }> {
  const cold = await client.attach(where);
  const warm = await client.attach(where);
  const later: number[] = [];
  for (let n = 0; n < LATER; n++) later.push(await client.attach(where));
  return { cold, warm, later: median(later) };
}
