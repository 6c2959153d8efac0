// stats.ts: what can be known of a connection from the outside.

/** A moment of one connection. The four tables are those of rpc.capnp, "The Four Tables". */
export interface RpcStats {
  /** Our calls, until the peer has answered and may forget them. */
  readonly questions: number;
  /** The peer's calls, until it has finished them. */
  readonly answers: number;
  /** Capabilities that the peer holds of us. */
  readonly exports: number;
  /** Capabilities that we hold of the peer. */
  readonly imports: number;
  /** Promises whose calls wait until the peer has sent back what was under way. */
  readonly embargoes: number;
  /** Whether all of the above are zero: ending the connection now disturbs nobody. */
  readonly isIdle: boolean;
  /** Milliseconds since the oldest call was made that has not returned. */
  readonly oldestCallMs: number | undefined;
  /** Bytes of calls that are being served here, with 1 KiB for each call. */
  readonly bytesServing: number;
  /** Bytes written that the transport has not taken yet, with 512 bytes for each write. */
  readonly bytesWaiting: number;
  readonly messagesSent: number;
  readonly messagesReceived: number;
  /** Bytes of messages, with their frame headers. */
  readonly bytesSent: number;
  readonly bytesReceived: number;
}
