@0xa9ba92eb91bb734f;

using Transfer = import "/transfer.capnp";

interface Heap {
  # What the process keeps in memory: how many objects of which type, and snapshots for the tools of browsers.
  #
  # Impact: a pause of the whole process, by each method as it says. A snapshot is the longest: 1 to 4 microseconds for each
  # object, a minute for a heap of 500 MB in small ones, and more where they have many references or long texts.

  statistics @0 () -> Statistics;
  # What is in the heap now, garbage included.
  #
  # Impact: a pause of some 20 nanoseconds for each object, 10 ms for half a million.

  collectGarbage @1 () -> (before :Usage, after :Usage, pause :Float64);
  # Frees what nobody uses any more, at once. The pause is in seconds.
  #
  # Impact: a pause of some 10 nanoseconds for each object, 150 ms for 16 million.

  estimate @2 () -> Estimate;
  # What a snapshot would cost if it were taken now. Garbage is collected first, as it is before a snapshot.
  #
  # Impact: a pause of some 30 nanoseconds for each object, half a second for 16 million.

  snapshot @3 (
      receiver :SnapshotReceiver,
      maxPause :Float64 = 1,
      force :Bool,
      compressions :List(Transfer.Compression))
      -> (receipt :Transfer.Receipt, pause :Float64);
  # Gives a .heapsnapshot to the receiver. Garbage is collected first.
  #
  # Refused with an estimate, in the error's details, where the pause may be longer than `maxPause` seconds, or where memory
  # may not suffice; `force` does without this. One at a time: who comes second is told who is first. What
  # `compressions` has first of what the process can do is used, else none. Nothing is written to a disk of the process.
  #
  # Impact: a pause, and memory beyond what the process uses, as `estimate` says. After that a thread compresses.

  struct Usage {
    # Bytes.

    used @0 :UInt64;
    # By objects, in the heap.

    capacity @1 :UInt64;
    # What the heap has of the system.

    external @2 :UInt64;
    # Outside the heap, held by objects.

    resident @3 :UInt64;
    # Of the whole process.
  }

  struct Statistics {
    usage @0 :Usage;

    objects @1 :UInt64;
    # How many there are; 0 where the runtime does not count them.

    types @2 :List(Type);
    # By count, the most first; none where the runtime does not count them.

    spaces @3 :List(Space);
    # Parts of the heap; none where the runtime has none.
  }

  struct Type {
    name @0 :Text;
    count @1 :UInt64;

    protected @2 :UInt64;
    # Of these, how many native code keeps from being collected.
  }

  struct Space {
    name @0 :Text;
    used @1 :UInt64;
    capacity @2 :UInt64;
  }

  struct Estimate @0x8ddaf0264d9ea19b {
    pause @0 :Float64;
    # Seconds for which the process does nothing else: at most, on a machine that has nothing else to do.

    memory @1 :UInt64;
    # Bytes that it takes beyond what the process uses now: at most.

    file @2 :UInt64;
    # Bytes of the snapshot, about.

    objects @3 :UInt64;
    # What this is reckoned from; 0 where the runtime does not count them, and it is reckoned from bytes.

    available @4 :UInt64;
    # Bytes that the process can have: the least of what the machine has free and what the limits of its cgroups leave.

    limit @5 :Text;
    # Whose limit that is, for people.
  }
}

interface SnapshotReceiver extends(Transfer.Receiver) {
  pausing @0 (estimate :Heap.Estimate);
  # Told right before the process pauses, after garbage was collected. Failing calls the snapshot off.
}
