// closed-token.ts: a client whose process lets nobody ask whose it is, as an elevated one lets nobody who is not. It
// connects to its parent, and stays until it is told to end.
import { encodeSecurity, OWN_PROCESS, openWindowsLibrary, ownHandle, ownSid } from "@teleop/core/windows";
import { namedPipe } from "../index.ts";

const { functions: advapi, failure } = openWindowsLibrary("closing a token", "advapi32", {
  OpenProcessToken: { args: ["usize", "u32", "ptr"], returns: "i32" },
  SetKernelObjectSecurity: { args: ["usize", "u32", "ptr"], returns: "i32" },
});

// winnt.h
const WRITE_DAC = 0x0004_0000;
const DACL_SECURITY_INFORMATION = 0x4;

const forNobody = encodeSecurity(ownSid(), [], 0);
const opened = new BigUint64Array(1);
if (advapi.OpenProcessToken(OWN_PROCESS, WRITE_DAC, opened) === 0) throw failure("OpenProcessToken");
{
  using token = ownHandle(opened[0] ?? 0n);
  if (advapi.SetKernelObjectSecurity(token.value, DACL_SECURITY_INFORMATION, forNobody) === 0)
    throw failure("SetKernelObjectSecurity");
}

const connection = await namedPipe({ address: process.argv[2] }).connect({ pid: process.ppid });
await new Promise((resolve) => process.stdin.once("end", resolve).resume());
connection.abort();
