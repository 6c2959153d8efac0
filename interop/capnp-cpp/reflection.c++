// reflection.c++: a client of the service `reflection` on the UNIX socket whose path is the argument: loads the schemas
// that the process tells by SchemaLoader, looks at all that is in them, and calls services by them alone. Prints a line of
// JSON for each thing that must hold; fails if any does not.
#include <capnp/compat/json.h>
#include <capnp/dynamic.h>
#include <capnp/rpc-twoparty.h>
#include <capnp/schema-loader.h>
#include <kj/async-io.h>
#include <kj/debug.h>
#include <kj/function.h>
#include <stdio.h>

#include "interop.capnp.h"
#include "reflection.capnp.h"
#include "teleop.capnp.h"

namespace {

kj::String jsonString(kj::StringPtr text) {
  return capnp::JsonCodec().encode(capnp::Text::Reader(text), capnp::Type(capnp::schema::Type::TEXT));
}

bool passed = true;

/** Runs a check, and prints whether it holds and what it says. */
void check(kj::StringPtr name, kj::Function<kj::String()> body) {
  auto detail = kj::str();
  auto failed = kj::runCatchingExceptions([&]() { detail = body(); });
  KJ_IF_MAYBE (exception, failed) {
    detail = kj::str(exception->getDescription());
    passed = false;
  }
  auto line = kj::str("{\"name\":", jsonString(name), ",\"ok\":", failed == nullptr,
                      ",\"detail\":", jsonString(detail), "}");
  puts(line.cStr());
  fflush(stdout);
}

/** Reads everything that a schema says, and what a struct of it holds when nobody has written to it. */
void lookAt(capnp::Schema schema) {
  switch (schema.getProto().which()) {
    case capnp::schema::Node::STRUCT: {
      capnp::MallocMessageBuilder message;
      auto type = schema.asStruct();
      for (auto field : type.getFields()) {
        if (type.findFieldByName(field.getProto().getName()) == nullptr) KJ_FAIL_REQUIRE("a field is not found");
        field.getType();
      }
      if (type.getProto().getStruct().getIsGroup()) return;
      capnp::JsonCodec().encode(message.initRoot<capnp::DynamicStruct>(type).asReader());
      return;
    }
    case capnp::schema::Node::ENUM:
      for (auto enumerant : schema.asEnum().getEnumerants()) enumerant.getOrdinal();
      return;
    case capnp::schema::Node::INTERFACE: {
      auto type = schema.asInterface();
      for (auto superclass : type.getSuperclasses()) lookAt(superclass);
      for (auto method : type.getMethods()) {
        method.getParamType().getFields();
        method.getResultType().getFields();
      }
      return;
    }
    default:
      return;
  }
}

}  // namespace

int main(int argc, char** argv) {
  KJ_REQUIRE(argc == 2, "usage: reflection SOCKET");
  auto io = kj::setupAsyncIo();
  auto& wait = io.waitScope;
  auto address = io.provider->getNetwork().parseAddress(kj::str("unix:", argv[1])).wait(wait);
  auto stream = address->connect().wait(wait);
  capnp::TwoPartyClient connection(*stream);
  auto root = connection.bootstrap().castAs<Teleop>();
  auto service = [&](kj::StringPtr name) {
    auto request = root.serviceRequest();
    request.setName(name);
    return request.send().wait(wait);
  };
  auto reflection = service("reflection").getService().getAs<Reflection>();

  capnp::SchemaLoader loader;
  uint64_t echoId = 0;
  uint64_t interopId = 0;

  check("services are named, with their interfaces", [&]() {
    auto request = reflection.servicesRequest();
    request.setMake(true);
    auto response = request.send().wait(wait);
    auto names = KJ_MAP(each, response.getServices()) {
      auto type = each.getInterface();
      if (each.getName() == "echo") echoId = type.getId();
      if (each.getName() == "interop") interopId = type.getId();
      return kj::str(each.getName(), " ", type.getName());
    };
    return kj::strArray(names, ", ");
  });

  check("SchemaLoader takes every node, and a schema that its own compiler made is not in conflict with them", [&]() {
    // Of these the loader knows what the native compiler says, and compares.
    loader.loadCompiledTypeAndDependencies<interop::Interop>();
    loader.loadCompiledTypeAndDependencies<Reflection>();
    auto request = reflection.schemaRequest();
    auto services = request.initServices(4);
    services.set(0, "echo");
    services.set(1, "interop");
    services.set(2, "corners");
    services.set(3, "reflection");
    auto response = request.send().wait(wait);
    for (auto node : response.getNodes()) loader.load(node);
    KJ_REQUIRE(response.getNodes().size() > 50);
    KJ_REQUIRE(response.getSourceInfo().size() > 0);
    return kj::str();
  });

  check("all that is in the nodes can be looked at", [&]() {
    for (auto schema : loader.getAllLoaded()) lookAt(schema);
    return kj::str();
  });

  check("a service is called by its schema alone", [&]() {
    auto echo = service("echo").getService().getAs<capnp::DynamicCapability>(loader.get(echoId).asInterface());
    auto request = echo.newRequest("echo");
    request.set("message", "hello!");
    return kj::str(request.send().wait(wait).get("reply").as<capnp::Text>());
  });

  check("what a service gives reads as by the code that the native compiler makes", [&]() {
    auto ours = service("interop").getService().getAs<interop::Interop>().valuesRequest().send().getValues();
    auto known = ours.sampleRequest().send().wait(wait);
    auto dynamic = service("interop")
                       .getService()
                       .getAs<capnp::DynamicCapability>(loader.get(interopId).asInterface())
                       .newRequest("values")
                       .send()
                       .wait(wait)
                       .get("values")
                       .as<capnp::DynamicCapability>();
    auto learnt = dynamic.newRequest("sample").send().wait(wait);
    capnp::JsonCodec codec;
    auto expected = codec.encode(known.getAll());
    auto found = codec.encode(learnt.get("all").as<capnp::DynamicStruct>());
    KJ_REQUIRE(expected == found, expected, found);
    return kj::str();
  });
  return passed ? 0 : 1;
}
