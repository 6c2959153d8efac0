// scenarios-calls.c++: calls, data, pipelining, callbacks and exceptions.
#include <capnp/schema.h>

#include "session.h"

namespace interop {
namespace {

using Type = kj::Exception::Type;

void overlappingCalls(Session& s) {
  auto values = s.root().valuesRequest().send().getValues();
  kj::Vector<capnp::RemotePromise<Values::DefaultsResults>> calls;
  for (int i = 0; i < 100; i++) {
    auto request = values.defaultsRequest();
    request.setNumber(i);
    calls.add(request.send());
  }
  for (int i = 99; i >= 0; i--) expectEqual(s.wait(kj::mv(calls[i])).getNumber(), i, "number");
}

void callOrder(Session& s) {
  auto sequence = s.root().sequenceRequest().send().getSequence();
  kj::Vector<capnp::RemotePromise<Sequence::NextResults>> calls;
  for (int i = 0; i < 100; i++) calls.add(sequence.nextRequest().send());
  for (uint i = 0; i < 100; i++) expectEqual(s.wait(kj::mv(calls[i])).getNumber(), i, "number");
}

void bootstrapAgain(Session& s) {
  kj::Maybe<Interop::Client> first = s.root();
  auto second = s.root();
  s.wait(KJ_ASSERT_NONNULL(first).sequenceRequest().send());
  first = nullptr;
  expectEqual(s.next(second.sequenceRequest().send().getSequence()), 0u, "number");
}

void inheritance(Session& s) {
  auto diamond = s.wait(s.root().diamondRequest().send()).getDiamond();
  expectEqual(s.wait(diamond.bothRequest().send()).getText(), "left and right", "both()");
  expectEqual(s.wait(diamond.leftRequest().send()).getText(), "left", "left()");
  expectEqual(s.wait(diamond.rightRequest().send()).getText(), "right", "right()");
  expectEqual(s.wait(diamond.nameRequest().send()).getName(), "diamond", "name()");
  Left::Client left = diamond;
  expectEqual(s.wait(left.leftRequest().send()).getText(), "left", "left() of Left");
  Named::Client named = diamond;
  expectEqual(s.wait(named.nameRequest().send()).getName(), "diamond", "name() of Named");
}

void unimplementedInterface(Session& s) {
  auto diamond = s.root().diamondRequest().send().getDiamond();
  auto failure = s.failure(diamond.castAs<Sequence>().nextRequest().send());
  expectEqual(failure.getType(), Type::UNIMPLEMENTED, "type");
  expectEqual(s.wait(diamond.nameRequest().send()).getName(), "diamond", "name() afterwards");
}

void everyType(Session& s) {
  auto values = s.root().valuesRequest().send().getValues();
  KJ_REQUIRE(isSample(s.wait(values.sampleRequest().send()).getAll()), "sample() returned something else");
  auto ask = values.isSampleRequest();
  ask.setAll(*SAMPLE);
  KJ_REQUIRE(s.wait(ask.send()).getEqual(), "isSample() saw something else");
  auto other = values.isSampleRequest();
  other.setAll(*SAMPLE);
  other.getAll().getInner().setInt32(8);
  KJ_REQUIRE(!s.wait(other.send()).getEqual(), "isSample() overlooked a difference");
  auto mirror = values.mirrorRequest();
  mirror.setAll(*SAMPLE);
  KJ_REQUIRE(isSample(s.wait(mirror.send())), "mirror() returned something else");
}

void defaultParameters(Session& s) {
  auto values = s.root().valuesRequest().send().getValues();
  auto unset = s.wait(values.defaultsRequest().send());
  expectEqual(unset.getText(), "from the schema", "text");
  expectEqual(unset.getNumber(), -7, "number");
  expectEqual(unset.getColor(), Color::GREEN, "color");
  expectEqual(unset.getNote(), "nobody set this", "note");
  auto request = values.defaultsRequest();
  request.setText("from the caller");
  request.setNumber(0);
  request.setColor(Color::RED);
  auto set = s.wait(request.send());
  expectEqual(set.getText(), "from the caller", "text");
  expectEqual(set.getNumber(), 0, "number");
  expectEqual(set.getColor(), Color::RED, "color");
}

void anyPointer(Session& s) {
  auto values = s.root().valuesRequest().send().getValues();
  auto text = values.mirrorAnyRequest();
  text.getAny().setAs<capnp::Text>("any text");
  expectEqual(s.wait(text.send()).getAny().getAs<capnp::Text>(), "any text", "text");

  auto data = values.mirrorAnyRequest();
  data.getAny().setAs<capnp::Data>("\x00\xff\x01"_kj.asBytes());
  expectEqual(s.wait(data.send()).getAny().getAs<capnp::Data>(), "\x00\xff\x01"_kj.asBytes(), "data");

  auto structure = values.mirrorAnyRequest();
  structure.getAny().setAs<AllTypes>(*SAMPLE);
  KJ_REQUIRE(isSample(s.wait(structure.send()).getAny().getAs<AllTypes>()), "the struct differs");

  auto list = values.mirrorAnyRequest();
  auto numbers = list.getAny().initAs<capnp::List<uint32_t>>(3);
  for (uint i = 0; i < 3; i++) numbers.set(i, i + 5);
  expectInOrder(s.wait(list.send()).getAny().getAs<capnp::List<uint32_t>>(), 5, 3);

  auto capability = values.mirrorAnyRequest();
  capability.getAny().setAs<Sequence>(newSequence());
  expectEqual(s.next(s.wait(capability.send()).getAny().getAs<Sequence>()), 0u, "number");

  auto nothing = s.wait(values.mirrorAnyRequest().send());
  KJ_REQUIRE(nothing.getAny().isNull(), "a null pointer became something");
}

constexpr uint BIG = 8u << 20;

void bigRequest(Session& s) {
  auto values = s.root().valuesRequest().send().getValues();
  auto sequence = s.root().sequenceRequest().send().getSequence();
  auto before = sequence.nextRequest().send();
  auto request = values.measureRequest(capnp::MessageSize{BIG / 8 + 16, 0});
  auto bytes = request.initBytes(BIG);
  for (auto i : kj::indices(bytes)) bytes[i] = i * 7;
  auto sum = sumOf(bytes);
  auto call = request.send();
  auto after = sequence.nextRequest().send();
  auto response = s.wait(kj::mv(call));
  expectEqual(response.getLength(), BIG, "length");
  expectEqual(response.getSum(), sum, "sum");
  expectEqual(s.wait(kj::mv(before)).getNumber(), 0u, "the call before");
  expectEqual(s.wait(kj::mv(after)).getNumber(), 1u, "the call after");
}

void bigResponse(Session& s) {
  auto values = s.root().valuesRequest().send().getValues();
  auto sequence = s.root().sequenceRequest().send().getSequence();
  auto before = sequence.nextRequest().send();
  auto request = values.produceRequest();
  request.setLength(BIG);
  request.setStep(7);
  auto call = request.send();
  auto after = sequence.nextRequest().send();
  auto response = s.wait(kj::mv(call));
  auto bytes = response.getBytes();
  expectEqual(bytes.size(), BIG, "length");
  for (uint i = 0; i < BIG; i++) {
    if (bytes[i] != static_cast<kj::byte>(i * 7)) KJ_FAIL_REQUIRE("a byte differs", i, bytes[i]);
  }
  expectEqual(s.wait(kj::mv(before)).getNumber(), 0u, "the call before");
  expectEqual(s.wait(kj::mv(after)).getNumber(), 1u, "the call after");
}

template <typename Request>
Request named(Request request, kj::StringPtr name) {
  request.setName(name);
  return request;
}

kj::String pathOf(Session& s, Node::Client node) {
  return kj::str(s.wait(node.pathRequest().send()).getPath());
}

void pipelining(Session& s) {
  auto node = s.root().nodeRequest().send().getNode();
  for (auto name : {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j"}) {
    node = named(node.childRequest(), name).send().getNode();
  }
  expectEqual(pathOf(s, node), "a/b/c/d/e/f/g/h/i/j", "path");
}

void pipeliningStructsAndGroups(Session& s) {
  auto node = s.root().nodeRequest().send().getNode();
  auto call = named(node.boxedRequest(), "x").send();
  auto box = call.getBox();
  expectEqual(pathOf(s, box.getNode()), "x", "box.node");
  expectEqual(pathOf(s, box.getPlace().getNode()), "x", "box.place.node");
  expectEqual(pathOf(s, box.getPlace().getDeeper().getNode()), "x", "box.place.deeper.node");
  expectEqual(pathOf(s, box.getBox().getNode()), "x", "box.box.node");
  expectEqual(pathOf(s, box.getBox().getPlace().getDeeper().getNode()), "x", "box.box.place.deeper.node");
  auto response = s.wait(kj::mv(call));
  expectEqual(response.getBox().getLabel(), "box", "label");
  KJ_REQUIRE(!response.getBox().getBox().hasBox(), "a third box");
}

void pipeliningAnyPointer(Session& s) {
  auto node = s.root().nodeRequest().send().getNode();
  // The generated pipelines have no accessors for AnyPointer fields, so this goes by the method's number.
  auto method = capnp::Schema::from<Node>().getMethodByName("anyChild");
  auto request = node.typelessRequest(capnp::typeId<Node>(), method.getOrdinal(), nullptr);
  request.setAs<Node::AnyChildParams>(named(node.anyChildRequest(), "x").asReader());
  auto child = request.send();
  Node::Client pipelined(child.getPointerField(0).asCap());
  expectEqual(pathOf(s, pipelined), "x", "path of an AnyPointer result");
  expectEqual(pathOf(s, named(pipelined.childRequest(), "y").send().getNode()), "x/y", "path of its child");
}

void pipeliningNull(Session& s) {
  auto node = s.root().nodeRequest().send().getNode();
  s.failure(node.noChildRequest().send().getNode().pathRequest().send());
  expectEqual(pathOf(s, node), "", "path afterwards");
}

void pipeliningFailedCall(Session& s) {
  auto node = s.root().nodeRequest().send().getNode();
  auto request = node.failedChildRequest();
  request.setReason("no such branch");
  auto call = request.send();
  auto path = call.getNode().pathRequest().send();
  auto deeper = named(call.getNode().childRequest(), "x").send().getNode().pathRequest().send();
  expectException(s.failure(kj::mv(call)), Type::FAILED, "no such branch");
  expectException(s.failure(kj::mv(path)), Type::FAILED, "no such branch");
  expectException(s.failure(kj::mv(deeper)), Type::FAILED, "no such branch");
  expectEqual(pathOf(s, node), "", "path afterwards");
}

void pipeliningDropped(Session& s) {
  auto node = s.root().nodeRequest().send().getNode();
  auto path = named(node.childRequest(), "x").send().getNode().pathRequest().send();
  expectEqual(s.wait(kj::mv(path)).getPath(), "x", "path");
  auto visits = s.wait(node.visitsRequest().send());
  expectEqual(visits.getPaths().size(), 1u, "visits");
  expectEqual(visits.getPaths()[0], "x", "visit");
}

void setPipeline(Session& s) {
  auto node = s.root().nodeRequest().send().getNode();
  auto late = named(node.lateChildRequest(), "x").send();
  expectEqual(pathOf(s, late.getNode()), "x", "path");
  expectEqual(pathOf(s, named(late.getNode().childRequest(), "y").send().getNode()), "x/y", "path");
}

template <typename Items>
kj::Vector<uint32_t> numbersOf(const Items& numbers) {
  kj::Vector<uint32_t> copy;
  for (auto number : numbers) copy.add(number);
  return copy;
}

void callbacks(Session& s) {
  auto keeper = s.root().keeperRequest().send().getKeeper();
  auto own = newSequence();
  for (uint round : {0, 1}) {
    auto request = keeper.callRequest();
    request.setSequence(own);
    request.setTimes(5);
    expectInOrder(numbersOf(s.wait(request.send()).getNumbers()), 5 * round, 5);
  }
  expectEqual(s.next(own), 10u, "the next number");
}

void bounce(Session& s) {
  auto request = s.root().bouncerRequest().send().getBouncer().bounceRequest();
  request.setLeft(20);
  request.setTo(newBouncer());
  expectEqual(s.wait(request.send()).getBounces(), 20u, "bounces");
}

void ownCapabilityReturns(Session& s) {
  auto keeper = s.root().keeperRequest().send().getKeeper();
  auto own = newSequence();
  auto hold = keeper.holdRequest();
  hold.setSequence(own);
  s.wait(hold.send());
  auto held = s.wait(keeper.heldRequest().send()).getSequence();
  expectEqual(s.next(held), 0u, "a call on what came back");
  expectEqual(s.wait(keeper.callHeldRequest().send()).getNumber(), 1u, "a call by the server");
  expectEqual(s.next(own), 2u, "a call on our own reference");
}

template <typename Clients>
capnp::RemotePromise<Keeper::CallAllResults> callAll(Keeper::Client keeper, Clients&& clients) {
  auto request = keeper.callAllRequest();
  auto list = request.initSequences(clients.size());
  uint i = 0;
  for (auto& client : clients) list.set(i++, client);
  return request.send();
}

void sameCapabilityTwice(Session& s) {
  auto keeper = s.root().keeperRequest().send().getKeeper();
  OwnSequence own;
  {
    auto sequence = own.make();
    auto clients = kj::arr(sequence, sequence, sequence);
    auto first = callAll(keeper, clients);
    auto second = callAll(keeper, clients);
    expectInOrder(numbersOf(s.wait(kj::mv(first)).getNumbers()), 0, 3);
    expectInOrder(numbersOf(s.wait(kj::mv(second)).getNumbers()), 3, 3);
    expectInOrder(numbersOf(s.wait(callAll(keeper, clients)).getNumbers()), 6, 3);
  }
  s.wait(kj::mv(own.whenDropped));
}

void listOfCapabilities(Session& s) {
  auto keeper = s.root().keeperRequest().send().getKeeper();
  auto request = keeper.makeItemsRequest();
  request.initLabels(2);
  auto made = s.wait(request.send());
  auto theirs = made.getSequences();
  expectEqual(theirs.size(), 2u, "sequences");
  expectEqual(s.next(theirs[0]), 0u, "the first of theirs");
  auto clients = kj::arr(Sequence::Client(theirs[0]), newSequence(), Sequence::Client(theirs[1]));
  auto called = s.wait(callAll(keeper, clients));
  auto numbers = called.getNumbers();
  expectEqual(numbers[0], 1u, "the first of theirs");
  expectEqual(numbers[1], 0u, "our own");
  expectEqual(numbers[2], 0u, "the second of theirs");
}

void capabilitiesInStructsInLists(Session& s) {
  auto keeper = s.root().keeperRequest().send().getKeeper();
  auto make = keeper.makeItemsRequest();
  auto labels = make.initLabels(2);
  labels.set(0, "first");
  labels.set(1, "second");
  auto made = s.wait(make.send());
  expectEqual(made.getItems()[1].getLabel(), "second", "label");
  expectEqual(s.next(made.getItems()[1].getSequence()), 0u, "the second item");
  expectEqual(s.next(made.getSequences()[1]), 1u, "the same sequence from the list");

  auto call = keeper.callItemsRequest();
  auto items = call.initItems(2);
  items[0].setLabel("theirs");
  items[0].setSequence(made.getSequences()[1]);
  items[1].setLabel("ours");
  items[1].setSequence(newSequence());
  auto called = s.wait(call.send());
  expectEqual(called.getLabels()[0], "theirs", "label");
  expectEqual(called.getNumbers()[0], 2u, "theirs");
  expectEqual(called.getLabels()[1], "ours", "label");
  expectEqual(called.getNumbers()[1], 0u, "ours");
}

void nullCapability(Session& s) {
  auto keeper = s.root().keeperRequest().send().getKeeper();
  KJ_REQUIRE(s.wait(keeper.isNullRequest().send()).getIsNull(), "null did not arrive as null");
  auto request = keeper.isNullRequest();
  request.setSequence(newSequence());
  KJ_REQUIRE(!s.wait(request.send()).getIsNull(), "a capability arrived as null");
  auto node = s.root().nodeRequest().send().getNode();
  KJ_REQUIRE(!s.wait(node.noChildRequest().send()).hasNode(), "a null result did not arrive as null");
}

void brokenCapability(Session& s) {
  auto request = s.root().failuresRequest().send().getFailures().brokenRequest();
  request.setReason("broken on purpose");
  auto call = request.send();
  expectException(s.failure(call.getSequence().nextRequest().send()), Type::FAILED, "broken on purpose");
  auto broken = s.wait(kj::mv(call)).getSequence();
  for (int i = 0; i < 2; i++) {
    expectException(s.failure(broken.nextRequest().send()), Type::FAILED, "broken on purpose");
  }
  s.roundTrip();
}

void exceptionTypes(Session& s) {
  auto failures = s.root().failuresRequest().send().getFailures();
  for (auto type : {FailureType::FAILED, FailureType::OVERLOADED, FailureType::DISCONNECTED,
                    FailureType::UNIMPLEMENTED}) {
    auto request = failures.failRequest();
    request.setType(type);
    request.setReason("thrown on purpose ✓");
    auto expected = toException(type, "").getType();
    expectException(s.failure(request.send()), expected, "thrown on purpose ✓");
  }
  s.roundTrip();
}

void exceptionRelayed(Session& s) {
  auto failures = s.root().failuresRequest().send().getFailures();
  auto own = newFailures();
  for (auto type : {FailureType::FAILED, FailureType::OVERLOADED}) {
    auto request = failures.relayRequest();
    request.setFailures(own);
    request.setType(type);
    request.setReason("thrown by the client");
    auto failure = s.failure(request.send());
    expectException(failure, toException(type, "").getType(), "thrown by the client");
    auto once = kj::str(NOTE, "thrown by the client");
    KJ_REQUIRE(failure.getDescription().size() <= once.size(), "noted more than once that it came from afar",
               failure.getDescription());
  }
  s.roundTrip();
}

constexpr Scenario SCENARIOS[] = {
    {"overlapping-calls"_kj, overlappingCalls},
    {"call-order"_kj, callOrder},
    {"bootstrap-again"_kj, bootstrapAgain},
    {"inheritance"_kj, inheritance},
    {"unimplemented-interface"_kj, unimplementedInterface},
    {"every-type"_kj, everyType},
    {"default-parameters"_kj, defaultParameters},
    {"any-pointer"_kj, anyPointer},
    {"big-request"_kj, bigRequest},
    {"big-response"_kj, bigResponse},
    {"pipelining"_kj, pipelining},
    {"pipelining-structs-and-groups"_kj, pipeliningStructsAndGroups},
    {"pipelining-any-pointer"_kj, pipeliningAnyPointer},
    {"pipelining-null"_kj, pipeliningNull},
    {"pipelining-failed-call"_kj, pipeliningFailedCall},
    {"pipelining-dropped"_kj, pipeliningDropped},
    {"set-pipeline"_kj, setPipeline},
    {"callbacks"_kj, callbacks},
    {"bounce"_kj, bounce},
    {"own-capability-returns"_kj, ownCapabilityReturns},
    {"same-capability-twice"_kj, sameCapabilityTwice},
    {"list-of-capabilities"_kj, listOfCapabilities},
    {"capabilities-in-structs-in-lists"_kj, capabilitiesInStructsInLists},
    {"null-capability"_kj, nullCapability},
    {"broken-capability"_kj, brokenCapability},
    {"exception-types"_kj, exceptionTypes},
    {"exception-relayed"_kj, exceptionRelayed},
};

}  // namespace

kj::ArrayPtr<const Scenario> callScenarios() { return SCENARIOS; }

}  // namespace interop
