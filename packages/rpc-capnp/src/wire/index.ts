// index.ts: messages, as everything in this package uses them.
export * from "@teleop/capnp/wire";
