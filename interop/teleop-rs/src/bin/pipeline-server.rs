//! A process that the crate teleop makes teleoperable, and that tells of a pipeline as quirky_binder does, under `state`.
//! Each time its statuses are asked for it has come ten records further; the last of its nodes fails at the third.

use std::{cell::Cell, error::Error};

use capnp::capability::Rc;
use teleop::operate::capnp::TeleopServer;
use teleop_rs::state_capnp::state;

/// Names, and how many inputs and outputs each has.
const NODES: [(&str, u32, u32); 4] =
    [("words :: read", 0, 1), ("words :: split", 1, 2), ("words :: sort", 1, 0), ("words :: éclair ✓", 1, 0)];

const EDGES: [(&str, u8, &str, u8); 3] = [
    ("words :: read", 0, "words :: split", 0),
    ("words :: split", 0, "words :: sort", 0),
    ("words :: split", 1, "words :: éclair ✓", 0),
];

#[derive(Default)]
struct Pipeline {
    asked: Cell<u32>,
}

impl state::Server for Pipeline {
    async fn graph(
        self: Rc<Self>,
        _params: state::GraphParams,
        mut results: state::GraphResults,
    ) -> Result<(), capnp::Error> {
        let mut graph = results.get().init_graph();
        let mut nodes = graph.reborrow().init_nodes(NODES.len() as u32);
        for (index, (name, ..)) in NODES.iter().enumerate() {
            nodes.reborrow().get(index as u32).set_name(name);
        }
        let mut edges = graph.init_edges(EDGES.len() as u32);
        for (index, (tail, output, head, input)) in EDGES.iter().enumerate() {
            let mut edge = edges.reborrow().get(index as u32);
            edge.set_tail_name(tail);
            edge.set_tail_index(*output);
            edge.set_head_name(head);
            edge.set_head_index(*input);
        }
        Ok(())
    }

    async fn node_statuses(
        self: Rc<Self>,
        _params: state::NodeStatusesParams,
        mut results: state::NodeStatusesResults,
    ) -> Result<(), capnp::Error> {
        let asked = self.asked.get();
        self.asked.set(asked + 1);
        let mut statuses = results.get().init_statuses(NODES.len() as u32);
        for (index, (name, inputs, outputs)) in NODES.iter().enumerate() {
            let mut status = statuses.reborrow().get(index as u32);
            status.set_node_name(name);
            let mut state = status.reborrow().init_state();
            match (asked, index) {
                (0, _) => state.set_waiting(()),
                (3.., 3) => state.set_error("a word is too long: Donaudampfschifffahrt"),
                (4.., 0) => state.set_success(()),
                _ => state.set_running(()),
            }
            let mut read = status.reborrow().init_input_read(*inputs);
            for input in 0..*inputs {
                read.set(input, asked * 10);
            }
            let mut written = status.init_output_written(*outputs);
            for output in 0..*outputs {
                written.set(output, asked * 10 + output);
            }
        }
        Ok(())
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut services = TeleopServer::new();
    services.register_service::<state::Client, _, _>("state", Pipeline::default);
    teleop_rs::serve(services)
}
