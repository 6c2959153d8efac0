// inotify-events.ts: what the kernel writes into the queue of an inotify instance, inotify(7).

export interface InotifyEvent {
  /** Which watch; −1 when the queue overflowed, and events are lost. */
  readonly watch: number;
  readonly mask: number;
  /** Of the entry of the directory; empty for the directory itself. */
  readonly name: string;
}

/** The events in what read(2) put into a buffer: `struct inotify_event` with a name padded by zeros, one after another. */
export function parseInotifyEvents(bytes: Uint8Array): InotifyEvent[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const events: InotifyEvent[] = [];
  for (let offset = 0; offset + HEADER_BYTES <= bytes.byteLength; ) {
    const nameBytes = view.getUint32(offset + 12, LITTLE_ENDIAN);
    const name = bytes.subarray(offset + HEADER_BYTES, offset + HEADER_BYTES + nameBytes);
    const end = name.indexOf(0);
    events.push({
      watch: view.getInt32(offset, LITTLE_ENDIAN),
      mask: view.getUint32(offset + 4, LITTLE_ENDIAN),
      name: new TextDecoder().decode(end === -1 ? name : name.subarray(0, end)),
    });
    offset += HEADER_BYTES + nameBytes;
  }
  return events;
}

const HEADER_BYTES = 16;

/** As on every machine that Bun runs on. */
const LITTLE_ENDIAN = true;
