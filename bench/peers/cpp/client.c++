// client.c++: calls the echo service by capnp-rpc (C++), with so many calls in flight, and prints what it took, for each line
// `WINDOW BYTES CALLS SECONDS` of standard input; as ../drive.ts does.
#include <capnp/rpc-twoparty.h>
#include <kj/async-io.h>
#include <kj/debug.h>
#include <stdio.h>

#include <algorithm>
#include <chrono>
#include <vector>

#include "echo.capnp.h"

using Clock = std::chrono::steady_clock;

struct Run {
  Echo::Client echo;
  kj::StringPtr message;
  size_t calls;
  size_t left;
  Clock::time_point end;
  std::vector<double> microseconds;
};

kj::Promise<void> callRepeatedly(Run& run) {
  auto start = Clock::now();
  if (run.left == 0 || (run.left < run.calls && start >= run.end)) return kj::READY_NOW;
  run.left--;
  auto request = run.echo.echoRequest();
  request.setMessage(run.message);
  return request.send().then([&run, start](capnp::Response<Echo::EchoResults> response) {
    KJ_REQUIRE(response.getReply() == run.message, "the reply differs");
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
  KJ_REQUIRE(argc == 2, "usage: client SOCKET");
  auto io = kj::setupAsyncIo();
  auto address = io.provider->getNetwork().parseAddress(kj::str("unix:", argv[1])).wait(io.waitScope);
  auto stream = address->connect().wait(io.waitScope);
  capnp::TwoPartyClient client(*stream);
  auto echo = client.bootstrap().castAs<Echo>();

  size_t window, bytes, calls;
  double seconds;
  while (scanf("%zu %zu %zu %lf", &window, &bytes, &calls, &seconds) == 4) {
    auto message = kj::strArray(kj::repeat("hello!! "_kj, bytes / 8), "");
    auto start = Clock::now();
    auto length = std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(seconds));
    Run run{echo, message, calls, calls, start + length, {}};
    run.microseconds.reserve(calls);
    callAll(run, window).wait(io.waitScope);
    double took = std::chrono::duration<double>(Clock::now() - start).count();

    auto& all = run.microseconds;
    std::sort(all.begin(), all.end());
    printf("{\"calls\":%zu,\"seconds\":%.6f,\"p50_us\":%.2f,\"p99_us\":%.2f}\n", all.size(), took,
           all[all.size() / 2], all[all.size() * 99 / 100]);
    fflush(stdout);
  }
}
