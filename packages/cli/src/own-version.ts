// own-version.ts: the version of this package, which all packages of teleop share.
import manifest from "../package.json" with { type: "json" };

export const ownVersion: string = manifest.version;
