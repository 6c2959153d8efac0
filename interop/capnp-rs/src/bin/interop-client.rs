//! Runs every scenario, or those named by the further arguments, against the server on the UNIX socket whose path
//! is the first argument, each over a connection of its own. Prints a line of JSON for each; fails if any does.

use std::{env, error::Error, path::PathBuf, process::ExitCode, time::Duration};

use capnp_rs::{
    scenarios::{SCENARIOS, Scenario},
    session::{Outcome, Session},
};
use serde_json::json;
use tokio::{task::LocalSet, time::timeout};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<ExitCode, Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let path = PathBuf::from(arguments.next().ok_or("usage: interop-client SOCKET [SCENARIO…]")?);
    let chosen = Vec::from_iter(arguments);
    let mut passed = true;
    for scenario in
        SCENARIOS.iter().filter(|(name, _)| chosen.is_empty() || chosen.iter().any(|one| one == name))
    {
        let outcome = LocalSet::new().run_until(timeout(Duration::from_secs(5), run(&path, scenario))).await;
        let outcome = outcome.unwrap_or_else(|_| Err("timed out".into()));
        let detail = outcome.as_ref().err().map(|error| error.to_string()).unwrap_or_default();
        println!("{}", json!({ "name": scenario.0, "ok": outcome.is_ok(), "detail": detail }));
        passed &= outcome.is_ok();
    }
    Ok(if passed { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

async fn run(path: &PathBuf, (_name, scenario): &Scenario) -> Outcome {
    let session = Session::new(path.clone()).await?;
    scenario(&session).await
}
