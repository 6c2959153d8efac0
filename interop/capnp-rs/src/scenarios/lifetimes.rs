//! Streams, cancellation, and who holds what for how long.

use std::{cell::Cell, process, rc::Rc};

use capnp::{
    Error, ErrorKind,
    capability::{Promise, RemotePromise},
};
use futures::FutureExt;
use tokio::task::spawn_local;

use crate::{
    interop_capnp::*,
    objects::{SequenceImpl, sum_of},
    session::{Outcome, Session, expect, expect_equal, expect_failure},
};

fn write(sink: &sink::Client, bytes: &[u8]) -> Promise<(), Error> {
    let mut request = sink.write_request();
    request.get().set_bytes(bytes);
    request.send()
}

pub async fn streaming(s: &Session) -> Outcome {
    let sink = s.root.sink_request().send().pipeline.get_sink();
    let bytes = Vec::from_iter((0..1000).map(|i| i as u8));
    for _ in 0..500 {
        write(&sink, &bytes).await?;
    }
    let total = sink.finish_request().send().promise.await?;
    let total = total.get()?;
    expect_equal(total.get_writes(), 500, "writes")?;
    expect_equal(total.get_bytes(), 500_000, "bytes")?;
    expect_equal(total.get_sum(), 500 * sum_of(&bytes), "sum")?;
    expect_equal(total.get_most_at_once(), 1, "writes at once")
}

pub async fn streaming_window(s: &Session) -> Outcome {
    let made = s.root.gated_sink_request().send();
    let sink = made.pipeline.get_sink();
    let gate = made.pipeline.get_gate();
    let sent = Rc::new(Cell::new(0));
    let writing = spawn_local({
        let (sink, sent) = (sink.clone(), sent.clone());
        async move {
            for _ in 0..128 {
                write(&sink, &[1; 16 << 10]).await?;
                sent.set(sent.get() + 1);
            }
            Ok::<_, Error>(())
        }
    });
    s.round_trip().await?;
    s.round_trip().await?;
    let before = sent.get();
    expect(0 < before && before < 128, &format!("{before} of 128 writes did not wait for the sink"))?;
    gate.open_request().send().promise.await?;
    writing.await??;
    let total = sink.finish_request().send().promise.await?;
    expect_equal(total.get()?.get_writes(), 128, "writes")?;
    expect_equal(total.get()?.get_bytes(), 128 << 14, "bytes")?;
    expect_equal(total.get()?.get_most_at_once(), 1, "writes at once")
}

pub async fn streaming_error(s: &Session) -> Outcome {
    let sink = s.root.sink_request().send().pipeline.get_sink();
    write(&sink, b"before").await?;
    let mut fail = sink.fail_request();
    fail.get().set_reason("the disk is full");
    // Whether the failure shows in this write, in a later one or only at the end depends on the window.
    let _ = fail.send().await;
    let _ = write(&sink, b"after").await;
    let finish = sink.finish_request().send().promise;
    expect_failure(finish, ErrorKind::Failed, "the disk is full").await?;
    Ok(s.round_trip().await?)
}

fn patience(s: &Session) -> patience::Client {
    s.root.patience_request().send().pipeline.get_patience()
}

fn wait(
    patience: &patience::Client,
    sequence: sequence::Client,
) -> RemotePromise<patience::wait_results::Owned> {
    let mut request = patience.wait_request();
    request.get().set_sequence(sequence);
    request.send()
}

async fn waiting(patience: &patience::Client) -> Result<u32, Error> {
    Ok(patience.counts_request().send().promise.await?.get()?.get_waiting())
}

async fn expect_cancelled(patience: &patience::Client, count: u32) -> Outcome {
    let mut request = patience.when_cancelled_request();
    request.get().set_count(count);
    request.send().promise.await?;
    let counts = patience.counts_request().send().promise.await?;
    expect_equal(counts.get()?.get_waiting(), 0, "calls that wait")?;
    expect_equal(counts.get()?.get_cancelled(), count, "cancelled calls")
}

pub async fn cancellation(s: &Session) -> Outcome {
    let patience = patience(s);
    let calls = [wait(&patience, SequenceImpl::client()), wait(&patience, SequenceImpl::client())];
    expect_equal(waiting(&patience).await?, 2, "calls that wait")?;
    drop(calls);
    expect_cancelled(&patience, 2).await
}

pub async fn cancellation_releases_parameters(s: &Session) -> Outcome {
    let patience = patience(s);
    let (own, mut dropped) = SequenceImpl::watched();
    let call = wait(&patience, own);
    expect_equal(waiting(&patience).await?, 1, "calls that wait")?;
    expect((&mut dropped).now_or_never().is_none(), "released while the call was being served")?;
    drop(call);
    expect(dropped.await.is_err(), "the sequence sent something")?;
    expect_cancelled(&patience, 1).await
}

/// The name of a group that no other scenario and no other run uses.
fn new_group(scenario: &str) -> String {
    format!("{scenario} of Rust {}", process::id())
}

fn handles(root: &interop::Client, group: &str) -> handles::Client {
    let mut request = root.handles_request();
    request.get().set_group(group);
    request.send().pipeline.get_handles()
}

async fn expect_live(handles: &handles::Client, count: u32) -> Outcome {
    let live = handles.live_request().send().promise.await?;
    expect_equal(live.get()?.get_count(), count, "live handles")
}

async fn when_live(handles: &handles::Client, count: u32) -> Result<(), Error> {
    let mut request = handles.when_live_request();
    request.get().set_count(count);
    request.send().promise.await.map(|_| ())
}

fn open_many(handles: &handles::Client, count: u32) -> RemotePromise<handles::open_many_results::Owned> {
    let mut request = handles.open_many_request();
    request.get().set_count(count);
    request.send()
}

pub async fn release(s: &Session) -> Outcome {
    let handles = handles(&s.root, &new_group("release"));
    let first = handles.open_request().send().promise.await?.get()?.get_handle()?;
    let second = handles.open_request().send().promise.await?;
    expect_live(&handles, 2).await?;
    drop(first);
    when_live(&handles, 1).await?;
    s.round_trip().await?;
    expect_live(&handles, 1).await?;
    drop(second);
    Ok(when_live(&handles, 0).await?)
}

pub async fn release_list(s: &Session) -> Outcome {
    let handles = handles(&s.root, &new_group("release-list"));
    let response = open_many(&handles, 5).promise.await?;
    expect_live(&handles, 5).await?;
    let kept = response.get()?.get_handles()?.get(2)?;
    drop(response);
    when_live(&handles, 1).await?;
    expect_live(&handles, 1).await?;
    drop(kept);
    Ok(when_live(&handles, 0).await?)
}

pub async fn release_cancelled_return(s: &Session) -> Outcome {
    let handles = handles(&s.root, &new_group("release-cancelled-return"));
    for _ in 0..10 {
        drop(open_many(&handles, 3));
    }
    when_live(&handles, 0).await?;
    expect_live(&handles, 0).await
}

fn keeper(s: &Session) -> keeper::Client {
    s.root.keeper_request().send().pipeline.get_keeper()
}

pub async fn release_parameters(s: &Session) -> Outcome {
    let (own, dropped) = SequenceImpl::watched();
    let mut request = keeper(s).ignore_request();
    request.get().set_sequence(own);
    request.send().promise.await?;
    expect(dropped.await.is_err(), "the sequence sent something")
}

pub async fn release_held(s: &Session) -> Outcome {
    let keeper = keeper(s);
    let (own, mut dropped) = SequenceImpl::watched();
    let mut request = keeper.hold_request();
    request.get().set_sequence(own);
    request.send().promise.await?;
    let called = keeper.call_held_request().send().promise.await?;
    expect_equal(called.get()?.get_number(), 0, "a call while it is held")?;
    s.round_trip().await?;
    expect((&mut dropped).now_or_never().is_none(), "released while the server held it")?;
    keeper.let_go_request().send().promise.await?;
    expect(dropped.await.is_err(), "the sequence sent something")
}

pub async fn release_disconnect(s: &Session) -> Outcome {
    let group = new_group("release-disconnect");
    let watching = handles(&s.root, &group);
    let leaving = s.connect().await?;
    let response = open_many(&handles(&leaving.root, &group), 3).promise.await?;
    expect_live(&watching, 3).await?;
    leaving.close().await?;
    when_live(&watching, 0).await?;
    drop(response);
    Ok(())
}

async fn is_ours(handles: &handles::Client, handle: handle::Client) -> Result<bool, Error> {
    let mut request = handles.is_ours_request();
    request.get().set_handle(handle);
    Ok(request.send().promise.await?.get()?.get_is_ours())
}

pub async fn recognised_capability(s: &Session) -> Outcome {
    let own_group = handles(&s.root, &new_group("recognised-capability"));
    let other_group = handles(&s.root, &new_group("another group"));
    let handle = own_group.open_request().send().promise.await?.get()?.get_handle()?;
    expect(is_ours(&own_group, handle.clone()).await?, "its own handle was not recognised")?;
    let promised = own_group.open_request().send().pipeline.get_handle();
    expect(is_ours(&own_group, promised).await?, "not recognised behind a promise")?;
    expect(!is_ours(&other_group, handle).await?, "a handle of another group was recognised")
}
