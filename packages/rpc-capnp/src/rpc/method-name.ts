// method-name.ts: which method a message is about.
import type { InterfaceId, MethodName, OutgoingCall } from "./seam.ts";

/** By the caller's name for it, else by the numbers: `@0xac3a6f60ef4cc6d3.@3()`. */
export function describeMethod({ methodName, methodId, interfaceId }: OutgoingCall): string {
  if (methodName !== undefined) return methodName;
  const numbers = numbersOf(interfaceId, methodId);
  return `${numbers.interface}.${numbers.method}()`;
}

/** What a method is called that has no name here. */
export function numbersOf({ low, high }: InterfaceId, methodId: number): MethodName {
  const id = ((BigInt(high) << 32n) | BigInt(low)).toString(16).padStart(16, "0");
  return { interface: `@0x${id}`, method: `@${methodId}` };
}
