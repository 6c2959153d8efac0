// refusal.ts: what to do about EACCES and EPERM, said only after having looked whose the thing is and who we are.
import { readSelf } from "./proc.ts";

/**
 * Advice for somebody whom the system does not let near something of user `owner`, to end a sentence with. It claims
 * nothing that was not looked at: a security policy refuses the owner as well.
 *
 * @param owner the user whose it is; undefined when it is not known.
 * @param needs what root needs for it, such as "CAP_SYS_PTRACE", if root may lack it.
 */
export function adviceOnRefusal(owner: number | undefined, needs?: keyof typeof CAPABILITIES): string {
  const ours = process.geteuid?.();
  if (ours === 0 && needs !== undefined && !hasCapability(needs)) {
    const asOwner = owner === undefined || owner === 0 ? "" : `, or be user ${owner}`;
    return `this root lacks the capability ${needs}: add it (docker run --cap-add ${needs.replace("CAP_", "")})${asOwner}`;
  }
  if (owner === undefined) return "the system does not tell whose it is: be its own user or root";
  if (ours === owner || ours === 0) {
    const whose =
      ours === owner ? `it is of this very user, ${owner}` : `it is of user ${owner}, and we are root`;
    return `${whose}, so look at modes, namespaces and security policies (seccomp, SELinux, AppArmor)`;
  }
  return `it is of user ${owner}, and we are user ${ours}: be user ${owner} or root`;
}

/** Of capabilities(7): their numbers in include/uapi/linux/capability.h. */
const CAPABILITIES = { CAP_DAC_OVERRIDE: 1, CAP_KILL: 5, CAP_SYS_PTRACE: 19 } as const;

/** Taken to be there where the system does not say. */
function hasCapability(name: keyof typeof CAPABILITIES): boolean {
  const effective = /^CapEff:[ \t]*([0-9a-f]+)$/m.exec(readSelf("status") ?? "")?.[1];
  return effective === undefined || (BigInt(`0x${effective}`) & (1n << BigInt(CAPABILITIES[name]))) !== 0n;
}
