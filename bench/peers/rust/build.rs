//! Generates the Rust code of echo.capnp with the `capnp` command.

const SCHEMA: &str = "../../../packages/rpc-capnp/schema";

fn main() -> capnp::Result<()> {
    capnpc::CompilerCommand::new().src_prefix(SCHEMA).file(format!("{SCHEMA}/echo.capnp")).run()
}
