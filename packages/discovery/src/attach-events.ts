// attach-events.ts: which rendezvous there are on this machine, by the events of Windows that targets have: the system
// tells everybody the names of all that is for all sessions. Loaded on Windows only.
import type { Rendezvous } from "@teleop/core";
import { TeleopError } from "@teleop/core/plugin";
import { openWindowsLibrary, ownHandle, parseAttachEventName, wide } from "@teleop/core/windows";

/** As far as names tell, which anybody may have given: whose an event is, is to be asked of the event. */
export function listAttachEvents(): readonly Rendezvous[] {
  return namesOfAllSessions().flatMap((name) => parseAttachEventName(name) ?? []);
}

const openNt = () =>
  openWindowsLibrary("listing events", "ntdll", {
    NtOpenDirectoryObject: { args: ["ptr", "u32", "usize"], returns: "u32" },
    NtQueryDirectoryObject: { args: ["usize", "usize", "u32", "i32", "i32", "ptr", "ptr"], returns: "u32" },
  });

/** What `Global\` stands for. */
const DIRECTORY = "\\BaseNamedObjects";

function namesOfAllSessions(): readonly string[] {
  const { functions: nt } = openNt();
  using memory = allocate(LIST_BYTES);
  const handle = new BigUint64Array(1);
  const status = nt.NtOpenDirectoryObject(handle, DIRECTORY_QUERY, writeAttributes(memory));
  if (status !== STATUS_SUCCESS) throw failed("NtOpenDirectoryObject", status);
  using directory = ownHandle(handle[0] ?? 0n);
  const position = new Uint32Array(1);
  const names: string[] = [];
  for (let isFirst = true; ; isFirst = false) {
    const found = nt.NtQueryDirectoryObject(
      directory.value,
      memory.address,
      LIST_BYTES,
      SEVERAL,
      isFirst ? 1 : 0,
      position,
      null,
    );
    if (found === STATUS_NO_MORE_ENTRIES) return names;
    if (found !== STATUS_SUCCESS && found !== STATUS_MORE_ENTRIES)
      throw failed("NtQueryDirectoryObject", found);
    names.push(...parseNames(memory));
    if (found === STATUS_SUCCESS) return names;
  }
}

/** The names in a list of OBJECT_DIRECTORY_INFORMATION, a name and a type each, which ends with one that has no name. */
function parseNames({ address, read }: NativeMemory): readonly string[] {
  const list = read();
  const view = new DataView(list.buffer);
  const names: string[] = [];
  for (let at = 0; at + ENTRY_BYTES <= list.byteLength; at += ENTRY_BYTES) {
    const bytes = view.getUint16(at, true);
    if (bytes === 0) break;
    const text = Number(view.getBigUint64(at + 8, true) - address);
    names.push(Buffer.from(list.buffer, text, bytes).toString("utf16le"));
  }
  return names;
}

/** An OBJECT_ATTRIBUTES that names the directory, with the UNICODE_STRING that it leads to, and the text of that. */
function writeAttributes({ address, write }: NativeMemory): bigint {
  const text = wide(DIRECTORY);
  const bytes = new Uint8Array(ATTRIBUTES_BYTES + STRING_BYTES + text.byteLength);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, ATTRIBUTES_BYTES, true);
  view.setBigUint64(16, address + BigInt(ATTRIBUTES_BYTES), true);
  view.setUint16(ATTRIBUTES_BYTES, text.byteLength - 2, true);
  view.setUint16(ATTRIBUTES_BYTES + 2, text.byteLength, true);
  view.setBigUint64(ATTRIBUTES_BYTES + 8, address + BigInt(ATTRIBUTES_BYTES + STRING_BYTES), true);
  bytes.set(new Uint8Array(text.buffer), ATTRIBUTES_BYTES + STRING_BYTES);
  write(bytes);
  return address;
}

/** Memory of Windows, of which we know where it is. */
interface NativeMemory extends Disposable {
  readonly address: bigint;
  write(bytes: Uint8Array): void;
  /** A copy of all of it. */
  read(): Uint8Array<ArrayBuffer>;
}

function allocate(size: number): NativeMemory {
  const { functions: kernel, failure } = openWindowsLibrary("listing events", "kernel32", {
    LocalAlloc: { args: ["u32", "usize"], returns: "usize" },
    LocalFree: { args: ["usize"], returns: "usize" },
    RtlMoveMemory: { args: ["usize", "ptr", "usize"], returns: "usize" },
  });
  const { functions: reading } = openWindowsLibrary("listing events", "kernel32", {
    RtlMoveMemory: { args: ["ptr", "usize", "usize"], returns: "usize" },
  });
  const address = kernel.LocalAlloc(0, size);
  if (address === 0n) throw failure("LocalAlloc");
  return {
    address,
    write: (bytes) => void kernel.RtlMoveMemory(address, bytes, bytes.byteLength),
    read() {
      const bytes = new Uint8Array(size);
      reading.RtlMoveMemory(bytes, address, size);
      return bytes;
    },
    [Symbol.dispose]: () => void kernel.LocalFree(address),
  };
}

function failed(call: string, status: number): TeleopError {
  const told = `${call}: status ${status.toString(16)}`;
  return new TeleopError("LIST_FAILED", `Windows does not list the events of this machine: ${told}`);
}

// wdm.h, ntstatus.h
const DIRECTORY_QUERY = 0x0001;
const SEVERAL = 0;
const ATTRIBUTES_BYTES = 48;
const STRING_BYTES = 16;
const ENTRY_BYTES = 2 * STRING_BYTES;
const LIST_BYTES = 64 * 1024;
const STATUS_SUCCESS = 0;
const STATUS_MORE_ENTRIES = 0x105;
const STATUS_NO_MORE_ENTRIES = 0x8000_001a;
