//! Every scenario that a client runs, by the name that it has in scenarios.json.

use futures::future::LocalBoxFuture;

use crate::session::{Outcome, Session};

mod calls;
mod lifetimes;
mod promises;

pub type Scenario = (&'static str, for<'a> fn(&'a Session) -> LocalBoxFuture<'a, Outcome>);

macro_rules! scenarios {
    ($($name:literal: $run:path,)*) => { &[$(($name, |session| Box::pin($run(session)))),*] };
}

pub const SCENARIOS: &[Scenario] = scenarios! {
    "overlapping-calls": calls::overlapping_calls,
    "call-order": calls::call_order,
    "bootstrap-again": calls::bootstrap_again,
    "inheritance": calls::inheritance,
    "unimplemented-interface": calls::unimplemented_interface,
    "every-type": calls::every_type,
    "default-parameters": calls::default_parameters,
    "any-pointer": calls::any_pointer,
    "big-request": calls::big_request,
    "big-response": calls::big_response,
    "pipelining": calls::pipelining,
    "pipelining-structs-and-groups": calls::pipelining_structs_and_groups,
    "pipelining-any-pointer": calls::pipelining_any_pointer,
    "pipelining-null": calls::pipelining_null,
    "pipelining-failed-call": calls::pipelining_failed_call,
    "pipelining-dropped": calls::pipelining_dropped,
    "set-pipeline": calls::set_pipeline,
    "callbacks": calls::callbacks,
    "bounce": calls::bounce,
    "own-capability-returns": calls::own_capability_returns,
    "same-capability-twice": calls::same_capability_twice,
    "list-of-capabilities": calls::list_of_capabilities,
    "capabilities-in-structs-in-lists": calls::capabilities_in_structs_in_lists,
    "null-capability": calls::null_capability,
    "broken-capability": calls::broken_capability,
    "exception-types": calls::exception_types,
    "exception-relayed": calls::exception_relayed,
    "promise-parameter": promises::promise_parameter,
    "promise-parameter-to-promise": promises::promise_parameter_to_promise,
    "promise-parameter-rejected": promises::promise_parameter_rejected,
    "promise-result": promises::promise_result,
    "promise-result-to-promise": promises::promise_result_to_promise,
    "promise-result-rejected": promises::promise_result_rejected,
    "promise-result-to-caller": promises::promise_result_to_caller,
    "embargo-echo": promises::embargo_echo,
    "embargo-echo-by-server": promises::embargo_echo_by_server,
    "embargo-echo-of-promise": promises::embargo_echo_of_promise,
    "embargo-rejected": promises::embargo_rejected,
    "tail-call": promises::tail_call,
    "tail-call-pipelined": promises::tail_call_pipelined,
    "tail-call-cancelled": promises::tail_call_cancelled,
    "streaming": lifetimes::streaming,
    "streaming-window": lifetimes::streaming_window,
    "streaming-error": lifetimes::streaming_error,
    "cancellation": lifetimes::cancellation,
    "cancellation-releases-parameters": lifetimes::cancellation_releases_parameters,
    "release": lifetimes::release,
    "release-list": lifetimes::release_list,
    "release-cancelled-return": lifetimes::release_cancelled_return,
    "release-parameters": lifetimes::release_parameters,
    "release-held": lifetimes::release_held,
    "release-disconnect": lifetimes::release_disconnect,
    "recognised-capability": lifetimes::recognised_capability,
};
