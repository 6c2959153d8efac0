//! Generates the Rust code of quirky_binder's interface, as our package has it, with the `capnp` command.

fn main() -> capnp::Result<()> {
    let folder = "../../packages/pipeline/schema";
    capnpc::CompilerCommand::new().src_prefix(folder).file(format!("{folder}/state.capnp")).run()
}
