//! Calls, data, pipelining, callbacks and exceptions.

use capnp::{
    ErrorKind,
    capability::{Client, FromClientHook},
    primitive_list, text,
};
use capnp_rpc::new_client;
use futures::future::{join_all, try_join_all};

use crate::{
    interop_capnp::*,
    objects::{BouncerImpl, FailuresImpl, SequenceImpl, error_of, is_sample, sum_of},
    session::{NOTE, Outcome, Session, expect, expect_equal, expect_failure, failure, next},
};

fn values(s: &Session) -> values::Client {
    s.root.values_request().send().pipeline.get_values()
}

fn sequence(s: &Session) -> sequence::Client {
    s.root.sequence_request().send().pipeline.get_sequence()
}

fn keeper(s: &Session) -> keeper::Client {
    s.root.keeper_request().send().pipeline.get_keeper()
}

fn failures(s: &Session) -> failures::Client {
    s.root.failures_request().send().pipeline.get_failures()
}

fn node(s: &Session) -> node::Client {
    s.root.node_request().send().pipeline.get_node()
}

async fn path(node: &node::Client) -> Result<String, capnp::Error> {
    let response = node.path_request().send().promise.await?;
    Ok(response.get()?.get_path()?.to_string()?)
}

fn child(node: &node::Client, name: &str) -> node::Client {
    let mut request = node.child_request();
    request.get().set_name(name);
    request.send().pipeline.get_node()
}

pub async fn overlapping_calls(s: &Session) -> Outcome {
    let values = values(s);
    let calls = (0..100).map(|number| {
        let mut request = values.defaults_request();
        request.get().set_number(number);
        request.send().promise
    });
    for (number, response) in join_all(calls).await.into_iter().enumerate() {
        expect_equal(response?.get()?.get_number(), number as i32, "number")?;
    }
    Ok(())
}

pub async fn call_order(s: &Session) -> Outcome {
    let sequence = sequence(s);
    let numbers = try_join_all((0..100).map(|_| next(&sequence))).await?;
    expect_equal(numbers, Vec::from_iter(0..100), "numbers")
}

pub async fn bootstrap_again(s: &Session) -> Outcome {
    let connection = s.connect().await?;
    connection.root.sequence_request().send().promise.await?;
    drop(connection.root);
    let sequence = connection.second_root.sequence_request().send().pipeline.get_sequence();
    expect_equal(next(&sequence).await?, 0, "number")
}

pub async fn inheritance(s: &Session) -> Outcome {
    let response = s.root.diamond_request().send().promise.await?;
    let diamond = response.get()?.get_diamond()?;
    let both = diamond.both_request().send().promise.await?;
    expect_equal(both.get()?.get_text()?, "left and right", "both()")?;
    let left: left::Client = diamond.clone().cast_to();
    expect_equal(left.left_request().send().promise.await?.get()?.get_text()?, "left", "left()")?;
    let right: right::Client = diamond.clone().cast_to();
    expect_equal(right.right_request().send().promise.await?.get()?.get_text()?, "right", "right()")?;
    let named: named::Client = diamond.cast_to();
    expect_equal(named.name_request().send().promise.await?.get()?.get_name()?, "diamond", "name()")
}

pub async fn unimplemented_interface(s: &Session) -> Outcome {
    let diamond = s.root.diamond_request().send().pipeline.get_diamond();
    let sequence: sequence::Client = diamond.clone().cast_to();
    let error = failure(next(&sequence)).await?;
    expect_equal(error.kind, ErrorKind::Unimplemented, "type")?;
    let named: named::Client = diamond.cast_to();
    expect_equal(
        named.name_request().send().promise.await?.get()?.get_name()?,
        "diamond",
        "name() afterwards",
    )
}

pub async fn every_type(s: &Session) -> Outcome {
    let values = values(s);
    let sample = values.sample_request().send().promise.await?;
    expect(is_sample(sample.get()?.get_all()?)?, "sample() returned something else")?;

    let mut ask = values.is_sample_request();
    ask.get().set_all(SAMPLE.get()?)?;
    expect(ask.send().promise.await?.get()?.get_equal(), "isSample() saw something else")?;

    let mut other = values.is_sample_request();
    other.get().set_all(SAMPLE.get()?)?;
    other.get().get_all()?.get_inner()?.set_int32(8);
    expect(!other.send().promise.await?.get()?.get_equal(), "isSample() overlooked a difference")?;

    let mut mirror = values.mirror_request();
    mirror.get().set_all(SAMPLE.get()?)?;
    expect(is_sample(mirror.send().promise.await?.get()?)?, "mirror() returned something else")
}

pub async fn default_parameters(s: &Session) -> Outcome {
    let values = values(s);
    let unset = values.defaults_request().send().promise.await?;
    let unset = unset.get()?;
    expect_equal(unset.get_text()?, "from the schema", "text")?;
    expect_equal(unset.get_number(), -7, "number")?;
    expect_equal(unset.get_color()?, Color::Green, "color")?;
    expect_equal(unset.get_note()?, "nobody set this", "note")?;

    let mut request = values.defaults_request();
    request.get().set_text("from the caller");
    request.get().set_number(0);
    request.get().set_color(Color::Red);
    let set = request.send().promise.await?;
    let set = set.get()?;
    expect_equal(set.get_text()?, "from the caller", "text")?;
    expect_equal(set.get_number(), 0, "number")?;
    expect_equal(set.get_color()?, Color::Red, "color")
}

pub async fn any_pointer(s: &Session) -> Outcome {
    let values = values(s);

    let mut request = values.mirror_any_request();
    request.get().init_any().set_as("any text")?;
    let response = request.send().promise.await?;
    expect_equal(response.get()?.get_any().get_as::<text::Reader>()?, "any text", "text")?;

    let mut request = values.mirror_any_request();
    request.get().init_any().set_as::<capnp::data::Owned>(&[0u8, 255, 1][..])?;
    let response = request.send().promise.await?;
    expect_equal(response.get()?.get_any().get_as::<&[u8]>()?, [0u8, 255, 1], "data")?;

    let mut request = values.mirror_any_request();
    request.get().init_any().set_as(SAMPLE.get()?)?;
    let response = request.send().promise.await?;
    expect(is_sample(response.get()?.get_any().get_as()?)?, "the struct differs")?;

    let mut request = values.mirror_any_request();
    let mut list: primitive_list::Builder<u32> = request.get().init_any().initn_as(3);
    (0..3).for_each(|i| list.set(i, i + 5));
    let response = request.send().promise.await?;
    let list: primitive_list::Reader<u32> = response.get()?.get_any().get_as()?;
    expect_equal(Vec::from_iter(list), [5, 6, 7], "list")?;

    let mut request = values.mirror_any_request();
    request.get().init_any().set_as_capability(SequenceImpl::client().client.hook);
    let response = request.send().promise.await?;
    let sequence: sequence::Client = response.get()?.get_any().get_as_capability()?;
    expect_equal(next(&sequence).await?, 0, "number")?;

    let response = values.mirror_any_request().send().promise.await?;
    expect(response.get()?.get_any().is_null(), "a null pointer became something")
}

const BIG: u32 = 8 << 20;

pub async fn big_request(s: &Session) -> Outcome {
    let (values, sequence) = (values(s), sequence(s));
    let before = next(&sequence);
    let mut request = values.measure_request();
    let bytes = request.get().init_bytes(BIG);
    bytes.iter_mut().enumerate().for_each(|(i, byte)| *byte = (i as u8).wrapping_mul(7));
    let sum = sum_of(bytes);
    let call = request.send();
    let after = next(&sequence);
    let response = call.promise.await?;
    expect_equal(response.get()?.get_length(), BIG, "length")?;
    expect_equal(response.get()?.get_sum(), sum, "sum")?;
    expect_equal((before.await?, after.await?), (0, 1), "the calls before and after")
}

pub async fn big_response(s: &Session) -> Outcome {
    let (values, sequence) = (values(s), sequence(s));
    let before = next(&sequence);
    let mut request = values.produce_request();
    request.get().set_length(BIG);
    request.get().set_step(7);
    let call = request.send();
    let after = next(&sequence);
    let response = call.promise.await?;
    let bytes = response.get()?.get_bytes()?;
    expect_equal(bytes.len(), BIG as usize, "length")?;
    let differs = bytes.iter().enumerate().any(|(i, &byte)| byte != (i as u8).wrapping_mul(7));
    expect(!differs, "a byte differs")?;
    expect_equal((before.await?, after.await?), (0, 1), "the calls before and after")
}

pub async fn pipelining(s: &Session) -> Outcome {
    let mut leaf = node(s);
    for name in ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"] {
        leaf = child(&leaf, name);
    }
    expect_equal(path(&leaf).await?, "a/b/c/d/e/f/g/h/i/j", "path")
}

pub async fn pipelining_structs_and_groups(s: &Session) -> Outcome {
    let mut request = node(s).boxed_request();
    request.get().set_name("x");
    let call = request.send();
    let outer = call.pipeline.get_box();
    expect_equal(path(&outer.get_node()).await?, "x", "box.node")?;
    expect_equal(path(&outer.get_place().get_node()).await?, "x", "box.place.node")?;
    expect_equal(path(&outer.get_place().get_deeper().get_node()).await?, "x", "box.place.deeper.node")?;
    let inner = outer.get_box();
    expect_equal(path(&inner.get_node()).await?, "x", "box.box.node")?;
    expect_equal(path(&inner.get_place().get_deeper().get_node()).await?, "x", "box.box.place.deeper.node")?;
    let response = call.promise.await?;
    expect_equal(response.get()?.get_box()?.get_label()?, "box", "label")?;
    expect(!response.get()?.get_box()?.get_box()?.has_box(), "a third box")
}

pub async fn pipelining_any_pointer(s: &Session) -> Outcome {
    let mut request = node(s).any_child_request();
    request.get().set_name("x");
    let child_node = node::Client { client: Client::new(request.send().pipeline.get_node().as_cap()) };
    expect_equal(path(&child_node).await?, "x", "path of an AnyPointer result")?;
    expect_equal(path(&child(&child_node, "y")).await?, "x/y", "path of its child")
}

pub async fn pipelining_null(s: &Session) -> Outcome {
    let node = node(s);
    failure(path(&node.no_child_request().send().pipeline.get_node())).await?;
    expect_equal(path(&node).await?, "", "path afterwards")
}

pub async fn pipelining_failed_call(s: &Session) -> Outcome {
    let node = node(s);
    let mut request = node.failed_child_request();
    request.get().set_reason("no such branch");
    let call = request.send();
    let direct = call.pipeline.get_node().path_request().send();
    let deeper = child(&call.pipeline.get_node(), "x").path_request().send();
    expect_failure(call.promise, ErrorKind::Failed, "no such branch").await?;
    expect_failure(direct.promise, ErrorKind::Failed, "no such branch").await?;
    expect_failure(deeper.promise, ErrorKind::Failed, "no such branch").await?;
    expect_equal(path(&node).await?, "", "path afterwards")
}

pub async fn pipelining_dropped(s: &Session) -> Outcome {
    let node = node(s);
    let call = child(&node, "x").path_request().send();
    expect_equal(call.promise.await?.get()?.get_path()?, "x", "path")?;
    let response = node.visits_request().send().promise.await?;
    let visits = response.get()?.get_paths()?;
    expect_equal(visits.len(), 1, "visits")?;
    expect_equal(visits.get(0)?, "x", "visit")
}

pub async fn set_pipeline(s: &Session) -> Outcome {
    let mut request = node(s).late_child_request();
    request.get().set_name("x");
    let late = request.send();
    let late_child = late.pipeline.get_node();
    expect_equal(path(&late_child).await?, "x", "path")?;
    expect_equal(path(&child(&late_child, "y")).await?, "x/y", "path")
}

pub async fn callbacks(s: &Session) -> Outcome {
    let keeper = keeper(s);
    let own = SequenceImpl::client();
    for round in [0, 1] {
        let mut request = keeper.call_request();
        request.get().set_sequence(own.clone());
        request.get().set_times(5);
        let response = request.send().promise.await?;
        let numbers = Vec::from_iter(response.get()?.get_numbers()?);
        expect_equal(numbers, Vec::from_iter(5 * round..5 * round + 5), "numbers")?;
    }
    expect_equal(next(&own).await?, 10, "the next number")
}

pub async fn bounce(s: &Session) -> Outcome {
    let mut request = s.root.bouncer_request().send().pipeline.get_bouncer().bounce_request();
    request.get().set_left(20);
    request.get().set_to(new_client(BouncerImpl));
    expect_equal(request.send().promise.await?.get()?.get_bounces(), 20, "bounces")
}

pub async fn own_capability_returns(s: &Session) -> Outcome {
    let keeper = keeper(s);
    let own = SequenceImpl::client();
    let mut hold = keeper.hold_request();
    hold.get().set_sequence(own.clone());
    hold.send().promise.await?;
    let response = keeper.held_request().send().promise.await?;
    let held = response.get()?.get_sequence()?;
    expect_equal(next(&held).await?, 0, "a call on what came back")?;
    let by_server = keeper.call_held_request().send().promise.await?;
    expect_equal(by_server.get()?.get_number(), 1, "a call by the server")?;
    expect_equal(next(&own).await?, 2, "a call on our own reference")
}

async fn call_all(keeper: &keeper::Client, sequences: &[sequence::Client]) -> Result<Vec<u32>, capnp::Error> {
    let mut request = keeper.call_all_request();
    let mut list = request.get().init_sequences(sequences.len() as u32);
    for (i, sequence) in sequences.iter().enumerate() {
        list.set(i as u32, sequence.client.hook.add_ref());
    }
    let response = request.send().promise.await?;
    Ok(response.get()?.get_numbers()?.iter().collect())
}

pub async fn same_capability_twice(s: &Session) -> Outcome {
    let keeper = keeper(s);
    let (own, dropped) = SequenceImpl::watched();
    let sequences = [own.clone(), own.clone(), own];
    let (first, second) = futures::join!(call_all(&keeper, &sequences), call_all(&keeper, &sequences));
    expect_equal(first?, [0, 1, 2], "numbers")?;
    expect_equal(second?, [3, 4, 5], "numbers")?;
    expect_equal(call_all(&keeper, &sequences).await?, [6, 7, 8], "numbers")?;
    drop(sequences);
    expect(dropped.await.is_err(), "the sequence sent something")
}

pub async fn list_of_capabilities(s: &Session) -> Outcome {
    let keeper = keeper(s);
    let mut request = keeper.make_items_request();
    request.get().init_labels(2);
    let made = request.send().promise.await?;
    let theirs = made.get()?.get_sequences()?;
    expect_equal(theirs.len(), 2, "sequences")?;
    expect_equal(next(&theirs.get(0)?).await?, 0, "the first of theirs")?;
    let sequences = [theirs.get(0)?, SequenceImpl::client(), theirs.get(1)?];
    expect_equal(call_all(&keeper, &sequences).await?, [1, 0, 0], "numbers")
}

pub async fn capabilities_in_structs_in_lists(s: &Session) -> Outcome {
    let keeper = keeper(s);
    let mut request = keeper.make_items_request();
    request.get().set_labels(&["first", "second"][..])?;
    let made = request.send().promise.await?;
    let item = made.get()?.get_items()?.get(1);
    expect_equal(item.get_label()?, "second", "label")?;
    expect_equal(next(&item.get_sequence()?).await?, 0, "the second item")?;
    let theirs = made.get()?.get_sequences()?.get(1)?;
    expect_equal(next(&theirs).await?, 1, "the same sequence from the list")?;

    let mut request = keeper.call_items_request();
    let mut items = request.get().init_items(2);
    items.reborrow().get(0).set_label("theirs");
    items.reborrow().get(0).set_sequence(theirs);
    items.reborrow().get(1).set_label("ours");
    items.get(1).set_sequence(SequenceImpl::client());
    let called = request.send().promise.await?;
    let labels = called.get()?.get_labels()?;
    expect_equal(labels.get(0)?, "theirs", "label")?;
    expect_equal(labels.get(1)?, "ours", "label")?;
    expect_equal(Vec::from_iter(called.get()?.get_numbers()?), [2, 0], "numbers")
}

pub async fn null_capability(s: &Session) -> Outcome {
    let keeper = keeper(s);
    let null = keeper.is_null_request().send().promise.await?;
    expect(null.get()?.get_is_null(), "null did not arrive as null")?;
    let mut request = keeper.is_null_request();
    request.get().set_sequence(SequenceImpl::client());
    let sequence = request.send().promise.await?;
    expect(!sequence.get()?.get_is_null(), "a capability arrived as null")?;
    let none = node(s).no_child_request().send().promise.await?;
    expect(!none.get()?.has_node(), "a null result did not arrive as null")
}

pub async fn broken_capability(s: &Session) -> Outcome {
    let mut request = failures(s).broken_request();
    request.get().set_reason("broken on purpose");
    let call = request.send();
    expect_failure(next(&call.pipeline.get_sequence()), ErrorKind::Failed, "broken on purpose").await?;
    let response = call.promise.await?;
    let broken = response.get()?.get_sequence()?;
    for _ in 0..2 {
        expect_failure(next(&broken), ErrorKind::Failed, "broken on purpose").await?;
    }
    Ok(s.round_trip().await?)
}

pub async fn exception_types(s: &Session) -> Outcome {
    let failures = failures(s);
    use FailureType::*;
    for kind in [Failed, Overloaded, Disconnected, Unimplemented] {
        let mut request = failures.fail_request();
        request.get().set_type(kind);
        request.get().set_reason("thrown on purpose ✓");
        let expected = error_of(kind, "").kind;
        expect_failure(request.send().promise, expected, "thrown on purpose ✓").await?;
    }
    Ok(s.round_trip().await?)
}

pub async fn exception_relayed(s: &Session) -> Outcome {
    let failures = failures(s);
    for kind in [FailureType::Failed, FailureType::Overloaded] {
        let mut request = failures.relay_request();
        request.get().set_failures(new_client(FailuresImpl));
        request.get().set_type(kind);
        request.get().set_reason("thrown by the client");
        let error = failure(request.send().promise).await?;
        expect_equal(error.kind, error_of(kind, "").kind, "type")?;
        let notes = error.extra.matches(NOTE).count();
        expect(notes <= 1, &format!("noted {notes} times that it came from afar: {}", error.extra))?;
        expect(error.extra.ends_with("thrown by the client"), &error.extra)?;
    }
    Ok(s.round_trip().await?)
}
