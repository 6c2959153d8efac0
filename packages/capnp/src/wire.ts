// wire.ts: the entry `@teleop/capnp/wire`: messages below any schema: read in place, built, framed, copied, and the
// limits of all that. For tools that read what no schema of theirs describes, and for what carries messages.
export * from "./wire/index.ts";
