// objects.c++: how each interface of interop.capnp is served.
#include "objects.h"

#include <kj/debug.h>
#include <kj/map.h>

namespace interop {
namespace {

bool areEqual(AllTypes::Reader a, AllTypes::Reader b);

template <typename Element>
bool areEqual(const Element& a, const Element& b) {
  return a == b;
}

template <typename Element>
bool areEqual(typename capnp::List<Element>::Reader a, typename capnp::List<Element>::Reader b) {
  if (a.size() != b.size()) return false;
  for (auto i : kj::indices(a)) {
    if (!areEqual(a[i], b[i])) return false;
  }
  return true;
}

// Field by field: implementations differ in whether they send what is empty, or leave it out.
bool areEqual(AllTypes::Reader a, AllTypes::Reader b) {
  if (a.hasInner() != b.hasInner() || (a.hasInner() && !areEqual(a.getInner(), b.getInner()))) return false;
  if (a.getRows().size() != b.getRows().size()) return false;
  for (auto i : kj::indices(a.getRows())) {
    if (!areEqual<uint16_t>(a.getRows()[i], b.getRows()[i])) return false;
  }
  if (a.which() != b.which() || (a.isNumber() && a.getNumber() != b.getNumber()) ||
      (a.isWords() && a.getWords() != b.getWords())) {
    return false;
  }
  return a.getBool() == b.getBool() && a.getInt8() == b.getInt8() && a.getInt16() == b.getInt16() &&
         a.getInt32() == b.getInt32() && a.getInt64() == b.getInt64() && a.getUint8() == b.getUint8() &&
         a.getUint16() == b.getUint16() && a.getUint32() == b.getUint32() && a.getUint64() == b.getUint64() &&
         a.getFloat32() == b.getFloat32() && a.getFloat64() == b.getFloat64() && a.getText() == b.getText() &&
         a.getData() == b.getData() && a.getColor() == b.getColor() &&
         areEqual<bool>(a.getBools(), b.getBools()) && areEqual<int64_t>(a.getInt64s(), b.getInt64s()) &&
         areEqual<double>(a.getFloat64s(), b.getFloat64s()) &&
         areEqual<capnp::Text>(a.getTexts(), b.getTexts()) && areEqual<Color>(a.getColors(), b.getColors()) &&
         areEqual<AllTypes>(a.getInners(), b.getInners()) && a.getPoint().getX() == b.getPoint().getX() &&
         a.getPoint().getY() == b.getPoint().getY();
}

// Counts the values that are alive, and tells those who wait for a number.
class Count {
 public:
  uint value() const { return value_; }

  void add(int change) {
    value_ += change;
    auto waiting = kj::mv(waiters_);
    for (auto& waiter : waiting) {
      if (waiter.value == value_) {
        waiter.fulfiller->fulfill();
      } else {
        waiters_.add(kj::mv(waiter));
      }
    }
  }

  kj::Promise<void> reached(uint value) {
    if (value == value_) return kj::READY_NOW;
    auto pair = kj::newPromiseAndFulfiller<void>();
    waiters_.add(Waiter{value, kj::mv(pair.fulfiller)});
    return kj::mv(pair.promise);
  }

 private:
  struct Waiter {
    uint value;
    kj::Own<kj::PromiseFulfiller<void>> fulfiller;
  };
  uint value_ = 0;
  kj::Vector<Waiter> waiters_;
};

class SequenceImpl final : public Sequence::Server {
 public:
  explicit SequenceImpl(kj::Maybe<OnDrop> onDrop) : onDrop_(kj::mv(onDrop)) {}
  ~SequenceImpl() noexcept(false) {
    KJ_IF_MAYBE (onDrop, onDrop_) (*onDrop)();
  }

  kj::Promise<void> next(NextContext context) override {
    context.getResults().setNumber(next_++);
    return kj::READY_NOW;
  }

 private:
  uint next_ = 0;
  kj::Maybe<OnDrop> onDrop_;
};

class ValuesImpl final : public Values::Server {
  kj::Promise<void> sample(SampleContext context) override {
    context.getResults().setAll(*SAMPLE);
    return kj::READY_NOW;
  }

  kj::Promise<void> isSample(IsSampleContext context) override {
    context.getResults().setEqual(interop::isSample(context.getParams().getAll()));
    return kj::READY_NOW;
  }

  kj::Promise<void> mirror(MirrorContext context) override {
    context.setResults(context.getParams().getAll());
    return kj::READY_NOW;
  }

  kj::Promise<void> mirrorAny(MirrorAnyContext context) override {
    context.getResults().getAny().set(context.getParams().getAny());
    return kj::READY_NOW;
  }

  kj::Promise<void> defaults(DefaultsContext context) override {
    auto params = context.getParams();
    auto results = context.getResults();
    results.setText(params.getText());
    results.setNumber(params.getNumber());
    results.setColor(params.getColor());
    return kj::READY_NOW;
  }

  kj::Promise<void> measure(MeasureContext context) override {
    auto bytes = context.getParams().getBytes();
    auto results = context.getResults();
    results.setLength(bytes.size());
    results.setSum(sumOf(bytes));
    return kj::READY_NOW;
  }

  kj::Promise<void> produce(ProduceContext context) override {
    auto params = context.getParams();
    auto bytes = context.getResults().initBytes(params.getLength());
    for (auto i : kj::indices(bytes)) bytes[i] = i * params.getStep();
    return kj::READY_NOW;
  }
};

struct Visits : public kj::Refcounted {
  kj::Vector<kj::String> paths;
};

class NodeImpl final : public Node::Server {
 public:
  NodeImpl(kj::String path, kj::Own<Visits> visits) : path_(kj::mv(path)), visits_(kj::mv(visits)) {}

  kj::Promise<void> path(PathContext context) override {
    visits_->paths.add(kj::str(path_));
    context.getResults().setPath(path_);
    return kj::READY_NOW;
  }

  kj::Promise<void> child(ChildContext context) override {
    context.getResults().setNode(newChild(context.getParams().getName()));
    return kj::READY_NOW;
  }

  kj::Promise<void> boxed(BoxedContext context) override {
    auto child = newChild(context.getParams().getName());
    auto box = context.getResults().initBox();
    fill(box, child);
    fill(box.initBox(), child);
    return kj::READY_NOW;
  }

  kj::Promise<void> anyChild(AnyChildContext context) override {
    context.getResults().getNode().setAs<Node>(newChild(context.getParams().getName()));
    return kj::READY_NOW;
  }

  kj::Promise<void> lateChild(LateChildContext context) override {
    context.allowCancellation();
    capnp::PipelineBuilder<LateChildResults> pipeline;
    pipeline.setNode(newChild(context.getParams().getName()));
    context.setPipeline(pipeline.build());
    return kj::NEVER_DONE;
  }

  kj::Promise<void> noChild(NoChildContext context) override { return kj::READY_NOW; }

  kj::Promise<void> failedChild(FailedChildContext context) override {
    return toException(FailureType::FAILED, context.getParams().getReason());
  }

  kj::Promise<void> visits(VisitsContext context) override {
    auto paths = context.getResults().initPaths(visits_->paths.size());
    for (auto i : kj::indices(visits_->paths)) paths.set(i, visits_->paths[i]);
    return kj::READY_NOW;
  }

 private:
  kj::String path_;
  kj::Own<Visits> visits_;

  Node::Client newChild(kj::StringPtr name) {
    auto path = path_.size() == 0 ? kj::str(name) : kj::str(path_, "/", name);
    return kj::heap<NodeImpl>(kj::mv(path), kj::addRef(*visits_));
  }

  static void fill(Node::Box::Builder box, Node::Client& child) {
    box.setLabel("box");
    box.setNode(child);
    box.getPlace().setNode(child);
    box.getPlace().getDeeper().setNode(child);
    box.getAny().setAs<Node>(child);
  }
};

using Numbers = kj::Array<uint32_t>;

kj::Promise<uint32_t> nextOf(Sequence::Client& sequence) {
  return sequence.nextRequest().send().then([](auto response) { return response.getNumber(); });
}

template <typename Results>
void setNumbers(Results results, Numbers numbers) {
  auto list = results.initNumbers(numbers.size());
  for (auto i : kj::indices(numbers)) list.set(i, numbers[i]);
}

class KeeperImpl final : public Keeper::Server {
  kj::Promise<void> echo(EchoContext context) override {
    context.getResults().setSequence(context.getParams().getSequence());
    return kj::READY_NOW;
  }

  kj::Promise<void> hold(HoldContext context) override {
    held_ = context.getParams().getSequence();
    return kj::READY_NOW;
  }

  kj::Promise<void> held(HeldContext context) override {
    context.getResults().setSequence(held());
    return kj::READY_NOW;
  }

  kj::Promise<void> callHeld(CallHeldContext context) override {
    return nextOf(held()).then(
        [context](uint32_t number) mutable { context.getResults().setNumber(number); });
  }

  kj::Promise<void> letGo(LetGoContext context) override {
    held_ = nullptr;
    return kj::READY_NOW;
  }

  kj::Promise<void> call(CallContext context) override {
    auto params = context.getParams();
    auto sequence = params.getSequence();
    kj::Vector<kj::Promise<uint32_t>> calls;
    for (uint i = 0; i < params.getTimes(); i++) calls.add(nextOf(sequence));
    return kj::joinPromises(calls.releaseAsArray()).then([context](Numbers numbers) mutable {
      setNumbers(context.getResults(), kj::mv(numbers));
    });
  }

  kj::Promise<void> callWhenResolved(CallWhenResolvedContext context) override {
    auto sequence = context.getParams().getSequence();
    return sequence.whenResolved()
        .then([sequence]() mutable { return nextOf(sequence); })
        .then([context](uint32_t number) mutable { context.getResults().setNumber(number); });
  }

  kj::Promise<void> callAll(CallAllContext context) override {
    auto calls = KJ_MAP(sequence, context.getParams().getSequences()) { return nextOf(sequence); };
    return kj::joinPromises(kj::mv(calls)).then([context](Numbers numbers) mutable {
      setNumbers(context.getResults(), kj::mv(numbers));
    });
  }

  kj::Promise<void> callItems(CallItemsContext context) override {
    auto calls = KJ_MAP(item, context.getParams().getItems()) {
      auto sequence = item.getSequence();
      return nextOf(sequence);
    };
    return kj::joinPromises(kj::mv(calls)).then([context](Numbers numbers) mutable {
      auto items = context.getParams().getItems();
      auto labels = context.getResults().initLabels(items.size());
      for (auto i : kj::indices(items)) labels.set(i, items[i].getLabel());
      setNumbers(context.getResults(), kj::mv(numbers));
    });
  }

  kj::Promise<void> makeItems(MakeItemsContext context) override {
    auto labels = context.getParams().getLabels();
    auto items = context.getResults().initItems(labels.size());
    auto sequences = context.getResults().initSequences(labels.size());
    for (auto i : kj::indices(labels)) {
      auto sequence = newSequence();
      items[i].setLabel(labels[i]);
      items[i].setSequence(sequence);
      sequences.set(i, sequence);
    }
    return kj::READY_NOW;
  }

  kj::Promise<void> ignore(IgnoreContext context) override { return kj::READY_NOW; }

  kj::Promise<void> isNull(IsNullContext context) override {
    context.getResults().setIsNull(!context.getParams().hasSequence());
    return kj::READY_NOW;
  }

  kj::Promise<void> checkEcho(CheckEchoContext context) override {
    auto params = context.getParams();
    uint calls = params.getCalls();
    auto request = params.getPeer().echoRequest();
    request.setSequence(newSequence());
    auto echo = request.send();
    auto sequence = echo.getSequence();
    kj::Vector<kj::Promise<uint32_t>> numbers;
    for (uint i = 0; i < calls / 2; i++) numbers.add(nextOf(sequence));
    return echo
        .then([sequence, calls, numbers = kj::mv(numbers)](auto response) mutable {
          while (numbers.size() < calls) numbers.add(nextOf(sequence));
          return kj::joinPromises(numbers.releaseAsArray());
        })
        .then([context](Numbers numbers) mutable {
          setNumbers(context.getResults(), kj::mv(numbers));
        });
  }

 private:
  kj::Maybe<Sequence::Client> held_;

  Sequence::Client& held() { return KJ_REQUIRE_NONNULL(held_, "nothing is held"); }
};

class ResolverImpl final : public Resolver::Server {
 public:
  explicit ResolverImpl(kj::Own<kj::PromiseFulfiller<Sequence::Client>> fulfiller)
      : fulfiller_(kj::mv(fulfiller)) {}

  kj::Promise<void> toCapability(ToCapabilityContext context) override {
    fulfiller_->fulfill(newSequence());
    return kj::READY_NOW;
  }

  kj::Promise<void> toCaller(ToCallerContext context) override {
    fulfiller_->fulfill(context.getParams().getSequence());
    return kj::READY_NOW;
  }

  kj::Promise<void> toPromise(ToPromiseContext context) override {
    auto pair = kj::newPromiseAndFulfiller<Sequence::Client>();
    fulfiller_->fulfill(kj::mv(pair.promise));
    fulfiller_ = kj::mv(pair.fulfiller);
    return kj::READY_NOW;
  }

  kj::Promise<void> reject(RejectContext context) override {
    fulfiller_->reject(toException(FailureType::FAILED, context.getParams().getReason()));
    return kj::READY_NOW;
  }

 private:
  kj::Own<kj::PromiseFulfiller<Sequence::Client>> fulfiller_;
};

class WorkerImpl final : public Worker::Server {
 public:
  explicit WorkerImpl(kj::Own<WorkerEvents> events) : events_(kj::mv(events)) {}

  kj::Promise<void> work(WorkContext context) override {
    events_->worked++;
    auto number = context.getParams().getNumber();
    auto results = context.getResults();
    results.setNumber(number);
    results.setText(kj::str("worked on ", number));
    results.setSequence(newSequence());
    return kj::READY_NOW;
  }

  kj::Promise<void> never(NeverContext context) override {
    context.allowCancellation();
    events_->neverStarted->fulfill();
    return kj::Promise<void>(kj::NEVER_DONE).attach(kj::defer([events = kj::addRef(*events_)]() mutable {
      events->cancelled++;
      events->neverCancelled->fulfill();
    }));
  }

 private:
  kj::Own<WorkerEvents> events_;
};

class ForwarderImpl final : public Forwarder::Server {
  kj::Promise<void> work(WorkContext context) override {
    auto params = context.getParams();
    auto request = params.getWorker().workRequest();
    request.setNumber(params.getNumber());
    return context.tailCall(kj::mv(request));
  }

  kj::Promise<void> never(NeverContext context) override {
    context.allowCancellation();
    return context.tailCall(context.getParams().getWorker().neverRequest());
  }
};

class SinkImpl final : public Sink::Server {
 public:
  explicit SinkImpl(kj::ForkedPromise<void> gate) : gate_(kj::mv(gate)) {}

  kj::Promise<void> write(WriteContext context) override {
    mostAtOnce_ = kj::max(mostAtOnce_, ++atOnce_);
    return gate_.addBranch().then([this, context]() mutable {
      auto bytes = context.getParams().getBytes();
      atOnce_--;
      writes_++;
      bytes_ += bytes.size();
      sum_ += sumOf(bytes);
    });
  }

  kj::Promise<void> fail(FailContext context) override {
    return toException(FailureType::FAILED, context.getParams().getReason());
  }

  kj::Promise<void> finish(FinishContext context) override {
    auto results = context.getResults();
    results.setWrites(writes_);
    results.setBytes(bytes_);
    results.setSum(sum_);
    results.setMostAtOnce(mostAtOnce_);
    return kj::READY_NOW;
  }

 private:
  kj::ForkedPromise<void> gate_;
  uint atOnce_ = 0;
  uint mostAtOnce_ = 0;
  uint32_t writes_ = 0;
  uint32_t bytes_ = 0;
  uint32_t sum_ = 0;
};

class GateImpl final : public Gate::Server {
 public:
  explicit GateImpl(kj::Own<kj::PromiseFulfiller<void>> fulfiller) : fulfiller_(kj::mv(fulfiller)) {}

  kj::Promise<void> open(OpenContext context) override {
    fulfiller_->fulfill();
    return kj::READY_NOW;
  }

 private:
  kj::Own<kj::PromiseFulfiller<void>> fulfiller_;
};

class PatienceImpl final : public Patience::Server {
  kj::Promise<void> wait(WaitContext context) override {
    context.allowCancellation();
    auto sequence = context.getParams().getSequence();
    context.getResults().setSequence(sequence);
    waiting_++;
    return kj::Promise<void>(kj::NEVER_DONE)
        .attach(kj::mv(sequence), kj::defer([this, self = thisCap()]() {
                  waiting_--;
                  cancelled_.add(1);
                }));
  }

  kj::Promise<void> counts(CountsContext context) override {
    context.getResults().setWaiting(waiting_);
    context.getResults().setCancelled(cancelled_.value());
    return kj::READY_NOW;
  }

  kj::Promise<void> whenCancelled(WhenCancelledContext context) override {
    return cancelled_.reached(context.getParams().getCount());
  }

 private:
  uint waiting_ = 0;
  Count cancelled_;
};

class FailuresImpl final : public Failures::Server {
  kj::Promise<void> fail(FailContext context) override {
    auto params = context.getParams();
    return toException(params.getType(), params.getReason());
  }

  kj::Promise<void> relay(RelayContext context) override {
    auto params = context.getParams();
    auto request = params.getFailures().failRequest();
    request.setType(params.getType());
    request.setReason(params.getReason());
    return request.send().ignoreResult();
  }

  kj::Promise<void> broken(BrokenContext context) override {
    context.getResults().setSequence(
        Sequence::Client(toException(FailureType::FAILED, context.getParams().getReason())));
    return kj::READY_NOW;
  }
};

class BouncerImpl final : public Bouncer::Server {
  kj::Promise<void> bounce(BounceContext context) override {
    auto params = context.getParams();
    if (params.getLeft() == 0) return kj::READY_NOW;
    auto request = params.getTo().bounceRequest();
    request.setLeft(params.getLeft() - 1);
    request.setTo(thisCap());
    return request.send().then([context](auto response) mutable {
      context.getResults().setBounces(response.getBounces() + 1);
    });
  }
};

struct HandleGroup : public kj::Refcounted {
  Count live;
  capnp::CapabilityServerSet<Handle> handles;
};

class HandleImpl final : public Handle::Server {
 public:
  explicit HandleImpl(kj::Own<HandleGroup> group) : group_(kj::mv(group)) { group_->live.add(1); }
  ~HandleImpl() noexcept(false) { group_->live.add(-1); }

 private:
  kj::Own<HandleGroup> group_;
};

class HandlesImpl final : public Handles::Server {
 public:
  explicit HandlesImpl(kj::Own<HandleGroup> group) : group_(kj::mv(group)) {}

  kj::Promise<void> open(OpenContext context) override {
    context.getResults().setHandle(newHandle());
    return kj::READY_NOW;
  }

  kj::Promise<void> openMany(OpenManyContext context) override {
    auto handles = context.getResults().initHandles(context.getParams().getCount());
    for (auto i : kj::indices(handles)) handles.set(i, newHandle());
    return kj::READY_NOW;
  }

  kj::Promise<void> live(LiveContext context) override {
    context.getResults().setCount(group_->live.value());
    return kj::READY_NOW;
  }

  kj::Promise<void> whenLive(WhenLiveContext context) override {
    return group_->live.reached(context.getParams().getCount());
  }

  kj::Promise<void> isOurs(IsOursContext context) override {
    auto handle = context.getParams().getHandle();
    auto server = group_->handles.getLocalServer(handle);
    return server.then([context, handle = kj::mv(handle)](kj::Maybe<Handle::Server&> server) mutable {
      context.getResults().setIsOurs(server != nullptr);
    });
  }

 private:
  kj::Own<HandleGroup> group_;

  Handle::Client newHandle() {
    return group_->handles.add(kj::heap<HandleImpl>(kj::addRef(*group_)));
  }
};

class DiamondImpl final : public Diamond::Server {
  kj::Promise<void> name(NameContext context) override {
    context.getResults().setName("diamond");
    return kj::READY_NOW;
  }
  kj::Promise<void> left(LeftContext context) override {
    context.getResults().setText("left");
    return kj::READY_NOW;
  }
  kj::Promise<void> right(RightContext context) override {
    context.getResults().setText("right");
    return kj::READY_NOW;
  }
  kj::Promise<void> both(BothContext context) override {
    context.getResults().setText("left and right");
    return kj::READY_NOW;
  }
};

class InteropImpl final : public Interop::Server {
  kj::Promise<void> values(ValuesContext context) override {
    context.getResults().setValues(kj::heap<ValuesImpl>());
    return kj::READY_NOW;
  }

  kj::Promise<void> node(NodeContext context) override {
    context.getResults().setNode(kj::heap<NodeImpl>(kj::str(), kj::refcounted<Visits>()));
    return kj::READY_NOW;
  }

  kj::Promise<void> sequence(SequenceContext context) override {
    context.getResults().setSequence(newSequence());
    return kj::READY_NOW;
  }

  kj::Promise<void> keeper(KeeperContext context) override {
    context.getResults().setKeeper(newKeeper());
    return kj::READY_NOW;
  }

  kj::Promise<void> promise(PromiseContext context) override {
    auto pair = kj::newPromiseAndFulfiller<Sequence::Client>();
    context.getResults().setSequence(kj::mv(pair.promise));
    context.getResults().setResolver(kj::heap<ResolverImpl>(kj::mv(pair.fulfiller)));
    return kj::READY_NOW;
  }

  kj::Promise<void> forwarder(ForwarderContext context) override {
    context.getResults().setForwarder(kj::heap<ForwarderImpl>());
    return kj::READY_NOW;
  }

  kj::Promise<void> sink(SinkContext context) override {
    context.getResults().setSink(kj::heap<SinkImpl>(kj::Promise<void>(kj::READY_NOW).fork()));
    return kj::READY_NOW;
  }

  kj::Promise<void> gatedSink(GatedSinkContext context) override {
    auto pair = kj::newPromiseAndFulfiller<void>();
    context.getResults().setSink(kj::heap<SinkImpl>(pair.promise.fork()));
    context.getResults().setGate(kj::heap<GateImpl>(kj::mv(pair.fulfiller)));
    return kj::READY_NOW;
  }

  kj::Promise<void> patience(PatienceContext context) override {
    context.getResults().setPatience(kj::heap<PatienceImpl>());
    return kj::READY_NOW;
  }

  kj::Promise<void> failures(FailuresContext context) override {
    context.getResults().setFailures(newFailures());
    return kj::READY_NOW;
  }

  kj::Promise<void> bouncer(BouncerContext context) override {
    context.getResults().setBouncer(newBouncer());
    return kj::READY_NOW;
  }

  kj::Promise<void> handles(HandlesContext context) override {
    auto& group = groups_.findOrCreate(context.getParams().getGroup(), [&]() {
      return decltype(groups_)::Entry{kj::str(context.getParams().getGroup()), kj::refcounted<HandleGroup>()};
    });
    context.getResults().setHandles(kj::heap<HandlesImpl>(kj::addRef(*group)));
    return kj::READY_NOW;
  }

  kj::Promise<void> diamond(DiamondContext context) override {
    context.getResults().setDiamond(kj::heap<DiamondImpl>());
    return kj::READY_NOW;
  }

 private:
  kj::HashMap<kj::String, kj::Own<HandleGroup>> groups_;
};

}  // namespace

Interop::Client newInterop() { return kj::heap<InteropImpl>(); }
Sequence::Client newSequence(kj::Maybe<OnDrop> onDrop) { return kj::heap<SequenceImpl>(kj::mv(onDrop)); }
Keeper::Client newKeeper() { return kj::heap<KeeperImpl>(); }
Failures::Client newFailures() { return kj::heap<FailuresImpl>(); }
Bouncer::Client newBouncer() { return kj::heap<BouncerImpl>(); }
Worker::Client newWorker(kj::Own<WorkerEvents> events) { return kj::heap<WorkerImpl>(kj::mv(events)); }

kj::Exception toException(FailureType type, kj::StringPtr reason) {
  auto kind = [&]() {
    switch (type) {
      case FailureType::FAILED: return kj::Exception::Type::FAILED;
      case FailureType::OVERLOADED: return kj::Exception::Type::OVERLOADED;
      case FailureType::DISCONNECTED: return kj::Exception::Type::DISCONNECTED;
      case FailureType::UNIMPLEMENTED: return kj::Exception::Type::UNIMPLEMENTED;
    }
    KJ_FAIL_REQUIRE("a failure type that the schema lacks", static_cast<uint>(type));
  }();
  return kj::Exception(kind, __FILE__, __LINE__, kj::str(reason));
}

uint32_t sumOf(kj::ArrayPtr<const kj::byte> bytes) {
  uint32_t sum = 0;
  for (auto byte : bytes) sum += byte;
  return sum;
}

bool isSample(AllTypes::Reader all) { return areEqual(all, *SAMPLE); }

}  // namespace interop
