// scenarios-promises.c++: promises that cross the wire before they resolve, embargoes, and tail calls.
#include "session.h"

namespace interop {
namespace {

using Type = kj::Exception::Type;
using Calls = kj::Vector<capnp::RemotePromise<Sequence::NextResults>>;

void callThrice(Sequence::Client& sequence, Calls& calls) {
  for (int i = 0; i < 3; i++) calls.add(sequence.nextRequest().send());
}

void expectCallsInOrder(Session& s, Calls calls) {
  for (uint i = 0; i < calls.size(); i++) {
    expectEqual(s.wait(kj::mv(calls[i])).getNumber(), i, "the number of a call");
  }
}

void expectCallsFail(Session& s, Calls calls, kj::StringPtr reason) {
  for (auto& call : calls) expectException(s.failure(kj::mv(call)), Type::FAILED, reason);
}

struct ParameterCalls {
  kj::Own<kj::PromiseFulfiller<Sequence::Client>> fulfiller;
  capnp::RemotePromise<Keeper::CallResults> call;
  capnp::RemotePromise<Keeper::CallWhenResolvedResults> whenResolved;
};

// Sends a promise as a parameter of two calls, and returns once the server has seen both.
ParameterCalls sendPromise(Session& s) {
  auto keeper = s.root().keeperRequest().send().getKeeper();
  auto pair = kj::newPromiseAndFulfiller<Sequence::Client>();
  Sequence::Client promise = kj::mv(pair.promise);
  auto call = keeper.callRequest();
  call.setSequence(promise);
  call.setTimes(3);
  auto whenResolved = keeper.callWhenResolvedRequest();
  whenResolved.setSequence(promise);
  ParameterCalls calls{kj::mv(pair.fulfiller), call.send(), whenResolved.send()};
  s.roundTrip();
  return calls;
}

void expectParameterCalls(Session& s, ParameterCalls calls) {
  auto called = s.wait(kj::mv(calls.call));
  expectInOrder(called.getNumbers(), 0, 3);
  expectEqual(s.wait(kj::mv(calls.whenResolved)).getNumber(), 3u, "the call that waited for the promise");
}

void promiseParameter(Session& s) {
  auto calls = sendPromise(s);
  calls.fulfiller->fulfill(newSequence());
  expectParameterCalls(s, kj::mv(calls));
}

void promiseParameterToPromise(Session& s) {
  auto calls = sendPromise(s);
  auto inner = kj::newPromiseAndFulfiller<Sequence::Client>();
  calls.fulfiller->fulfill(kj::mv(inner.promise));
  s.roundTrip();
  inner.fulfiller->fulfill(newSequence());
  expectParameterCalls(s, kj::mv(calls));
}

void promiseParameterRejected(Session& s) {
  auto calls = sendPromise(s);
  calls.fulfiller->reject(toException(FailureType::FAILED, "it came to nothing"));
  expectException(s.failure(kj::mv(calls.call)), Type::FAILED, "it came to nothing");
  expectException(s.failure(kj::mv(calls.whenResolved)), Type::FAILED, "it came to nothing");
  s.roundTrip();
}

void promiseResult(Session& s) {
  auto made = s.root().promiseRequest().send();
  auto sequence = made.getSequence();
  auto resolver = made.getResolver();
  Calls calls;
  callThrice(sequence, calls);
  s.wait(kj::mv(made));
  s.wait(resolver.toCapabilityRequest().send());
  callThrice(sequence, calls);
  expectCallsInOrder(s, kj::mv(calls));
}

void promiseResultToPromise(Session& s) {
  auto made = s.wait(s.root().promiseRequest().send());
  auto sequence = made.getSequence();
  Calls calls;
  callThrice(sequence, calls);
  s.wait(made.getResolver().toPromiseRequest().send());
  callThrice(sequence, calls);
  s.wait(made.getResolver().toCapabilityRequest().send());
  callThrice(sequence, calls);
  expectCallsInOrder(s, kj::mv(calls));
}

void promiseResultRejected(Session& s) {
  auto made = s.wait(s.root().promiseRequest().send());
  auto sequence = made.getSequence();
  Calls calls;
  callThrice(sequence, calls);
  auto reject = made.getResolver().rejectRequest();
  reject.setReason("it came to nothing");
  s.wait(reject.send());
  callThrice(sequence, calls);
  expectCallsFail(s, kj::mv(calls), "it came to nothing");
  s.roundTrip();
}

void promiseResultToCaller(Session& s) {
  auto made = s.wait(s.root().promiseRequest().send());
  auto sequence = made.getSequence();
  Calls calls;
  callThrice(sequence, calls);
  auto own = newSequence();
  auto resolve = made.getResolver().toCallerRequest();
  resolve.setSequence(own);
  auto resolved = resolve.send();
  callThrice(sequence, calls);
  s.wait(kj::mv(resolved));
  callThrice(sequence, calls);
  s.wait(sequence.whenResolved());
  callThrice(sequence, calls);
  expectCallsInOrder(s, kj::mv(calls));
  expectEqual(s.next(own), 12u, "the next number of our object");
}

void embargoEcho(Session& s) {
  auto own = newSequence();
  auto request = s.root().keeperRequest().send().getKeeper().echoRequest();
  request.setSequence(own);
  auto echo = request.send();
  auto sequence = echo.getSequence();
  Calls calls;
  callThrice(sequence, calls);
  s.wait(kj::mv(echo));
  callThrice(sequence, calls);
  s.wait(sequence.whenResolved());
  callThrice(sequence, calls);
  expectCallsInOrder(s, kj::mv(calls));
  expectEqual(s.next(own), 9u, "the next number of our object");
}

void embargoEchoByServer(Session& s) {
  auto request = s.root().keeperRequest().send().getKeeper().checkEchoRequest();
  request.setPeer(newKeeper());
  request.setCalls(6);
  auto checked = s.wait(request.send());
  expectInOrder(checked.getNumbers(), 0, 6);
}

void embargoEchoOfPromise(Session& s) {
  auto pair = kj::newPromiseAndFulfiller<Sequence::Client>();
  auto request = s.root().keeperRequest().send().getKeeper().echoRequest();
  request.setSequence(kj::mv(pair.promise));
  auto echo = request.send();
  auto sequence = echo.getSequence();
  Calls calls;
  callThrice(sequence, calls);
  s.wait(kj::mv(echo));
  callThrice(sequence, calls);
  pair.fulfiller->fulfill(newSequence());
  callThrice(sequence, calls);
  expectCallsInOrder(s, kj::mv(calls));
}

void embargoRejected(Session& s) {
  auto pair = kj::newPromiseAndFulfiller<Sequence::Client>();
  auto request = s.root().keeperRequest().send().getKeeper().echoRequest();
  request.setSequence(kj::mv(pair.promise));
  auto echo = request.send();
  auto sequence = echo.getSequence();
  Calls calls;
  callThrice(sequence, calls);
  s.wait(kj::mv(echo));
  callThrice(sequence, calls);
  pair.fulfiller->reject(toException(FailureType::FAILED, "it came to nothing"));
  expectCallsFail(s, kj::mv(calls), "it came to nothing");
  s.roundTrip();
}

auto forward(Session& s, kj::Own<WorkerEvents> events) {
  auto request = s.root().forwarderRequest().send().getForwarder().workRequest();
  request.setNumber(7);
  request.setWorker(newWorker(kj::mv(events)));
  return request.send();
}

void tailCall(Session& s) {
  auto events = kj::refcounted<WorkerEvents>();
  auto product = s.wait(forward(s, kj::addRef(*events)));
  expectEqual(product.getNumber(), 7u, "number");
  expectEqual(product.getText(), "worked on 7", "text");
  expectEqual(events->worked, 1u, "calls of the worker");
}

void tailCallPipelined(Session& s) {
  auto call = forward(s, kj::refcounted<WorkerEvents>());
  auto sequence = call.getSequence();
  Calls calls;
  callThrice(sequence, calls);
  auto product = s.wait(kj::mv(call));
  callThrice(sequence, calls);
  expectCallsInOrder(s, kj::mv(calls));
  expectEqual(s.next(product.getSequence()), 6u, "a call on the result");
}

void tailCallCancelled(Session& s) {
  auto events = kj::refcounted<WorkerEvents>();
  auto started = kj::newPromiseAndFulfiller<void>();
  auto cancelled = kj::newPromiseAndFulfiller<void>();
  events->neverStarted = kj::mv(started.fulfiller);
  events->neverCancelled = kj::mv(cancelled.fulfiller);
  {
    auto request = s.root().forwarderRequest().send().getForwarder().neverRequest();
    request.setWorker(newWorker(kj::addRef(*events)));
    auto call = request.send();
    s.wait(kj::mv(started.promise));
  }
  s.wait(kj::mv(cancelled.promise));
  s.roundTrip();
  expectEqual(events->cancelled, 1u, "cancellations");
}

constexpr Scenario SCENARIOS[] = {
    {"promise-parameter"_kj, promiseParameter},
    {"promise-parameter-to-promise"_kj, promiseParameterToPromise},
    {"promise-parameter-rejected"_kj, promiseParameterRejected},
    {"promise-result"_kj, promiseResult},
    {"promise-result-to-promise"_kj, promiseResultToPromise},
    {"promise-result-rejected"_kj, promiseResultRejected},
    {"promise-result-to-caller"_kj, promiseResultToCaller},
    {"embargo-echo"_kj, embargoEcho},
    {"embargo-echo-by-server"_kj, embargoEchoByServer},
    {"embargo-echo-of-promise"_kj, embargoEchoOfPromise},
    {"embargo-rejected"_kj, embargoRejected},
    {"tail-call"_kj, tailCall},
    {"tail-call-pipelined"_kj, tailCallPipelined},
    {"tail-call-cancelled"_kj, tailCallCancelled},
};

}  // namespace

kj::ArrayPtr<const Scenario> promiseScenarios() { return SCENARIOS; }

}  // namespace interop
