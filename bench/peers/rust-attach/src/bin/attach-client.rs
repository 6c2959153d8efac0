//! Attaches by the crate teleop to each process whose PID comes by standard input, a line each, and prints how many
//! milliseconds it took until the first reply of its `echo` service.

use std::{error::Error, io, time::Instant};

use futures::{AsyncReadExt, executor::LocalPool, task::LocalSpawnExt};
use teleop::{
    attach::{attacher::DefaultAttacher, connect},
    operate::capnp::{client_connection, echo::echo_capnp},
};

fn main() -> Result<(), Box<dyn Error>> {
    for line in io::stdin().lines() {
        let pid = line?.parse()?;
        println!("{}", first_reply(pid)?);
    }
    Ok(())
}

fn first_reply(pid: u32) -> Result<f64, Box<dyn Error>> {
    let mut executor = LocalPool::new();
    let spawner = executor.spawner();
    executor.run_until(async move {
        let begun = Instant::now();
        let stream = connect::<DefaultAttacher>(pid).await?;
        let (input, output) = stream.split();
        let (rpc_system, root) = client_connection(input, output).await;
        let disconnect = rpc_system.get_disconnector();
        spawner.spawn_local(async {
            if let Err(error) = rpc_system.await {
                eprintln!("connection failed: {error}");
            }
        })?;

        let mut request = root.service_request();
        request.get().set_name("echo");
        let response = request.send().promise.await?;
        let echo: echo_capnp::echo::Client = response.get()?.get_service().get_as()?;
        let mut request = echo.echo_request();
        request.get().set_message("hello!");
        let reply = request.send().promise.await?;
        if reply.get()?.get_reply()?.to_str()? != "hello!" {
            return Err("the reply is another".into());
        }
        let milliseconds = begun.elapsed().as_secs_f64() * 1000.0;
        disconnect.await?;
        Ok(milliseconds)
    })
}
