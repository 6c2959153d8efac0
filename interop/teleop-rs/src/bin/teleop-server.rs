//! A process that the crate teleop makes teleoperable, with its `echo` service.

use std::error::Error;

use teleop::operate::capnp::{
    TeleopServer,
    echo::{EchoServer, echo_capnp},
};

fn main() -> Result<(), Box<dyn Error>> {
    let mut services = TeleopServer::new();
    services.register_service::<echo_capnp::echo::Client, _, _>("echo", || EchoServer);
    teleop_rs::serve(services)
}
