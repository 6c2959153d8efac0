//! interop.capnp in Rust: its objects, which the server hands out and a client passes to be called back, and the
//! scenarios that a client runs.

pub mod objects;
pub mod scenarios;
pub mod session;

/// The generated code. Its dispatch of a diamond of interfaces names the common superclass twice.
#[allow(unreachable_patterns)]
pub mod interop_capnp {
    include!(concat!(env!("OUT_DIR"), "/interop_capnp.rs"));
}

pub mod echo_capnp {
    include!(concat!(env!("OUT_DIR"), "/echo_capnp.rs"));
}

pub mod reflection_capnp {
    include!(concat!(env!("OUT_DIR"), "/reflection_capnp.rs"));
}

pub mod teleop_capnp {
    include!(concat!(env!("OUT_DIR"), "/teleop_capnp.rs"));
}
