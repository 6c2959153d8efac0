//! Calls the echo service by capnp-rpc (Rust), with so many calls in flight, and prints what it took.

use std::{cell::Cell, cell::RefCell, env, error::Error, time::Instant};

use capnp_rpc::rpc_twoparty_capnp::Side;
use echo_peers::{echo_capnp::echo, rpc_system};
use futures::future::try_join_all;
use serde_json::json;
use tokio::{
    net::UnixStream,
    task::{LocalSet, spawn_local},
};

const MESSAGE: &str = "hello from the benchmark";

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let arguments = Vec::from_iter(env::args().skip(1));
    let [path, window, calls] = &arguments[..] else {
        return Err("usage: client SOCKET WINDOW CALLS".into());
    };
    let (window, calls): (usize, usize) = (window.parse()?, calls.parse()?);
    LocalSet::new().run_until(run(path, window, calls)).await
}

async fn run(path: &str, window: usize, calls: usize) -> Result<(), Box<dyn Error>> {
    let mut system = rpc_system(UnixStream::connect(path).await?, Side::Client, None);
    let echo: echo::Client = system.bootstrap(Side::Server);
    spawn_local(system);

    call_all(&echo, window, calls / 2).await?;

    let start = Instant::now();
    let mut microseconds = call_all(&echo, window, calls).await?;
    let seconds = start.elapsed().as_secs_f64();

    microseconds.sort_by(f64::total_cmp);
    let (p50, p99) = (microseconds[calls / 2], microseconds[calls * 99 / 100]);
    println!("{}", json!({ "calls": calls, "seconds": seconds, "p50_us": p50, "p99_us": p99 }));
    Ok(())
}

async fn call_all(echo: &echo::Client, window: usize, calls: usize) -> Result<Vec<f64>, Box<dyn Error>> {
    let left = Cell::new(calls);
    let microseconds = RefCell::new(Vec::with_capacity(calls));
    try_join_all((0..window).map(|_| async {
        while left.get() > 0 {
            left.set(left.get() - 1);
            let mut request = echo.echo_request();
            request.get().set_message(MESSAGE);
            let start = Instant::now();
            let response = request.send().promise.await?;
            if response.get()?.get_reply()? != MESSAGE {
                return Err("the reply differs".into());
            }
            microseconds.borrow_mut().push(start.elapsed().as_secs_f64() * 1e6);
        }
        Ok::<_, Box<dyn Error>>(())
    }))
    .await?;
    Ok(microseconds.into_inner())
}
