//! What a scenario has in hand: connections of its own to the server, and ways to expect.

use std::{error, fmt::Debug, io, path::PathBuf};

use capnp::{Error, ErrorKind, capability::FromClientHook};
use capnp_rpc::{RpcSystem, rpc_twoparty_capnp::Side, twoparty::VatNetwork};
use futures::{
    AsyncReadExt,
    io::{BufReader, BufWriter},
};
use tokio::{net::UnixStream, task::spawn_local};
use tokio_util::compat::TokioAsyncReadCompatExt;

use crate::interop_capnp::{interop, sequence};

pub type Outcome = Result<(), Box<dyn error::Error>>;

pub fn serve(socket: UnixStream, root: interop::Client) -> RpcSystem<Side> {
    rpc_system(socket, Side::Server, Some(root.client))
}

fn rpc_system(
    socket: UnixStream,
    side: Side,
    bootstrap: Option<capnp::capability::Client>,
) -> RpcSystem<Side> {
    let (input, output) = socket.compat().split();
    let network = VatNetwork::new(BufReader::new(input), BufWriter::new(output), side, Default::default());
    RpcSystem::new(Box::new(network), bootstrap)
}

pub struct Connection {
    pub root: interop::Client,
    pub second_root: interop::Client,
    disconnector: capnp_rpc::Disconnector<Side>,
}

impl Connection {
    /// All references that came over the connection break.
    pub async fn close(self) -> Result<(), Error> {
        drop((self.root, self.second_root));
        self.disconnector.await
    }
}

pub struct Session {
    path: PathBuf,
    pub root: interop::Client,
}

impl Session {
    pub async fn new(path: PathBuf) -> io::Result<Self> {
        let root = connect(&path).await?.root;
        Ok(Self { path, root })
    }

    pub async fn connect(&self) -> io::Result<Connection> {
        connect(&self.path).await
    }

    /// Returns once the server has handled all that was sent before.
    pub async fn round_trip(&self) -> Result<(), Error> {
        self.root.sequence_request().send().promise.await.map(|_| ())
    }
}

/// What is offered to whoever connects, for as long as the program runs.
pub async fn bootstrap<Client: FromClientHook>(path: &PathBuf) -> io::Result<Client> {
    let mut system = rpc_system(UnixStream::connect(path).await?, Side::Client, None);
    let root = system.bootstrap(Side::Server);
    spawn_local(system);
    Ok(root)
}

async fn connect(path: &PathBuf) -> io::Result<Connection> {
    let socket = UnixStream::connect(path).await?;
    let mut system = rpc_system(socket, Side::Client, None);
    let root = system.bootstrap(Side::Server);
    let second_root = system.bootstrap(Side::Server);
    let disconnector = system.get_disconnector();
    spawn_local(system);
    Ok(Connection { root, second_root, disconnector })
}

/// Sends the call at once; the future only waits for its answer.
pub fn next(sequence: &sequence::Client) -> impl Future<Output = Result<u32, Error>> + use<> {
    let answer = sequence.next_request().send().promise;
    async { Ok(answer.await?.get()?.get_number()) }
}

pub fn expect(holds: bool, otherwise: &str) -> Outcome {
    if holds { Ok(()) } else { Err(otherwise.into()) }
}

pub fn expect_equal<T: PartialEq<U> + Debug, U: Debug>(actual: T, expected: U, what: &str) -> Outcome {
    expect(actual == expected, &format!("{what}: expected {expected:?}, got {actual:?}"))
}

/// The error with which a call fails.
pub async fn failure<T>(
    call: impl Future<Output = Result<T, Error>>,
) -> Result<Error, Box<dyn error::Error>> {
    match call.await {
        Ok(_) => Err("succeeded, but must fail".into()),
        Err(error) => Ok(error),
    }
}

/// What implementations put before the reason of an exception that came from afar.
pub const NOTE: &str = "remote exception: ";

/// `reason` must be in the error once, and nothing else but a note for each hop that it made.
pub async fn expect_failure<T>(
    call: impl Future<Output = Result<T, Error>>,
    kind: ErrorKind,
    reason: &str,
) -> Outcome {
    let error = failure(call).await?;
    expect_equal(error.kind, kind, "the type of the exception")?;
    let description = error.extra.trim_start_matches(NOTE);
    expect_equal(description, reason, "the reason of the exception")
}
