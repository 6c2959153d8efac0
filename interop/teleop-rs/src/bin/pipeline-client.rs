//! Attaches by the crate teleop to the process whose PID is the argument, and asks what its pipeline is, and how far it
//! has come, as quirky_binder's console does. Prints a line of JSON for each.

use std::{env, error::Error};

use serde_json::{Value, json};
use teleop::operate::capnp::teleop_capnp;
use teleop_rs::state_capnp::{node_state, state};

fn main() -> Result<(), Box<dyn Error>> {
    let pid: u32 = env::args().nth(1).ok_or("usage: pipeline-client PID")?.parse()?;
    teleop_rs::attached(pid, operate)
}

async fn operate(root: teleop_capnp::teleop::Client) -> Result<(), Box<dyn Error>> {
    let mut request = root.service_request();
    request.get().set_name("state");
    let response = request.send().promise.await?;
    let pipeline: state::Client = response.get()?.get_service().get_as()?;

    let response = pipeline.graph_request().send().promise.await?;
    let graph = response.get()?.get_graph()?;
    let mut nodes = Vec::new();
    for node in graph.get_nodes()? {
        nodes.push(node.get_name()?.to_str()?);
    }
    let mut edges = Vec::new();
    for edge in graph.get_edges()? {
        edges.push(json!({
            "from": [edge.get_tail_name()?.to_str()?, edge.get_tail_index()],
            "to": [edge.get_head_name()?.to_str()?, edge.get_head_index()],
        }));
    }
    println!("{}", json!({ "nodes": nodes, "edges": edges }));

    let response = pipeline.node_statuses_request().send().promise.await?;
    let mut statuses = Vec::new();
    for status in response.get()?.get_statuses()? {
        let state: Value = match status.get_state()?.which()? {
            node_state::Waiting(()) => json!("waiting"),
            node_state::Running(()) => json!("running"),
            node_state::Success(()) => json!("success"),
            node_state::Error(text) => json!({ "error": text?.to_str()? }),
        };
        statuses.push(json!({
            "name": status.get_node_name()?.to_str()?,
            "state": state,
            "read": status.get_input_read()?.iter().collect::<Vec<u32>>(),
            "written": status.get_output_written()?.iter().collect::<Vec<u32>>(),
        }));
    }
    println!("{}", json!({ "statuses": statuses }));
    Ok(())
}
