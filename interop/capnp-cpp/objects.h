// objects.h: the objects of interop.capnp, in C++. The server hands them out; a client passes some of them to
// the server, to be called back.
#pragma once

#include <kj/async.h>
#include <kj/function.h>

#include "interop.capnp.h"

namespace interop {

using kj::uint;

// Runs a function when it is destroyed: how a test sees that an object, or a call being served, is gone.
using OnDrop = kj::Function<void()>;

Interop::Client newInterop();
Sequence::Client newSequence(kj::Maybe<OnDrop> onDrop = nullptr);
Keeper::Client newKeeper();
Failures::Client newFailures();
Bouncer::Client newBouncer();

// Lets a client see what happened to its worker.
struct WorkerEvents : public kj::Refcounted {
  uint worked = 0;
  uint cancelled = 0;
  kj::Own<kj::PromiseFulfiller<void>> neverStarted;
  kj::Own<kj::PromiseFulfiller<void>> neverCancelled;
};
Worker::Client newWorker(kj::Own<WorkerEvents> events);

kj::Exception toException(FailureType type, kj::StringPtr reason);
uint32_t sumOf(kj::ArrayPtr<const kj::byte> bytes);
bool isSample(AllTypes::Reader all);

}  // namespace interop
