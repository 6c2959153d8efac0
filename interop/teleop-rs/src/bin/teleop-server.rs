//! A process that the crate teleop makes teleoperable, with its `echo` service.
//!
//! Prints `ready <pid>` once an attach signal would be seen, and lives until its standard input ends or it
//! gets SIGTERM. The crate never unlinks the socket that it binds, so this program does.

use std::{env, error::Error, fs, io, pin::pin, process, thread};

use async_signal::{Signal, Signals};
use capnp::private::capability::ClientHook;
use futures::{
    AsyncReadExt, FutureExt, StreamExt, channel::oneshot, executor::LocalPool, stream, task::LocalSpawnExt,
};
use teleop::{
    attach::{attacher::DefaultAttacher, listen},
    operate::capnp::{
        TeleopServer,
        echo::{EchoServer, echo_capnp},
        run_server_connection, teleop_capnp,
    },
};

fn main() -> Result<(), Box<dyn Error>> {
    let mut executor = LocalPool::new();
    let spawner = executor.spawner();

    let served = executor.run_until(async {
        let root = root();
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

fn root() -> Box<dyn ClientHook> {
    let mut services = TeleopServer::new();
    services.register_service::<echo_capnp::echo::Client, _, _>("echo", || EchoServer);
    capnp_rpc::new_client::<teleop_capnp::teleop::Client, _>(services).client.hook
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
