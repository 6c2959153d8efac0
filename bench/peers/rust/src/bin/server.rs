//! The echo service by capnp-rpc (Rust), as the bootstrap capability on a UNIX socket. It ends with its input.

use std::{env, error::Error, fs, rc::Rc};

use capnp_rpc::rpc_twoparty_capnp::Side;
use echo_peers::{echo_capnp::echo, rpc_system};
use tokio::{
    io::{AsyncReadExt, stdin},
    net::UnixListener,
    task::{LocalSet, spawn_local},
};

struct EchoImpl;

impl echo::Server for EchoImpl {
    async fn echo(
        self: Rc<Self>,
        params: echo::EchoParams,
        mut results: echo::EchoResults,
    ) -> Result<(), capnp::Error> {
        results.get().set_reply(params.get()?.get_message()?);
        Ok(())
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let path = env::args().nth(1).ok_or("usage: server SOCKET")?;
    let listener = UnixListener::bind(&path)?;
    println!("ready");
    let (mut input, mut unused) = (stdin(), Vec::new());
    let tasks = LocalSet::new();
    let serving = tasks.run_until(async move {
        let root: echo::Client = capnp_rpc::new_client(EchoImpl);
        loop {
            let (socket, _address) = listener.accept().await?;
            let connection = rpc_system(socket, Side::Server, Some(root.client.clone()));
            spawn_local(async {
                if let Err(error) = connection.await {
                    eprintln!("connection failed: {error}");
                }
            });
        }
    });
    let outcome = tokio::select! {
        outcome = serving => outcome,
        end = input.read_to_end(&mut unused) => Ok(end.map(drop)?),
    };
    fs::remove_file(path)?;
    outcome
}
