// client.c++: calls the echo service by capnp-rpc (C++), with so many calls in flight, and prints what it took.
#include <capnp/rpc-twoparty.h>
#include <kj/async-io.h>
#include <kj/debug.h>
#include <stdio.h>
#include <stdlib.h>

#include <algorithm>
#include <chrono>
#include <vector>

#include "echo.capnp.h"

using Clock = std::chrono::steady_clock;

constexpr auto MESSAGE = "hello from the benchmark"_kj;

struct Run {
  Echo::Client echo;
  size_t left;
  std::vector<double> microseconds;
};

kj::Promise<void> callRepeatedly(Run& run) {
  if (run.left == 0) return kj::READY_NOW;
  run.left--;
  auto request = run.echo.echoRequest();
  request.setMessage(MESSAGE);
  auto start = Clock::now();
  return request.send().then([&run, start](capnp::Response<Echo::EchoResults> response) {
    KJ_REQUIRE(response.getReply() == MESSAGE, "the reply differs");
    run.microseconds.push_back(std::chrono::duration<double, std::micro>(Clock::now() - start).count());
    return callRepeatedly(run);
  });
}

kj::Promise<void> callAll(Run& run, size_t window) {
  auto callers = kj::heapArrayBuilder<kj::Promise<void>>(window);
  for (size_t i = 0; i < window; i++) callers.add(callRepeatedly(run));
  return kj::joinPromises(callers.finish());
}

int main(int argc, char** argv) {
  KJ_REQUIRE(argc == 4, "usage: client SOCKET WINDOW CALLS");
  size_t window = atoi(argv[2]);
  size_t calls = atoi(argv[3]);
  auto io = kj::setupAsyncIo();
  auto address = io.provider->getNetwork().parseAddress(kj::str("unix:", argv[1])).wait(io.waitScope);
  auto stream = address->connect().wait(io.waitScope);
  capnp::TwoPartyClient client(*stream);
  auto echo = client.bootstrap().castAs<Echo>();

  Run warmUp{echo, calls / 2, {}};
  callAll(warmUp, window).wait(io.waitScope);

  Run run{echo, calls, {}};
  run.microseconds.reserve(calls);
  auto start = Clock::now();
  callAll(run, window).wait(io.waitScope);
  double seconds = std::chrono::duration<double>(Clock::now() - start).count();

  auto& all = run.microseconds;
  std::sort(all.begin(), all.end());
  printf("{\"calls\":%zu,\"seconds\":%.6f,\"p50_us\":%.2f,\"p99_us\":%.2f}\n", calls, seconds,
         all[all.size() / 2], all[all.size() * 99 / 100]);
}
