//! Attaches by the crate teleop to the process whose PID is the first argument, calls its `echo` service with
//! each further argument, then asks for a service that does not exist. Prints one line of JSON for each.

use std::{env, error::Error};

use serde_json::json;
use teleop::operate::capnp::{echo::echo_capnp, teleop_capnp};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let pid: u32 = arguments.next().ok_or("usage: teleop-client PID MESSAGE…")?.parse()?;
    let messages: Vec<String> = arguments.collect();
    teleop_rs::attached(pid, |root| operate(root, messages))
}

async fn operate(root: teleop_capnp::teleop::Client, messages: Vec<String>) -> Result<(), Box<dyn Error>> {
    let mut request = root.service_request();
    request.get().set_name("echo");
    let response = request.send().promise.await?;
    let echo: echo_capnp::echo::Client = response.get()?.get_service().get_as()?;
    for message in messages {
        let mut request = echo.echo_request();
        request.get().set_message(&message);
        let response = request.send().promise.await?;
        let reply = response.get()?.get_reply()?.to_str()?;
        println!("{}", json!({ "message": message, "reply": reply }));
    }

    let mut request = root.service_request();
    request.get().set_name("no-such-service");
    match request.send().promise.await {
        Ok(_) => Err("the target has a service named no-such-service".into()),
        Err(error) => {
            let kind = format!("{:?}", error.kind).to_lowercase();
            println!("{}", json!({ "service": "no-such-service", "type": kind, "reason": error.extra }));
            Ok(())
        }
    }
}
