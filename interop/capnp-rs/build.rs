//! Generates the Rust code of interop.capnp with the `capnp` command.

fn main() -> capnp::Result<()> {
    capnpc::CompilerCommand::new().src_prefix("../schema").file("../schema/interop.capnp").run()
}
