// server.c++: the echo service by capnp-rpc (C++), as the bootstrap capability on a UNIX socket. It ends with its input.
#include <capnp/rpc-twoparty.h>
#include <kj/async-io.h>
#include <kj/debug.h>
#include <stdio.h>
#include <unistd.h>

#include "echo.capnp.h"

class EchoImpl final : public Echo::Server {
  kj::Promise<void> echo(EchoContext context) override {
    context.getResults().setReply(context.getParams().getMessage());
    return kj::READY_NOW;
  }
};

int main(int argc, char** argv) {
  KJ_REQUIRE(argc == 2, "usage: server SOCKET");
  auto io = kj::setupAsyncIo();
  auto address = io.provider->getNetwork().parseAddress(kj::str("unix:", argv[1])).wait(io.waitScope);
  auto listener = address->listen();
  capnp::TwoPartyServer server(kj::heap<EchoImpl>());
  auto serving = server.listen(*listener);
  auto input = io.lowLevelProvider->wrapInputFd(STDIN_FILENO);
  puts("ready");
  fflush(stdout);
  serving.exclusiveJoin(input->readAllBytes().ignoreResult()).wait(io.waitScope);
  unlink(argv[1]);
}
