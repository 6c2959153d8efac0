//! Promises that cross the wire before they resolve, embargoes, and tail calls.

use std::{cell::Cell, pin::Pin, rc::Rc};

use capnp::{Error, ErrorKind, capability::Response};
use capnp_rpc::{new_client, new_future_client};
use futures::{
    FutureExt,
    channel::oneshot,
    future::{Shared, try_join_all},
};

use crate::{
    interop_capnp::*,
    objects::{KeeperImpl, SequenceImpl, WorkerImpl},
    session::{Outcome, Session, expect, expect_equal, expect_failure, next},
};

const REASON: &str = "it came to nothing";

fn keeper(s: &Session) -> keeper::Client {
    s.root.keeper_request().send().pipeline.get_keeper()
}

type Settle = oneshot::Sender<Result<sequence::Client, Error>>;

fn promise() -> (sequence::Client, Settle) {
    let (settle, settled) = oneshot::channel();
    let lost = |_| Error::failed("never settled".to_owned());
    (new_future_client(settled.map(move |outcome| outcome.map_err(lost)?)), settle)
}

fn settle(settle: Settle, outcome: Result<sequence::Client, Error>) -> Outcome {
    settle.send(outcome).map_err(|_| "the promise was dropped".into())
}

/// Calls that were sent in this order.
#[derive(Default)]
struct Calls(Vec<Shared<Pin<Box<dyn Future<Output = Result<u32, Error>>>>>>);

impl Calls {
    fn thrice(&mut self, sequence: &sequence::Client) {
        self.0.extend((0..3).map(|_| next(sequence).boxed_local().shared()));
    }

    async fn answered(&self) -> Result<(), Error> {
        try_join_all(self.0.iter().cloned()).await.map(|_| ())
    }

    async fn expect_in_order(self) -> Outcome {
        let count = self.0.len() as u32;
        expect_equal(try_join_all(self.0).await?, Vec::from_iter(0..count), "numbers")
    }

    async fn expect_failures(self) -> Outcome {
        for call in self.0 {
            expect_failure(call, ErrorKind::Failed, REASON).await?;
        }
        Ok(())
    }
}

struct ParameterCalls {
    settle: Settle,
    call: capnp::capability::Promise<Response<keeper::call_results::Owned>, Error>,
    when_resolved: capnp::capability::Promise<Response<keeper::call_when_resolved_results::Owned>, Error>,
}

impl ParameterCalls {
    /// Sends a promise as a parameter of two calls, and returns once the server has seen both.
    async fn send(s: &Session) -> Result<Self, Error> {
        let (promise, settle) = promise();
        let keeper = keeper(s);
        let mut call = keeper.call_request();
        call.get().set_sequence(promise.clone());
        call.get().set_times(3);
        let mut when_resolved = keeper.call_when_resolved_request();
        when_resolved.get().set_sequence(promise);
        let calls = Self { settle, call: call.send().promise, when_resolved: when_resolved.send().promise };
        s.round_trip().await?;
        Ok(calls)
    }
}

async fn expect_parameter_calls(
    call: impl Future<Output = Result<Response<keeper::call_results::Owned>, Error>>,
    when_resolved: impl Future<Output = Result<Response<keeper::call_when_resolved_results::Owned>, Error>>,
) -> Outcome {
    let called = call.await?;
    expect_equal(Vec::from_iter(called.get()?.get_numbers()?), [0, 1, 2], "numbers")?;
    expect_equal(when_resolved.await?.get()?.get_number(), 3, "the call that waited for the promise")
}

pub async fn promise_parameter(s: &Session) -> Outcome {
    let calls = ParameterCalls::send(s).await?;
    settle(calls.settle, Ok(SequenceImpl::client()))?;
    expect_parameter_calls(calls.call, calls.when_resolved).await
}

pub async fn promise_parameter_to_promise(s: &Session) -> Outcome {
    let calls = ParameterCalls::send(s).await?;
    let (inner, settle_inner) = promise();
    settle(calls.settle, Ok(inner))?;
    s.round_trip().await?;
    settle(settle_inner, Ok(SequenceImpl::client()))?;
    expect_parameter_calls(calls.call, calls.when_resolved).await
}

pub async fn promise_parameter_rejected(s: &Session) -> Outcome {
    let calls = ParameterCalls::send(s).await?;
    settle(calls.settle, Err(Error::failed(REASON.to_owned())))?;
    expect_failure(calls.call, ErrorKind::Failed, REASON).await?;
    expect_failure(calls.when_resolved, ErrorKind::Failed, REASON).await?;
    Ok(s.round_trip().await?)
}

pub async fn promise_result(s: &Session) -> Outcome {
    let made = s.root.promise_request().send();
    let sequence = made.pipeline.get_sequence();
    let resolver = made.pipeline.get_resolver();
    let mut calls = Calls::default();
    calls.thrice(&sequence);
    let _response = made.promise.await?;
    resolver.to_capability_request().send().promise.await?;
    calls.thrice(&sequence);
    calls.expect_in_order().await
}

pub async fn promise_result_to_promise(s: &Session) -> Outcome {
    let made = s.root.promise_request().send().promise.await?;
    let sequence = made.get()?.get_sequence()?;
    let resolver = made.get()?.get_resolver()?;
    let mut calls = Calls::default();
    calls.thrice(&sequence);
    resolver.to_promise_request().send().promise.await?;
    calls.thrice(&sequence);
    resolver.to_capability_request().send().promise.await?;
    calls.thrice(&sequence);
    calls.expect_in_order().await
}

pub async fn promise_result_rejected(s: &Session) -> Outcome {
    let made = s.root.promise_request().send().promise.await?;
    let sequence = made.get()?.get_sequence()?;
    let mut calls = Calls::default();
    calls.thrice(&sequence);
    let mut reject = made.get()?.get_resolver()?.reject_request();
    reject.get().set_reason(REASON);
    reject.send().promise.await?;
    calls.thrice(&sequence);
    calls.expect_failures().await?;
    Ok(s.round_trip().await?)
}

pub async fn promise_result_to_caller(s: &Session) -> Outcome {
    let made = s.root.promise_request().send().promise.await?;
    let sequence = made.get()?.get_sequence()?;
    let mut calls = Calls::default();
    calls.thrice(&sequence);
    let own = SequenceImpl::client();
    let mut resolve = made.get()?.get_resolver()?.to_caller_request();
    resolve.get().set_sequence(own.clone());
    let resolved = resolve.send();
    calls.thrice(&sequence);
    resolved.promise.await?;
    calls.thrice(&sequence);
    calls.answered().await?;
    calls.thrice(&sequence);
    calls.expect_in_order().await?;
    expect_equal(next(&own).await?, 12, "the next number of our object")
}

pub async fn embargo_echo(s: &Session) -> Outcome {
    let own = SequenceImpl::client();
    let mut request = keeper(s).echo_request();
    request.get().set_sequence(own.clone());
    let echo = request.send();
    let sequence = echo.pipeline.get_sequence();
    let mut calls = Calls::default();
    calls.thrice(&sequence);
    let _response = echo.promise.await?;
    calls.thrice(&sequence);
    calls.answered().await?;
    calls.thrice(&sequence);
    calls.expect_in_order().await?;
    expect_equal(next(&own).await?, 9, "the next number of our object")
}

pub async fn embargo_echo_by_server(s: &Session) -> Outcome {
    let mut request = keeper(s).check_echo_request();
    request.get().set_peer(new_client(KeeperImpl::default()));
    request.get().set_calls(6);
    let checked = request.send().promise.await?;
    expect_equal(Vec::from_iter(checked.get()?.get_numbers()?), Vec::from_iter(0..6), "numbers")
}

pub async fn embargo_echo_of_promise(s: &Session) -> Outcome {
    let (promise, settle_promise) = promise();
    let mut request = keeper(s).echo_request();
    request.get().set_sequence(promise);
    let echo = request.send();
    let sequence = echo.pipeline.get_sequence();
    let mut calls = Calls::default();
    calls.thrice(&sequence);
    let _response = echo.promise.await?;
    calls.thrice(&sequence);
    settle(settle_promise, Ok(SequenceImpl::client()))?;
    calls.thrice(&sequence);
    calls.expect_in_order().await
}

pub async fn embargo_rejected(s: &Session) -> Outcome {
    let (promise, settle_promise) = promise();
    let mut request = keeper(s).echo_request();
    request.get().set_sequence(promise);
    let echo = request.send();
    let sequence = echo.pipeline.get_sequence();
    let mut calls = Calls::default();
    calls.thrice(&sequence);
    let _response = echo.promise.await?;
    calls.thrice(&sequence);
    settle(settle_promise, Err(Error::failed(REASON.to_owned())))?;
    calls.expect_failures().await?;
    Ok(s.round_trip().await?)
}

fn forward(s: &Session, worker: WorkerImpl) -> capnp::capability::RemotePromise<worker::product::Owned> {
    let mut request = s.root.forwarder_request().send().pipeline.get_forwarder().work_request();
    request.get().set_number(7);
    request.get().set_worker(new_client(worker));
    request.send()
}

pub async fn tail_call(s: &Session) -> Outcome {
    let worked = Rc::new(Cell::new(0));
    let response = forward(s, WorkerImpl { worked: worked.clone(), ..Default::default() }).promise.await?;
    let product = response.get()?;
    expect_equal(product.get_number(), 7, "number")?;
    expect_equal(product.get_text()?, "worked on 7", "text")?;
    expect_equal(worked.get(), 1, "calls of the worker")
}

pub async fn tail_call_pipelined(s: &Session) -> Outcome {
    let call = forward(s, WorkerImpl::default());
    let sequence = call.pipeline.get_sequence();
    let mut calls = Calls::default();
    calls.thrice(&sequence);
    let product = call.promise.await?;
    calls.thrice(&sequence);
    calls.expect_in_order().await?;
    expect_equal(next(&product.get()?.get_sequence()?).await?, 6, "a call on the result")
}

pub async fn tail_call_cancelled(s: &Session) -> Outcome {
    let (never_started, started) = oneshot::channel();
    let (never_served, ended) = oneshot::channel();
    let mut request = s.root.forwarder_request().send().pipeline.get_forwarder().never_request();
    request.get().set_worker(new_client(WorkerImpl {
        never_started: Cell::new(Some(never_started)),
        never_served: Cell::new(Some(never_served)),
        ..Default::default()
    }));
    let call = request.send();
    expect(started.await.is_err(), "the worker sent something")?;
    drop(call);
    expect(ended.await.is_err(), "the worker sent something")?;
    Ok(s.round_trip().await?)
}
