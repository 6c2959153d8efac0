// status.ts: what calls of ntdll say of what they did (ntstatus.h), as far as it matters here.

/** Whether a call of ntdll failed: then nothing is under way. What only warns has done what it was to do. */
export function isFailure(status: number): boolean {
  return status >>> 30 === 3;
}

export const STATUS = {
  SUCCESS: 0,
  PENDING: 0x103,
  BUFFER_OVERFLOW: 0x80000005,
  PIPE_DISCONNECTED: 0xc00000b0,
  PIPE_CLOSING: 0xc00000b1,
  PIPE_CONNECTED: 0xc00000b2,
  PIPE_BROKEN: 0xc000014b,
  END_OF_FILE: 0xc0000011,
} as const;

/** Whether it says that the peer has closed the pipe, which is how a peer goes that does not say so itself. */
export function isPeerGone(status: number): boolean {
  return (
    status === STATUS.PIPE_BROKEN ||
    status === STATUS.PIPE_CLOSING ||
    status === STATUS.PIPE_DISCONNECTED ||
    status === STATUS.END_OF_FILE
  );
}
