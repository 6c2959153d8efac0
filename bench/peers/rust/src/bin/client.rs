//! Calls the echo service by capnp-rpc (Rust), with so many calls in flight, and prints what it took, for each line
//! `WINDOW BYTES CALLS SECONDS` of standard input; as `../../../drive.ts` does.

use std::{
    cell::{Cell, RefCell},
    env,
    error::Error,
    io::stdin,
    time::{Duration, Instant},
};

use capnp_rpc::rpc_twoparty_capnp::Side;
use echo_peers::{echo_capnp::echo, rpc_system};
use futures::future::try_join_all;
use serde_json::json;
use tokio::{
    net::UnixStream,
    task::{LocalSet, spawn_local},
};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let path = env::args().nth(1).ok_or("usage: client SOCKET")?;
    LocalSet::new().run_until(run(&path)).await
}

async fn run(path: &str) -> Result<(), Box<dyn Error>> {
    let mut system = rpc_system(UnixStream::connect(path).await?, Side::Client, None);
    let echo: echo::Client = system.bootstrap(Side::Server);
    spawn_local(system);

    // Nothing is under way while a line is waited for.
    for line in stdin().lines() {
        let line = line?;
        let words = Vec::from_iter(line.split(' '));
        let [window, bytes, calls, seconds] = words[..] else {
            return Err(format!("cannot measure {line}").into());
        };
        let (window, calls): (usize, usize) = (window.parse()?, calls.parse()?);
        let message = "hello!! ".repeat(bytes.parse::<usize>()? / 8);

        let start = Instant::now();
        let end = start + Duration::from_secs_f64(seconds.parse()?);
        let mut microseconds = call_all(&echo, &message, window, calls, end).await?;
        let took = start.elapsed().as_secs_f64();

        microseconds.sort_by(f64::total_cmp);
        let made = microseconds.len();
        let (p50, p99) = (microseconds[made / 2], microseconds[made * 99 / 100]);
        println!("{}", json!({ "calls": made, "seconds": took, "p50_us": p50, "p99_us": p99 }));
    }
    Ok(())
}

async fn call_all(
    echo: &echo::Client,
    message: &str,
    window: usize,
    calls: usize,
    end: Instant,
) -> Result<Vec<f64>, Box<dyn Error>> {
    let left = Cell::new(calls);
    let microseconds = RefCell::new(Vec::with_capacity(calls));
    try_join_all((0..window).map(|_| async {
        let mut start = Instant::now();
        while left.get() > 0 && (left.get() == calls || start < end) {
            left.set(left.get() - 1);
            let mut request = echo.echo_request();
            request.get().set_message(message);
            let response = request.send().promise.await?;
            if response.get()?.get_reply()? != message {
                return Err("the reply differs".into());
            }
            let now = Instant::now();
            microseconds.borrow_mut().push((now - start).as_secs_f64() * 1e6);
            start = now;
        }
        Ok::<_, Box<dyn Error>>(())
    }))
    .await?;
    Ok(microseconds.into_inner())
}
