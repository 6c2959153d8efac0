// sent-profile.ts: a profile of a target that is what a test makes it.
import type { Profile } from "@teleop/diagnostics/client";

/** Sends this text for a .cpuprofile. It has no source maps. */
export function sentProfile(text: string): Profile.Server {
  return {
    sourceMap: () => ({}),
    async send({ receiver }) {
      const bytes = Buffer.from(text);
      await receiver.begin({ length: BigInt(bytes.byteLength), compression: "none" });
      for (let at = 0; at < bytes.byteLength; at += 1 << 20) {
        const piece = bytes.subarray(at, at + (1 << 20));
        await receiver.write({ piece, length: piece.byteLength });
      }
      await receiver.streamed();
      const sha256 = new Bun.CryptoHasher("sha256").update(bytes).digest();
      return { receipt: { length: BigInt(bytes.byteLength), sha256 } };
    },
  };
}
