//! Generates the Rust code of interop.capnp, and of what our packages offer, with the `capnp` command.

/// The id of /capnp/schema.capnp, whose code the crate `capnp` has.
const SCHEMA_ID: u64 = 0xa93f_c509_624c_72d9;

fn main() -> capnp::Result<()> {
    for (folder, names) in [
        ("../schema", ["interop"].as_slice()),
        ("../../packages/rpc-capnp/schema", &["echo", "teleop"]),
        ("../../packages/reflection/schema", &["reflection"]),
    ] {
        let mut command = capnpc::CompilerCommand::new();
        command.src_prefix(folder).crate_provides("capnp", [SCHEMA_ID]);
        for name in names {
            command.file(format!("{folder}/{name}.capnp"));
        }
        command.run()?;
    }
    Ok(())
}
