// rendezvous.ts: where a client and a target meet: a PID, and a name when one process offers several.

/** What a client must know to meet a target. `pid` is as the *caller* sees it, in the caller's PID namespace. */
export interface Rendezvous {
  readonly pid: number;
  /**
   * Tells apart several rendezvous of one process: 1 to 64 of `A-Z a-z 0-9 - .`, starting with a letter or a digit.
   * Without a name the paths are those of the Rust crate `teleop` 0.4.1.
   */
  readonly name?: string | undefined;
}
