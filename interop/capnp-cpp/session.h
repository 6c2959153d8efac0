// session.h: what a scenario has in hand: connections of its own to the server, and ways to wait and expect.
#pragma once

#include <capnp/rpc-twoparty.h>
#include <kj/async-io.h>
#include <kj/debug.h>

#include "objects.h"

namespace interop {

class Connection {
 public:
  explicit Connection(kj::Own<kj::AsyncIoStream> stream) : stream_(kj::mv(stream)), client_(*stream_) {}
  Interop::Client root() { return client_.bootstrap().castAs<Interop>(); }

 private:
  kj::Own<kj::AsyncIoStream> stream_;
  capnp::TwoPartyClient client_;
};

class Session {
 public:
  Session(kj::AsyncIoContext& io, kj::NetworkAddress& server) : io_(io), server_(server), connection_(connect()) {}

  kj::Own<Connection> connect() { return kj::heap<Connection>(server_.connect().wait(io_.waitScope)); }
  Interop::Client root() { return connection_->root(); }

  // Waits at most five seconds.
  template <typename T>
  T wait(kj::Promise<T>&& promise) {
    return io_.provider->getTimer().timeoutAfter(5 * kj::SECONDS, kj::mv(promise)).wait(io_.waitScope);
  }
  template <typename T>
  capnp::Response<T> wait(capnp::RemotePromise<T>&& promise) {
    return wait(kj::Promise<capnp::Response<T>>(kj::mv(promise)));
  }

  // The exception with which the promise fails.
  template <typename Promise>
  kj::Exception failure(Promise&& promise) {
    KJ_IF_MAYBE (exception, kj::runCatchingExceptions([&]() { wait(kj::mv(promise)); })) {
      KJ_REQUIRE(exception->getDescription() != "operation timed out"_kj, "neither returned nor failed");
      return kj::mv(*exception);
    }
    KJ_FAIL_REQUIRE("succeeded, but must fail");
  }

  uint32_t next(Sequence::Client sequence) { return wait(sequence.nextRequest().send()).getNumber(); }

  // Returns once the server has handled all that was sent before.
  void roundTrip() { wait(root().sequenceRequest().send()); }

 private:
  kj::AsyncIoContext& io_;
  kj::NetworkAddress& server_;
  kj::Own<Connection> connection_;
};

struct Scenario {
  kj::StringPtr name;
  void (*run)(Session&);
};
kj::ArrayPtr<const Scenario> callScenarios();
kj::ArrayPtr<const Scenario> promiseScenarios();
kj::ArrayPtr<const Scenario> lifetimeScenarios();

template <typename Actual, typename Expected>
void expectEqual(const Actual& actual, const Expected& expected, kj::StringPtr what) {
  KJ_REQUIRE(actual == expected, what, actual, expected);
}

// The numbers of calls, in the order in which they were made, must be first, first + 1, …
template <typename Numbers>
void expectInOrder(const Numbers& numbers, uint first, uint count) {
  expectEqual(numbers.size(), count, "numbers");
  for (uint i = 0; i < count; i++) expectEqual(numbers[i], first + i, "the number of a call");
}

// What implementations put before the reason of an exception that came from afar.
constexpr auto NOTE = "remote exception: "_kj;

// `reason` must be in the exception once, and nothing else but a note for each hop that it made.
void expectException(const kj::Exception& exception, kj::Exception::Type type, kj::StringPtr reason);

// A sequence of ours, and what becomes of it.
struct OwnSequence {
  bool dropped = false;
  kj::Promise<void> whenDropped = nullptr;
  kj::Own<kj::PromiseFulfiller<void>> fulfiller;

  // The only reference from our side is the one returned. This object must outlive the sequence.
  Sequence::Client make();
};

}  // namespace interop
