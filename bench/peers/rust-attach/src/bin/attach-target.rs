//! A target by the crate teleop, with its `echo` service: armed, it says so, and ends with its standard input.

use std::{env, error::Error, fs, io, pin::pin, process, thread};

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
    let mut services = TeleopServer::new();
    services.register_service::<echo_capnp::echo::Client, _, _>("echo", || EchoServer);
    let root: Box<dyn ClientHook> =
        capnp_rpc::new_client::<teleop_capnp::teleop::Client, _>(services).client.hook;
    let mut executor = LocalPool::new();
    let spawner = executor.spawner();

    let served = executor.run_until(async {
        let mut end = pin!(end_of_input().fuse());
        let mut connections = pin!(listen::<DefaultAttacher>());

        // The crate's inotify attacher arms when it is polled first.
        let early = connections.next().now_or_never().flatten();
        println!("armed");

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
                _ = end => break,
            }
        }
        Ok::<_, Box<dyn Error>>(())
    });

    // The crate leaves its socket.
    match fs::remove_file(env::temp_dir().join(format!(".teleop_pid_{}", process::id()))) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error.into()),
        _ => served,
    }
}

async fn end_of_input() {
    let (ended, end) = oneshot::channel();
    thread::spawn(move || {
        let outcome = io::copy(&mut io::stdin(), &mut io::sink());
        // Nobody waits for it any more once the program ends by itself.
        let _ = ended.send(outcome);
    });
    // That the thread went without a word is an end, too.
    let _ = end.await;
}
