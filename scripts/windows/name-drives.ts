// name-drives.ts: runs under Wine, once for each start of its server. Bun asks Windows for the path of a directory in
// terms of its volume, \Device\HarddiskVolume3\..., and opens files below that path. Wine tells such paths and does not
// open them, so that Bun says "Internal error: directory mismatch" on standard error and goes on. Where the drive's
// letter stands for itself, the path is \??\Z:\..., which Wine opens.
import { dlopen } from "bun:ffi";

const DDD_RAW_TARGET_PATH = 1;
const DDD_REMOVE_DEFINITION = 2;

const { symbols } = dlopen("kernel32.dll", {
  DefineDosDeviceW: { args: ["u32", "ptr", "ptr"], returns: "i32" },
});

for (const drive of ["C:", "Z:"]) {
  const name = wide(drive);
  const removed = symbols.DefineDosDeviceW(DDD_REMOVE_DEFINITION, name, null);
  const defined = symbols.DefineDosDeviceW(DDD_RAW_TARGET_PATH, name, wide(`\\??\\${drive}`));
  if (removed === 0 || defined === 0) throw new Error(`drive ${drive} cannot be named by itself`);
}

function wide(text: string): Uint8Array {
  return Buffer.from(`${text}\0`, "utf16le");
}
