//! How each interface of interop.capnp is served.

use std::{
    cell::{Cell, RefCell},
    collections::HashMap,
    rc::Rc,
};

use capnp::{Error, ErrorKind};
use capnp_rpc::{CapabilityServerSet, new_broken_cap, new_client, new_future_client};
use futures::{FutureExt, channel::oneshot, future};
use tokio::sync::watch;

use crate::interop_capnp::*;

type Outcome = Result<(), Error>;

pub fn error_of(kind: FailureType, reason: &str) -> Error {
    Error {
        kind: match kind {
            FailureType::Failed => ErrorKind::Failed,
            FailureType::Overloaded => ErrorKind::Overloaded,
            FailureType::Disconnected => ErrorKind::Disconnected,
            FailureType::Unimplemented => ErrorKind::Unimplemented,
        },
        extra: reason.to_owned(),
    }
}

pub fn sum_of(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0, |sum, &byte| sum.wrapping_add(byte.into()))
}

pub fn is_sample(all: all_types::Reader) -> Result<bool, Error> {
    are_equal(all, SAMPLE.get()?)
}

/// Field by field: implementations differ in whether they send what is empty, or leave it out.
fn are_equal(a: all_types::Reader, b: all_types::Reader) -> Result<bool, Error> {
    use all_types::Which;
    let inner = match (a.has_inner(), b.has_inner()) {
        (true, true) => are_equal(a.get_inner()?, b.get_inner()?)?,
        (has, other) => has == other,
    };
    let union = match (a.which()?, b.which()?) {
        (Which::Plain(()), Which::Plain(())) => true,
        (Which::Number(a), Which::Number(b)) => a == b,
        (Which::Words(a), Which::Words(b)) => a? == b?,
        _ => false,
    };
    let (inners, other_inners) = (a.get_inners()?, b.get_inners()?);
    let mut lists = inners.len() == other_inners.len();
    for (a, b) in inners.iter().zip(other_inners.iter()) {
        lists = lists && are_equal(a, b)?;
    }
    let (rows, other_rows) = (a.get_rows()?, b.get_rows()?);
    lists = lists && rows.len() == other_rows.len();
    for (a, b) in rows.iter().zip(other_rows.iter()) {
        lists = lists && a?.iter().eq(b?.iter());
    }
    Ok(inner
        && union
        && lists
        && a.get_bools()?.iter().eq(b.get_bools()?.iter())
        && a.get_int64s()?.iter().eq(b.get_int64s()?.iter())
        && a.get_float64s()?.iter().eq(b.get_float64s()?.iter())
        && texts(a)? == texts(b)?
        && a.get_colors()?.iter().eq(b.get_colors()?.iter())
        && a.get_bool() == b.get_bool()
        && a.get_int8() == b.get_int8()
        && a.get_int16() == b.get_int16()
        && a.get_int32() == b.get_int32()
        && a.get_int64() == b.get_int64()
        && a.get_uint8() == b.get_uint8()
        && a.get_uint16() == b.get_uint16()
        && a.get_uint32() == b.get_uint32()
        && a.get_uint64() == b.get_uint64()
        && a.get_float32() == b.get_float32()
        && a.get_float64() == b.get_float64()
        && a.get_text()? == b.get_text()?
        && a.get_data()? == b.get_data()?
        && a.get_color()? == b.get_color()?
        && a.get_point().get_x() == b.get_point().get_x()
        && a.get_point().get_y() == b.get_point().get_y())
}

fn texts(all: all_types::Reader) -> Result<Vec<capnp::text::Reader>, Error> {
    all.get_texts()?.iter().collect()
}

/// Gives 0, 1, 2, … Whoever holds the receiver of `alive` learns when the object is dropped.
#[derive(Default)]
pub struct SequenceImpl {
    pub alive: Option<oneshot::Sender<()>>,
    next: Cell<u32>,
}

impl SequenceImpl {
    pub fn client() -> sequence::Client {
        new_client(Self::default())
    }

    /// A sequence, and what ends when it is dropped.
    pub fn watched() -> (sequence::Client, oneshot::Receiver<()>) {
        let (alive, dropped) = oneshot::channel();
        (new_client(Self { alive: Some(alive), next: Cell::default() }), dropped)
    }
}

impl sequence::Server for SequenceImpl {
    async fn next(self: Rc<Self>, _: sequence::NextParams, mut results: sequence::NextResults) -> Outcome {
        results.get().set_number(self.next.get());
        self.next.set(self.next.get() + 1);
        Ok(())
    }
}

struct ValuesImpl;

impl values::Server for ValuesImpl {
    async fn sample(self: Rc<Self>, _: values::SampleParams, mut results: values::SampleResults) -> Outcome {
        results.get().set_all(SAMPLE.get()?)
    }

    async fn is_sample(
        self: Rc<Self>,
        params: values::IsSampleParams,
        mut results: values::IsSampleResults,
    ) -> Outcome {
        results.get().set_equal(is_sample(params.get()?.get_all()?)?);
        Ok(())
    }

    async fn mirror(
        self: Rc<Self>,
        params: values::MirrorParams,
        mut results: values::MirrorResults,
    ) -> Outcome {
        results.set(params.get()?.get_all()?)
    }

    async fn mirror_any(
        self: Rc<Self>,
        params: values::MirrorAnyParams,
        mut results: values::MirrorAnyResults,
    ) -> Outcome {
        results.get().init_any().set_as(params.get()?.get_any())
    }

    async fn defaults(
        self: Rc<Self>,
        params: values::DefaultsParams,
        mut results: values::DefaultsResults,
    ) -> Outcome {
        let params = params.get()?;
        let mut results = results.get();
        results.set_text(params.get_text()?);
        results.set_number(params.get_number());
        results.set_color(params.get_color()?);
        Ok(())
    }

    async fn measure(
        self: Rc<Self>,
        params: values::MeasureParams,
        mut results: values::MeasureResults,
    ) -> Outcome {
        let bytes = params.get()?.get_bytes()?;
        results.get().set_length(bytes.len() as u32);
        results.get().set_sum(sum_of(bytes));
        Ok(())
    }

    async fn produce(
        self: Rc<Self>,
        params: values::ProduceParams,
        mut results: values::ProduceResults,
    ) -> Outcome {
        let params = params.get()?;
        let bytes = results.get().init_bytes(params.get_length());
        for (i, byte) in bytes.iter_mut().enumerate() {
            *byte = (i as u8).wrapping_mul(params.get_step());
        }
        Ok(())
    }
}

struct NodeImpl {
    path: String,
    visits: Rc<RefCell<Vec<String>>>,
}

impl NodeImpl {
    fn child(&self, name: Result<capnp::text::Reader, Error>) -> Result<node::Client, Error> {
        let name = name?.to_str()?;
        let path = if self.path.is_empty() { name.to_owned() } else { format!("{}/{name}", self.path) };
        Ok(new_client(NodeImpl { path, visits: self.visits.clone() }))
    }

    fn fill(mut box_: node::box_::Builder, child: &node::Client) {
        box_.set_label("box");
        box_.set_node(child.clone());
        let mut place = box_.reborrow().init_place();
        place.set_node(child.clone());
        place.init_deeper().set_node(child.clone());
        box_.init_any().set_as_capability(child.client.hook.add_ref());
    }
}

impl node::Server for NodeImpl {
    async fn path(self: Rc<Self>, _: node::PathParams, mut results: node::PathResults) -> Outcome {
        self.visits.borrow_mut().push(self.path.clone());
        results.get().set_path(&self.path);
        Ok(())
    }

    async fn child(self: Rc<Self>, params: node::ChildParams, mut results: node::ChildResults) -> Outcome {
        results.get().set_node(NodeImpl::child(&self, params.get()?.get_name())?);
        Ok(())
    }

    async fn boxed(self: Rc<Self>, params: node::BoxedParams, mut results: node::BoxedResults) -> Outcome {
        let child = NodeImpl::child(&self, params.get()?.get_name())?;
        let mut outer = results.get().init_box();
        NodeImpl::fill(outer.reborrow(), &child);
        NodeImpl::fill(outer.init_box(), &child);
        Ok(())
    }

    async fn any_child(
        self: Rc<Self>,
        params: node::AnyChildParams,
        mut results: node::AnyChildResults,
    ) -> Outcome {
        let child = NodeImpl::child(&self, params.get()?.get_name())?;
        results.get().init_node().set_as_capability(child.client.hook);
        Ok(())
    }

    async fn late_child(
        self: Rc<Self>,
        params: node::LateChildParams,
        mut results: node::LateChildResults,
    ) -> Outcome {
        results.get().set_node(NodeImpl::child(&self, params.get()?.get_name())?);
        results.set_pipeline()?;
        future::pending().await
    }

    async fn no_child(self: Rc<Self>, _: node::NoChildParams, _: node::NoChildResults) -> Outcome {
        Ok(())
    }

    async fn failed_child(
        self: Rc<Self>,
        params: node::FailedChildParams,
        _: node::FailedChildResults,
    ) -> Outcome {
        Err(error_of(FailureType::Failed, params.get()?.get_reason()?.to_str()?))
    }

    async fn visits(self: Rc<Self>, _: node::VisitsParams, mut results: node::VisitsResults) -> Outcome {
        results.get().set_paths(&self.visits.borrow()[..])
    }
}

#[derive(Default)]
pub struct KeeperImpl {
    held: RefCell<Option<sequence::Client>>,
}

impl KeeperImpl {
    fn held(&self) -> Result<sequence::Client, Error> {
        self.held.borrow().clone().ok_or_else(|| Error::failed("nothing is held".to_owned()))
    }
}

/// Sends the call at once; the future only waits for its answer.
fn next_of(sequence: &sequence::Client) -> impl Future<Output = Result<u32, Error>> + use<> {
    let answer = sequence.next_request().send().promise;
    async { Ok(answer.await?.get()?.get_number()) }
}

impl keeper::Server for KeeperImpl {
    async fn echo(self: Rc<Self>, params: keeper::EchoParams, mut results: keeper::EchoResults) -> Outcome {
        results.get().set_sequence(params.get()?.get_sequence()?);
        Ok(())
    }

    async fn hold(self: Rc<Self>, params: keeper::HoldParams, _: keeper::HoldResults) -> Outcome {
        let sequence = params.get()?.get_sequence()?;
        let _before = self.held.borrow_mut().replace(sequence);
        Ok(())
    }

    async fn held(self: Rc<Self>, _: keeper::HeldParams, mut results: keeper::HeldResults) -> Outcome {
        results.get().set_sequence(KeeperImpl::held(&self)?);
        Ok(())
    }

    async fn call_held(
        self: Rc<Self>,
        _: keeper::CallHeldParams,
        mut results: keeper::CallHeldResults,
    ) -> Outcome {
        let number = next_of(&KeeperImpl::held(&self)?).await?;
        results.get().set_number(number);
        Ok(())
    }

    async fn let_go(self: Rc<Self>, _: keeper::LetGoParams, _: keeper::LetGoResults) -> Outcome {
        let _before = self.held.borrow_mut().take();
        Ok(())
    }

    async fn call(self: Rc<Self>, params: keeper::CallParams, mut results: keeper::CallResults) -> Outcome {
        let sequence = params.get()?.get_sequence()?;
        let calls: Vec<_> = (0..params.get()?.get_times()).map(|_| next_of(&sequence)).collect();
        results.get().set_numbers(&future::try_join_all(calls).await?[..])
    }

    async fn call_when_resolved(
        self: Rc<Self>,
        params: keeper::CallWhenResolvedParams,
        mut results: keeper::CallWhenResolvedResults,
    ) -> Outcome {
        let sequence = params.get()?.get_sequence()?;
        sequence.client.when_resolved().await?;
        results.get().set_number(next_of(&sequence).await?);
        Ok(())
    }

    async fn call_all(
        self: Rc<Self>,
        params: keeper::CallAllParams,
        mut results: keeper::CallAllResults,
    ) -> Outcome {
        let mut calls = Vec::new();
        for sequence in params.get()?.get_sequences()? {
            calls.push(next_of(&sequence?));
        }
        results.get().set_numbers(&future::try_join_all(calls).await?[..])
    }

    async fn call_items(
        self: Rc<Self>,
        params: keeper::CallItemsParams,
        mut results: keeper::CallItemsResults,
    ) -> Outcome {
        let items = params.get()?.get_items()?;
        let mut calls = Vec::new();
        let mut labels = results.get().init_labels(items.len());
        for (i, item) in items.iter().enumerate() {
            labels.set(i as u32, item.get_label()?);
            calls.push(next_of(&item.get_sequence()?));
        }
        results.get().set_numbers(&future::try_join_all(calls).await?[..])
    }

    async fn make_items(
        self: Rc<Self>,
        params: keeper::MakeItemsParams,
        mut results: keeper::MakeItemsResults,
    ) -> Outcome {
        let labels = params.get()?.get_labels()?;
        let made: Vec<_> = labels.iter().map(|_| SequenceImpl::client()).collect();
        let mut items = results.get().init_items(labels.len());
        for (i, label) in labels.iter().enumerate() {
            let mut item = items.reborrow().get(i as u32);
            item.set_label(label?);
            item.set_sequence(made[i].clone());
        }
        let mut sequences = results.get().init_sequences(labels.len());
        for (i, sequence) in made.into_iter().enumerate() {
            sequences.set(i as u32, sequence.client.hook);
        }
        Ok(())
    }

    async fn ignore(self: Rc<Self>, _: keeper::IgnoreParams, _: keeper::IgnoreResults) -> Outcome {
        Ok(())
    }

    async fn is_null(
        self: Rc<Self>,
        params: keeper::IsNullParams,
        mut results: keeper::IsNullResults,
    ) -> Outcome {
        results.get().set_is_null(!params.get()?.has_sequence());
        Ok(())
    }

    async fn check_echo(
        self: Rc<Self>,
        params: keeper::CheckEchoParams,
        mut results: keeper::CheckEchoResults,
    ) -> Outcome {
        let calls = params.get()?.get_calls() as usize;
        let mut request = params.get()?.get_peer()?.echo_request();
        request.get().set_sequence(SequenceImpl::client());
        let echo = request.send();
        let sequence = echo.pipeline.get_sequence();
        let mut numbers: Vec<_> = (0..calls / 2).map(|_| next_of(&sequence)).collect();
        let _response = echo.promise.await?;
        numbers.extend((numbers.len()..calls).map(|_| next_of(&sequence)));
        results.get().set_numbers(&future::try_join_all(numbers).await?[..])
    }
}

type Settle = oneshot::Sender<Result<sequence::Client, Error>>;

fn promise() -> (sequence::Client, Settle) {
    let (settle, settled) = oneshot::channel();
    let lost = |_| Error::failed("nobody is left to settle this promise".to_owned());
    (new_future_client(settled.map(move |outcome| outcome.map_err(lost)?)), settle)
}

struct ResolverImpl {
    settle: RefCell<Option<Settle>>,
}

impl ResolverImpl {
    fn settle(&self, outcome: Result<sequence::Client, Error>) -> Outcome {
        let settle = self.settle.borrow_mut().take();
        let settle = settle.ok_or_else(|| Error::failed("the promise is settled".to_owned()))?;
        // A promise that nobody holds any more needs no settling.
        let _ = settle.send(outcome);
        Ok(())
    }
}

impl resolver::Server for ResolverImpl {
    async fn to_capability(
        self: Rc<Self>,
        _: resolver::ToCapabilityParams,
        _: resolver::ToCapabilityResults,
    ) -> Outcome {
        self.settle(Ok(SequenceImpl::client()))
    }

    async fn to_caller(
        self: Rc<Self>,
        params: resolver::ToCallerParams,
        _: resolver::ToCallerResults,
    ) -> Outcome {
        self.settle(Ok(params.get()?.get_sequence()?))
    }

    async fn to_promise(
        self: Rc<Self>,
        _: resolver::ToPromiseParams,
        _: resolver::ToPromiseResults,
    ) -> Outcome {
        let (inner, settle) = promise();
        self.settle(Ok(inner))?;
        self.settle.replace(Some(settle));
        Ok(())
    }

    async fn reject(self: Rc<Self>, params: resolver::RejectParams, _: resolver::RejectResults) -> Outcome {
        self.settle(Err(error_of(FailureType::Failed, params.get()?.get_reason()?.to_str()?)))
    }
}

/// Tells a client what happens to its worker.
#[derive(Default)]
pub struct WorkerImpl {
    pub worked: Rc<Cell<u32>>,
    pub never_started: Cell<Option<oneshot::Sender<()>>>,
    /// Kept while never() is being served.
    pub never_served: Cell<Option<oneshot::Sender<()>>>,
}

impl worker::Server for WorkerImpl {
    async fn work(self: Rc<Self>, params: worker::WorkParams, mut results: worker::WorkResults) -> Outcome {
        self.worked.set(self.worked.get() + 1);
        let number = params.get()?.get_number();
        let mut product = results.get();
        product.set_number(number);
        product.set_text(format!("worked on {number}"));
        product.set_sequence(SequenceImpl::client());
        Ok(())
    }

    async fn never(self: Rc<Self>, _: worker::NeverParams, _: worker::NeverResults) -> Outcome {
        let _served = self.never_served.take();
        drop(self.never_started.take());
        future::pending().await
    }
}

/// capnp-rpc has no way to make a tail call, so this waits for the results and passes them on.
struct ForwarderImpl;

impl forwarder::Server for ForwarderImpl {
    async fn work(
        self: Rc<Self>,
        params: forwarder::WorkParams,
        mut results: forwarder::WorkResults,
    ) -> Outcome {
        let mut request = params.get()?.get_worker()?.work_request();
        request.get().set_number(params.get()?.get_number());
        results.set(request.send().promise.await?.get()?)
    }

    async fn never(
        self: Rc<Self>,
        params: forwarder::NeverParams,
        mut results: forwarder::NeverResults,
    ) -> Outcome {
        let request = params.get()?.get_worker()?.never_request();
        results.set(request.send().promise.await?.get()?)
    }
}

struct SinkImpl {
    gate: watch::Receiver<bool>,
    at_once: Cell<u32>,
    most_at_once: Cell<u32>,
    writes: Cell<u32>,
    bytes: Cell<u32>,
    sum: Cell<u32>,
}

impl SinkImpl {
    fn client(gate: watch::Receiver<bool>) -> sink::Client {
        new_client(Self {
            gate,
            at_once: Cell::default(),
            most_at_once: Cell::default(),
            writes: Cell::default(),
            bytes: Cell::default(),
            sum: Cell::default(),
        })
    }
}

impl sink::Server for SinkImpl {
    async fn write(self: Rc<Self>, params: sink::WriteParams) -> Outcome {
        self.at_once.set(self.at_once.get() + 1);
        self.most_at_once.set(self.most_at_once.get().max(self.at_once.get()));
        let opened = self.gate.clone().wait_for(|open| *open).await.map(|_| ());
        self.at_once.set(self.at_once.get() - 1);
        opened.map_err(|_| Error::failed("the gate was dropped while it was closed".to_owned()))?;
        let bytes = params.get()?.get_bytes()?;
        self.writes.set(self.writes.get() + 1);
        self.bytes.set(self.bytes.get() + bytes.len() as u32);
        self.sum.set(self.sum.get().wrapping_add(sum_of(bytes)));
        Ok(())
    }

    async fn fail(self: Rc<Self>, params: sink::FailParams) -> Outcome {
        Err(error_of(FailureType::Failed, params.get()?.get_reason()?.to_str()?))
    }

    async fn finish(self: Rc<Self>, _: sink::FinishParams, mut results: sink::FinishResults) -> Outcome {
        let mut total = results.get();
        total.set_writes(self.writes.get());
        total.set_bytes(self.bytes.get());
        total.set_sum(self.sum.get());
        total.set_most_at_once(self.most_at_once.get());
        Ok(())
    }
}

struct GateImpl {
    open: watch::Sender<bool>,
}

impl gate::Server for GateImpl {
    async fn open(self: Rc<Self>, _: gate::OpenParams, _: gate::OpenResults) -> Outcome {
        self.open.send_replace(true);
        Ok(())
    }
}

/// Returns once the count is `value`.
async fn reached(count: &watch::Sender<u32>, value: u32) -> Outcome {
    match count.subscribe().wait_for(|count| *count == value).await {
        Ok(_) => Ok(()),
        Err(_) => unreachable!("the sender is borrowed while this waits"),
    }
}

#[derive(Default)]
struct PatienceImpl {
    waiting: Cell<u32>,
    cancelled: watch::Sender<u32>,
}

/// Lives as long as a call of wait() does, which ends only by being cancelled.
struct Waiting(Rc<PatienceImpl>);

impl Drop for Waiting {
    fn drop(&mut self) {
        self.0.waiting.set(self.0.waiting.get() - 1);
        self.0.cancelled.send_modify(|cancelled| *cancelled += 1);
    }
}

impl patience::Server for PatienceImpl {
    async fn wait(
        self: Rc<Self>,
        params: patience::WaitParams,
        mut results: patience::WaitResults,
    ) -> Outcome {
        let sequence = params.get()?.get_sequence()?;
        results.get().set_sequence(sequence.clone());
        self.waiting.set(self.waiting.get() + 1);
        let _waiting = Waiting(self);
        let _held = sequence;
        future::pending().await
    }

    async fn counts(
        self: Rc<Self>,
        _: patience::CountsParams,
        mut results: patience::CountsResults,
    ) -> Outcome {
        results.get().set_waiting(self.waiting.get());
        results.get().set_cancelled(*self.cancelled.borrow());
        Ok(())
    }

    async fn when_cancelled(
        self: Rc<Self>,
        params: patience::WhenCancelledParams,
        _: patience::WhenCancelledResults,
    ) -> Outcome {
        reached(&self.cancelled, params.get()?.get_count()).await
    }
}

pub struct FailuresImpl;

impl failures::Server for FailuresImpl {
    async fn fail(self: Rc<Self>, params: failures::FailParams, _: failures::FailResults) -> Outcome {
        let params = params.get()?;
        Err(error_of(params.get_type()?, params.get_reason()?.to_str()?))
    }

    async fn relay(self: Rc<Self>, params: failures::RelayParams, _: failures::RelayResults) -> Outcome {
        let params = params.get()?;
        let mut request = params.get_failures()?.fail_request();
        request.get().set_type(params.get_type()?);
        request.get().set_reason(params.get_reason()?);
        request.send().promise.await.map(|_| ())
    }

    async fn broken(
        self: Rc<Self>,
        params: failures::BrokenParams,
        mut results: failures::BrokenResults,
    ) -> Outcome {
        let error = error_of(FailureType::Failed, params.get()?.get_reason()?.to_str()?);
        results.get().set_sequence(sequence::Client { client: new_broken_cap(error) });
        Ok(())
    }
}

pub struct BouncerImpl;

impl bouncer::Server for BouncerImpl {
    async fn bounce(
        self: Rc<Self>,
        params: bouncer::BounceParams,
        mut results: bouncer::BounceResults,
    ) -> Outcome {
        let params = params.get()?;
        if params.get_left() > 0 {
            let mut request = params.get_to()?.bounce_request();
            request.get().set_left(params.get_left() - 1);
            request.get().set_to(capnp_rpc::new_client_from_rc(self));
            let bounces = request.send().promise.await?.get()?.get_bounces();
            results.get().set_bounces(bounces + 1);
        }
        Ok(())
    }
}

struct HandleImpl {
    group: Rc<HandleGroup>,
}

impl Drop for HandleImpl {
    fn drop(&mut self) {
        self.group.live.send_modify(|live| *live -= 1);
    }
}

impl handle::Server for HandleImpl {}

#[derive(Default)]
struct HandleGroup {
    live: watch::Sender<u32>,
    handles: RefCell<CapabilityServerSet<HandleImpl, handle::Client>>,
}

impl HandleGroup {
    fn open(self: &Rc<Self>) -> handle::Client {
        self.live.send_modify(|live| *live += 1);
        self.handles.borrow_mut().new_client(HandleImpl { group: self.clone() })
    }
}

struct HandlesImpl {
    group: Rc<HandleGroup>,
}

impl handles::Server for HandlesImpl {
    async fn open(self: Rc<Self>, _: handles::OpenParams, mut results: handles::OpenResults) -> Outcome {
        results.get().set_handle(self.group.open());
        Ok(())
    }

    async fn open_many(
        self: Rc<Self>,
        params: handles::OpenManyParams,
        mut results: handles::OpenManyResults,
    ) -> Outcome {
        let count = params.get()?.get_count();
        let mut handles = results.get().init_handles(count);
        for i in 0..count {
            handles.set(i, self.group.open().client.hook);
        }
        Ok(())
    }

    async fn live(self: Rc<Self>, _: handles::LiveParams, mut results: handles::LiveResults) -> Outcome {
        results.get().set_count(*self.group.live.borrow());
        Ok(())
    }

    async fn when_live(
        self: Rc<Self>,
        params: handles::WhenLiveParams,
        _: handles::WhenLiveResults,
    ) -> Outcome {
        reached(&self.group.live, params.get()?.get_count()).await
    }

    async fn is_ours(
        self: Rc<Self>,
        params: handles::IsOursParams,
        mut results: handles::IsOursResults,
    ) -> Outcome {
        let handle = capnp::capability::get_resolved_cap(params.get()?.get_handle()?).await;
        let server = self.group.handles.borrow().get_local_server_of_resolved(&handle);
        results.get().set_is_ours(server.is_some());
        Ok(())
    }
}

struct DiamondImpl;

impl named::Server for DiamondImpl {
    async fn name(self: Rc<Self>, _: named::NameParams, mut results: named::NameResults) -> Outcome {
        results.get().set_name("diamond");
        Ok(())
    }
}

impl left::Server for DiamondImpl {
    async fn left(self: Rc<Self>, _: left::LeftParams, mut results: left::LeftResults) -> Outcome {
        results.get().set_text("left");
        Ok(())
    }
}

impl right::Server for DiamondImpl {
    async fn right(self: Rc<Self>, _: right::RightParams, mut results: right::RightResults) -> Outcome {
        results.get().set_text("right");
        Ok(())
    }
}

impl diamond::Server for DiamondImpl {
    async fn both(self: Rc<Self>, _: diamond::BothParams, mut results: diamond::BothResults) -> Outcome {
        results.get().set_text("left and right");
        Ok(())
    }
}

/// The bootstrap object; all connections of the process share one, for its groups of handles.
#[derive(Default)]
pub struct InteropImpl {
    groups: RefCell<HashMap<String, Rc<HandleGroup>>>,
}

impl interop::Server for InteropImpl {
    async fn values(
        self: Rc<Self>,
        _: interop::ValuesParams,
        mut results: interop::ValuesResults,
    ) -> Outcome {
        results.get().set_values(new_client(ValuesImpl));
        Ok(())
    }

    async fn node(self: Rc<Self>, _: interop::NodeParams, mut results: interop::NodeResults) -> Outcome {
        results.get().set_node(new_client(NodeImpl { path: String::new(), visits: Rc::default() }));
        Ok(())
    }

    async fn sequence(
        self: Rc<Self>,
        _: interop::SequenceParams,
        mut results: interop::SequenceResults,
    ) -> Outcome {
        results.get().set_sequence(SequenceImpl::client());
        Ok(())
    }

    async fn keeper(
        self: Rc<Self>,
        _: interop::KeeperParams,
        mut results: interop::KeeperResults,
    ) -> Outcome {
        results.get().set_keeper(new_client(KeeperImpl::default()));
        Ok(())
    }

    async fn promise(
        self: Rc<Self>,
        _: interop::PromiseParams,
        mut results: interop::PromiseResults,
    ) -> Outcome {
        let (sequence, settle) = promise();
        results.get().set_sequence(sequence);
        results.get().set_resolver(new_client(ResolverImpl { settle: RefCell::new(Some(settle)) }));
        Ok(())
    }

    async fn forwarder(
        self: Rc<Self>,
        _: interop::ForwarderParams,
        mut results: interop::ForwarderResults,
    ) -> Outcome {
        results.get().set_forwarder(new_client(ForwarderImpl));
        Ok(())
    }

    async fn sink(self: Rc<Self>, _: interop::SinkParams, mut results: interop::SinkResults) -> Outcome {
        results.get().set_sink(SinkImpl::client(watch::channel(true).1));
        Ok(())
    }

    async fn gated_sink(
        self: Rc<Self>,
        _: interop::GatedSinkParams,
        mut results: interop::GatedSinkResults,
    ) -> Outcome {
        let (open, gate) = watch::channel(false);
        results.get().set_sink(SinkImpl::client(gate));
        results.get().set_gate(new_client(GateImpl { open }));
        Ok(())
    }

    async fn patience(
        self: Rc<Self>,
        _: interop::PatienceParams,
        mut results: interop::PatienceResults,
    ) -> Outcome {
        results.get().set_patience(new_client(PatienceImpl::default()));
        Ok(())
    }

    async fn failures(
        self: Rc<Self>,
        _: interop::FailuresParams,
        mut results: interop::FailuresResults,
    ) -> Outcome {
        results.get().set_failures(new_client(FailuresImpl));
        Ok(())
    }

    async fn bouncer(
        self: Rc<Self>,
        _: interop::BouncerParams,
        mut results: interop::BouncerResults,
    ) -> Outcome {
        results.get().set_bouncer(new_client(BouncerImpl));
        Ok(())
    }

    async fn handles(
        self: Rc<Self>,
        params: interop::HandlesParams,
        mut results: interop::HandlesResults,
    ) -> Outcome {
        let name = params.get()?.get_group()?.to_string()?;
        let group = self.groups.borrow_mut().entry(name).or_default().clone();
        results.get().set_handles(new_client(HandlesImpl { group }));
        Ok(())
    }

    async fn diamond(
        self: Rc<Self>,
        _: interop::DiamondParams,
        mut results: interop::DiamondResults,
    ) -> Outcome {
        results.get().set_diamond(new_client(DiamondImpl));
        Ok(())
    }
}
