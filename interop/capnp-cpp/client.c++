// client.c++: runs every scenario, or those named by the further arguments, against the server on the UNIX socket
// whose path is the first argument, each over a connection of its own. Prints a line of JSON for each; fails if any
// does.
#include <capnp/compat/json.h>
#include <stdio.h>

#include "session.h"

namespace interop {

void expectException(const kj::Exception& exception, kj::Exception::Type type, kj::StringPtr reason) {
  expectEqual(exception.getType(), type, "the type of the exception");
  auto description = exception.getDescription();
  while (description.startsWith(NOTE)) description = description.slice(NOTE.size());
  expectEqual(description, reason, "the reason of the exception");
}

Sequence::Client OwnSequence::make() {
  auto pair = kj::newPromiseAndFulfiller<void>();
  whenDropped = kj::mv(pair.promise);
  fulfiller = kj::mv(pair.fulfiller);
  return newSequence(OnDrop([this]() {
    dropped = true;
    fulfiller->fulfill();
  }));
}

namespace {

kj::String jsonString(kj::StringPtr text) {
  return capnp::JsonCodec().encode(capnp::Text::Reader(text), capnp::Type(capnp::schema::Type::TEXT));
}

bool report(kj::AsyncIoContext& io, kj::NetworkAddress& server, const Scenario& scenario) {
  auto failed = kj::runCatchingExceptions([&]() {
    Session session(io, server);
    scenario.run(session);
  });
  auto detail = kj::str();
  KJ_IF_MAYBE (exception, failed) detail = kj::str(exception->getDescription());
  auto line = kj::str("{\"name\":", jsonString(scenario.name), ",\"ok\":", failed == nullptr,
                      ",\"detail\":", jsonString(detail), "}");
  puts(line.cStr());
  fflush(stdout);
  return failed == nullptr;
}

}  // namespace
}  // namespace interop

int main(int argc, char** argv) {
  KJ_REQUIRE(argc >= 2, "usage: client SOCKET [SCENARIO…]");
  auto isChosen = [chosen = kj::arrayPtr(argv + 2, argc - 2)](kj::StringPtr name) {
    for (auto one : chosen) {
      if (name == one) return true;
    }
    return chosen.size() == 0;
  };
  auto io = kj::setupAsyncIo();
  auto server = io.provider->getNetwork().parseAddress(kj::str("unix:", argv[1])).wait(io.waitScope);
  bool passed = true;
  for (auto scenarios : {interop::callScenarios(), interop::promiseScenarios(), interop::lifetimeScenarios()}) {
    for (auto& scenario : scenarios) {
      if (isChosen(scenario.name)) passed &= interop::report(io, *server, scenario);
    }
  }
  return passed ? 0 : 1;
}
