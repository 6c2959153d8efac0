@0x8143c059faf29a90;

using Cpu = import "/cpu.capnp";
using Heap = import "/heap.capnp";

interface Captures @0x90925d55135b860f {
  # Heap snapshots and CPU profiles that the console has taken for its pages. Each is a file of the console, which has no name
  # that anybody else could open it by, and ends with the console. A page downloads one by a GET of its `path`.

  snapshot @0 (heap :Heap.Heap, subject :Subject, maxPause :Float64 = 1, force :Bool, progress :Progress)
      -> (capture :Capture);
  # Takes a snapshot of the process whose `heap` is given. `maxPause` and `force` are as `Heap.snapshot` has them, and so is
  # what it fails with. Canceling it calls the snapshot off; of one that did not come whole nothing is kept.

  profile @1 (profile :Cpu.Profile, subject :Subject, interval :UInt32, progress :Progress)
      -> (capture :Capture);
  # Keeps a profile that a process has taken, with a sample each `interval` microseconds. Functions are named by where they are
  # in the sources, where the process has source maps.

  list @2 () -> (captures :List(Capture));
  # Of all processes, the latest first.

  discard @3 (id :Text) -> ();
  # Its file is gone. Fails for what is not there.

  classes @4 (id :Text, progress :Progress) -> Contents;
  # What a snapshot has of each class.

  compare @5 (before :Text, after :Text, progress :Progress)
      -> (before :Totals, after :Totals, changes :List(ClassChange));
  # How two snapshots differ, class by class, the largest change in bytes first. A class of which nothing has changed is
  # left out.

  stacks @6 (id :Text) -> Stacks;
  # Where the time of a profile went.

  room @7 () -> (directory :Text, free :UInt64, kept :UInt64);
  # In which directory captures are kept, how many bytes this user can still have there, and how many all captures take.
}

interface Progress @0xed9b1e8c30ea7ae0 {
  report @0 (phase :Phase, done :UInt64, total :UInt64, pause :Float64) -> ();
  # How far it is: so many bytes of so many, where the phase has bytes. When this returns the next is welcome; only the latest
  # is told then.

  enum Phase {
    preparing @0;
    # The process collects garbage, and reckons what it will cost.

    pausing @1;
    # The process does nothing else, for `pause` seconds at most.

    transferring @2;

    reading @3;
    # The console reads what it has.

    retaining @4;
    # The console works out what the objects keep alive.
  }
}

struct Subject @0xd859b725def0bf9b {
  # Whose it is, as the page shows it.

  place @0 :Text;
  pid @1 :UInt32;
  name @2 :Text;
}

struct Capture @0x8d4bb68b1379b7f9 {
  id @0 :Text;
  subject @1 :Subject;

  takenAt @2 :Float64;
  # Milliseconds since the epoch, by the clock of the console.

  bytes @3 :UInt64;
  # Of the file.

  path @4 :Text;
  # From which it is downloaded, with the name that it is saved by.

  kind :union {
    snapshot :group {
      pause @5 :Float64;
      # Seconds for which the process did nothing else.
    }

    profile :group {
      duration @6 :Float64;
      # Seconds.

      samples @7 :UInt64;
      interval @8 :UInt32;
      # Microseconds between two samples, as it was asked for.
    }
  }
}

struct Totals @0xb3addfea56388583 {
  objects @0 :UInt64;
  references @1 :UInt64;

  bytes @2 :UInt64;
  # Of all objects.
}

struct Contents @0xf5606d5b3fa3cfb9 {
  totals @0 :Totals;

  classes @1 :List(ClassTotal);
  # Those that keep the most alive first, or are the largest, where that is not known.

  unretained @2 :Text;
  # Why it is not known what the objects keep alive, for people; empty where it is.
}

struct ClassTotal @0xa7dc04117210f5df {
  name @0 :Text;
  count @1 :UInt64;

  bytes @2 :UInt64;
  # Of the objects themselves, without what they refer to.

  retained @3 :UInt64;
  # Of what would be freed if they were, they themselves among them: what each of them alone keeps alive. 0 where that is
  # not known.
}

struct ClassChange @0xbb27ed30c8e4e5b3 {
  name @0 :Text;
  countBefore @1 :UInt64;
  countAfter @2 :UInt64;
  bytesBefore @3 :UInt64;
  bytesAfter @4 :UInt64;
}

struct Stacks @0xfb952d1a484f0140 {
  # A profile by its stacks. All times are microseconds.

  busy @0 :Float64;
  # In functions.

  idle @1 :Float64;
  # In which nothing ran.

  functions @2 :List(FunctionTime);
  # Those that took the most themselves come first.

  calls @3 :List(StackCall);
  # The tree of who called whom, the root first and callers before what they called; those of the same function by the same
  # caller are one.

  leftOut @4 :UInt32;
  # How many calls are not there, since they took the least and there were too many.
}

struct FunctionTime @0x8209245688583eab {
  name @0 :Text;
  # Empty for one that has no name.

  url @1 :Text;

  line @2 :UInt32;
  # From 1; 0 where it is not known.

  self @3 :Float64;
  # In the function itself.

  total @4 :Float64;
  # In it and in what it called, each moment counted once however it was reached.
}

struct StackCall @0xe0af0fd7e54ef6de {
  function @0 :UInt32;
  # Which of the functions; of the root it means nothing.

  caller @1 :UInt32;
  # Which of the calls; of the root itself.

  total @2 :Float64;
  # In it and in what it called.
}
