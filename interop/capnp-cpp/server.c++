// server.c++: serves interop.capnp on the UNIX socket whose path is the argument, and says "ready".
#include <capnp/rpc-twoparty.h>
#include <kj/async-io.h>
#include <kj/async-unix.h>
#include <kj/debug.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

#include "objects.h"

int main(int argc, char** argv) {
  KJ_REQUIRE(argc == 2, "usage: server SOCKET");
  kj::UnixEventPort::captureSignal(SIGTERM);
  auto io = kj::setupAsyncIo();
  auto address =
      io.provider->getNetwork().parseAddress(kj::str("unix:", argv[1])).wait(io.waitScope);
  auto listener = address->listen();
  capnp::TwoPartyServer server(interop::newInterop());
  auto serving = server.listen(*listener);
  puts("ready");
  fflush(stdout);
  serving.exclusiveJoin(io.unixEventPort.onSignal(SIGTERM).ignoreResult()).wait(io.waitScope);
  unlink(argv[1]);
}
