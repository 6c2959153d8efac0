// scenarios-lifetimes.c++: streams, cancellation, and who holds what for how long.
#include <unistd.h>

#include "session.h"

namespace interop {
namespace {

using Type = kj::Exception::Type;

kj::Promise<void> write(Sink::Client sink, kj::ArrayPtr<const kj::byte> bytes) {
  auto request = sink.writeRequest();
  request.setBytes(bytes);
  return request.send();
}

void streaming(Session& s) {
  auto sink = s.root().sinkRequest().send().getSink();
  auto bytes = kj::heapArray<kj::byte>(1000);
  for (auto i : kj::indices(bytes)) bytes[i] = i;
  for (int i = 0; i < 500; i++) s.wait(write(sink, bytes));
  auto total = s.wait(sink.finishRequest().send());
  expectEqual(total.getWrites(), 500u, "writes");
  expectEqual(total.getBytes(), 500'000u, "bytes");
  expectEqual(total.getSum(), 500 * sumOf(bytes), "sum");
  expectEqual(total.getMostAtOnce(), 1u, "writes at once");
}

void streamingWindow(Session& s) {
  auto made = s.root().gatedSinkRequest().send();
  auto sink = made.getSink();
  auto gate = made.getGate();
  auto bytes = kj::heapArray<kj::byte>(16 << 10);
  memset(bytes.begin(), 1, bytes.size());
  uint sent = 0;
  kj::Promise<void> writing = kj::READY_NOW;
  for (int i = 0; i < 128; i++) {
    writing = writing.then([&]() { return write(sink, bytes); }).then([&]() { sent++; });
  }
  writing = writing.eagerlyEvaluate(nullptr);
  s.roundTrip();
  s.roundTrip();
  KJ_REQUIRE(sent > 0 && sent < 128, "writes that did not wait for the sink", sent);
  s.wait(gate.openRequest().send());
  s.wait(kj::mv(writing));
  auto total = s.wait(sink.finishRequest().send());
  expectEqual(total.getWrites(), 128u, "writes");
  expectEqual(total.getBytes(), 128u << 14, "bytes");
  expectEqual(total.getMostAtOnce(), 1u, "writes at once");
}

void streamingError(Session& s) {
  auto sink = s.root().sinkRequest().send().getSink();
  s.wait(write(sink, "before"_kj.asBytes()));
  auto fail = sink.failRequest();
  fail.setReason("the disk is full");
  // Whether the failure shows in this write, in a later one or only at the end depends on the window.
  kj::runCatchingExceptions([&]() { s.wait(fail.send()); });
  kj::runCatchingExceptions([&]() { s.wait(write(sink, "after"_kj.asBytes())); });
  expectException(s.failure(sink.finishRequest().send()), Type::FAILED, "the disk is full");
  s.roundTrip();
}

capnp::RemotePromise<Patience::WaitResults> waitWith(Patience::Client patience, Sequence::Client sequence) {
  auto request = patience.waitRequest();
  request.setSequence(kj::mv(sequence));
  return request.send();
}

void expectCancelled(Session& s, Patience::Client patience, uint count) {
  auto request = patience.whenCancelledRequest();
  request.setCount(count);
  s.wait(request.send());
  auto counts = s.wait(patience.countsRequest().send());
  expectEqual(counts.getWaiting(), 0u, "calls that wait");
  expectEqual(counts.getCancelled(), count, "cancelled calls");
}

void cancellation(Session& s) {
  auto patience = s.root().patienceRequest().send().getPatience();
  {
    auto first = waitWith(patience, newSequence());
    auto second = waitWith(patience, newSequence());
    expectEqual(s.wait(patience.countsRequest().send()).getWaiting(), 2u, "calls that wait");
  }
  expectCancelled(s, patience, 2);
}

void cancellationReleasesParameters(Session& s) {
  auto patience = s.root().patienceRequest().send().getPatience();
  OwnSequence own;
  {
    auto call = waitWith(patience, own.make());
    expectEqual(s.wait(patience.countsRequest().send()).getWaiting(), 1u, "calls that wait");
    KJ_REQUIRE(!own.dropped, "released while the call was being served");
  }
  s.wait(kj::mv(own.whenDropped));
  expectCancelled(s, patience, 1);
}

// A group that no other scenario and no other run uses.
Handles::Client handlesOf(Session& s, Connection& connection, kj::StringPtr group) {
  auto request = connection.root().handlesRequest();
  request.setGroup(group);
  return s.wait(request.send()).getHandles();
}

kj::String newGroup(kj::StringPtr scenario) { return kj::str(scenario, " of C++ ", getpid()); }

uint live(Session& s, Handles::Client handles) { return s.wait(handles.liveRequest().send()).getCount(); }

void whenLive(Session& s, Handles::Client handles, uint count) {
  auto request = handles.whenLiveRequest();
  request.setCount(count);
  s.wait(request.send());
}

void release(Session& s) {
  auto connection = s.connect();
  auto handles = handlesOf(s, *connection, newGroup("release"));
  kj::Maybe<Handle::Client> first = s.wait(handles.openRequest().send()).getHandle();
  auto second = kj::heap(s.wait(handles.openRequest().send()));
  expectEqual(live(s, handles), 2u, "live handles");
  first = nullptr;
  whenLive(s, handles, 1);
  s.roundTrip();
  expectEqual(live(s, handles), 1u, "live handles");
  second = nullptr;
  whenLive(s, handles, 0);
}

void releaseList(Session& s) {
  auto connection = s.connect();
  auto handles = handlesOf(s, *connection, newGroup("release-list"));
  {
    kj::Maybe<Handle::Client> kept;
    {
      auto request = handles.openManyRequest();
      request.setCount(5);
      auto response = s.wait(request.send());
      expectEqual(live(s, handles), 5u, "live handles");
      kept = Handle::Client(response.getHandles()[2]);
    }
    whenLive(s, handles, 1);
    expectEqual(live(s, handles), 1u, "live handles");
  }
  whenLive(s, handles, 0);
}

void releaseCancelledReturn(Session& s) {
  auto connection = s.connect();
  auto handles = handlesOf(s, *connection, newGroup("release-cancelled-return"));
  for (int i = 0; i < 10; i++) {
    auto request = handles.openManyRequest();
    request.setCount(3);
    auto dropped = request.send();
  }
  whenLive(s, handles, 0);
  expectEqual(live(s, handles), 0u, "live handles");
}

void releaseParameters(Session& s) {
  auto keeper = s.root().keeperRequest().send().getKeeper();
  OwnSequence own;
  {
    auto request = keeper.ignoreRequest();
    request.setSequence(own.make());
    s.wait(request.send());
  }
  s.wait(kj::mv(own.whenDropped));
}

void releaseHeld(Session& s) {
  auto keeper = s.root().keeperRequest().send().getKeeper();
  OwnSequence own;
  {
    auto request = keeper.holdRequest();
    request.setSequence(own.make());
    s.wait(request.send());
  }
  expectEqual(s.wait(keeper.callHeldRequest().send()).getNumber(), 0u, "a call while it is held");
  s.roundTrip();
  KJ_REQUIRE(!own.dropped, "released while the server held it");
  s.wait(keeper.letGoRequest().send());
  s.wait(kj::mv(own.whenDropped));
}

void releaseDisconnect(Session& s) {
  auto watching = s.connect();
  auto group = newGroup("release-disconnect");
  auto handles = handlesOf(s, *watching, group);
  {
    auto leaving = s.connect();
    auto request = handlesOf(s, *leaving, group).openManyRequest();
    request.setCount(3);
    auto response = s.wait(request.send());
    expectEqual(live(s, handles), 3u, "live handles");
  }
  whenLive(s, handles, 0);
}

bool isOurs(Session& s, Handles::Client handles, Handle::Client handle) {
  auto request = handles.isOursRequest();
  request.setHandle(kj::mv(handle));
  return s.wait(request.send()).getIsOurs();
}

void recognisedCapability(Session& s) {
  auto connection = s.connect();
  auto handles = handlesOf(s, *connection, newGroup("recognised-capability"));
  auto others = handlesOf(s, *connection, newGroup("another group"));
  auto handle = s.wait(handles.openRequest().send()).getHandle();
  KJ_REQUIRE(isOurs(s, handles, handle), "its own handle was not recognised");
  KJ_REQUIRE(isOurs(s, handles, handles.openRequest().send().getHandle()), "not recognised behind a promise");
  KJ_REQUIRE(!isOurs(s, others, handle), "a handle of another group was recognised");
}

constexpr Scenario SCENARIOS[] = {
    {"streaming"_kj, streaming},
    {"streaming-window"_kj, streamingWindow},
    {"streaming-error"_kj, streamingError},
    {"cancellation"_kj, cancellation},
    {"cancellation-releases-parameters"_kj, cancellationReleasesParameters},
    {"release"_kj, release},
    {"release-list"_kj, releaseList},
    {"release-cancelled-return"_kj, releaseCancelledReturn},
    {"release-parameters"_kj, releaseParameters},
    {"release-held"_kj, releaseHeld},
    {"release-disconnect"_kj, releaseDisconnect},
    {"recognised-capability"_kj, recognisedCapability},
};

}  // namespace

kj::ArrayPtr<const Scenario> lifetimeScenarios() { return SCENARIOS; }

}  // namespace interop
