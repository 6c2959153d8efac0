//! Serves interop.capnp on the UNIX socket whose path is the argument, and says "ready".

use std::{env, error::Error, fs};

use capnp_rs::{interop_capnp::interop, objects::InteropImpl, session};
use tokio::{
    net::UnixListener,
    signal::unix::{SignalKind, signal},
    task::{LocalSet, spawn_local},
};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let path = env::args().nth(1).ok_or("usage: interop-server SOCKET")?;
    let mut stop = signal(SignalKind::terminate())?;
    let listener = UnixListener::bind(&path)?;
    println!("ready");
    let tasks = LocalSet::new();
    let serving = tasks.run_until(async move {
        let root: interop::Client = capnp_rpc::new_client(InteropImpl::default());
        loop {
            let (socket, _address) = listener.accept().await?;
            let connection = session::serve(socket, root.clone());
            spawn_local(async {
                if let Err(error) = connection.await {
                    eprintln!("connection failed: {error}");
                }
            });
        }
    });
    let outcome = tokio::select! {
        outcome = serving => outcome,
        _ = stop.recv() => Ok(()),
    };
    fs::remove_file(path)?;
    outcome
}
