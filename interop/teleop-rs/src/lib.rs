//! What the programs have in common: how a process is made teleoperable by the crate teleop until it is stopped, and how
//! one attaches.

use std::{env, error::Error, fs, io, pin::pin, process, thread};

use async_signal::{Signal, Signals};
use capnp::private::capability::ClientHook;
use futures::{
    AsyncReadExt, FutureExt, StreamExt, channel::oneshot, executor::LocalPool, stream, task::LocalSpawnExt,
};
use teleop::{
    attach::{attacher::DefaultAttacher, connect, listen},
    operate::capnp::{TeleopServer, client_connection, run_server_connection, teleop_capnp},
};

pub mod state_capnp {
    #![allow(clippy::all)]
    include!(concat!(env!("OUT_DIR"), "/state_capnp.rs"));
}

/// Serves whoever attaches. Prints `ready <pid>` once an attach signal would be seen, and returns when standard input
/// ends or SIGTERM comes. The crate never unlinks the socket that it binds, so this does.
pub fn serve(services: TeleopServer) -> Result<(), Box<dyn Error>> {
    let root: Box<dyn ClientHook> =
        capnp_rpc::new_client::<teleop_capnp::teleop::Client, _>(services).client.hook;
    let mut executor = LocalPool::new();
    let spawner = executor.spawner();

    let served = executor.run_until(async {
        let mut stop = pin!(stopped()?.fuse());
        let mut connections = pin!(listen::<DefaultAttacher>());

        // The inotify attacher arms only when polled, and first waits once it has armed: after one poll the
        // process is armed. (The SIGQUIT attacher has armed in listen() already.)
        let early = connections.next().now_or_never().flatten();
        println!("ready {}", process::id());

        let mut connections = stream::iter(early).chain(connections).fuse();
        loop {
            futures::select! {
                connection = connections.next() => {
                    let Some(connection) = connection else { break };
                    let (socket, _address) = connection?;
                    let (input, output) = socket.split();
                    let root = root.clone();
                    spawner.spawn_local(async move {
                        if let Err(error) = run_server_connection(input, output, root).await {
                            eprintln!("connection failed: {error}");
                        }
                    })?;
                }
                () = stop => break,
            }
        }
        Ok::<_, Box<dyn Error>>(())
    });

    match fs::remove_file(env::temp_dir().join(format!(".teleop_pid_{}", process::id()))) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error.into()),
        _ => served,
    }
}

/// Attaches to a process, and runs what is to be done with its root.
pub fn attached<Operation>(
    pid: u32,
    operate: impl FnOnce(teleop_capnp::teleop::Client) -> Operation,
) -> Result<(), Box<dyn Error>>
where
    Operation: Future<Output = Result<(), Box<dyn Error>>>,
{
    let mut executor = LocalPool::new();
    let spawner = executor.spawner();
    executor.run_until(async move {
        let stream = connect::<DefaultAttacher>(pid).await?;
        let (input, output) = stream.split();
        let (rpc_system, root) = client_connection(input, output).await;
        let disconnect = rpc_system.get_disconnector();
        spawner.spawn_local(async {
            if let Err(error) = rpc_system.await {
                eprintln!("connection failed: {error}");
            }
        })?;

        let outcome = operate(root).await;
        disconnect.await?;
        outcome
    })
}

/// Ends with standard input, or with SIGTERM.
fn stopped() -> io::Result<impl Future<Output = ()>> {
    let (ended, input_ended) = oneshot::channel();
    thread::spawn(move || {
        let outcome = io::copy(&mut io::stdin(), &mut io::sink());
        // Nobody listens any more once SIGTERM has ended the program.
        let _ = ended.send(outcome);
    });
    let mut signals = Signals::new([Signal::Term])?;
    Ok(async move {
        futures::select! {
            _ = input_ended.fuse() => {}
            _ = signals.next().fuse() => {}
        }
    })
}
