//! What the two peers share: the generated code and the connection.

use capnp_rpc::{RpcSystem, rpc_twoparty_capnp::Side, twoparty::VatNetwork};
use futures::{
    AsyncReadExt,
    io::{BufReader, BufWriter},
};
use tokio::net::UnixStream;
use tokio_util::compat::TokioAsyncReadCompatExt;

capnp::generated_code!(pub mod echo_capnp);

pub fn rpc_system(
    socket: UnixStream,
    side: Side,
    bootstrap: Option<capnp::capability::Client>,
) -> RpcSystem<Side> {
    let (input, output) = socket.compat().split();
    let network = VatNetwork::new(BufReader::new(input), BufWriter::new(output), side, Default::default());
    RpcSystem::new(Box::new(network), bootstrap)
}
