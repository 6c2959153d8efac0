@0x9f909921ae904b69;

using Transfer = import "/transfer.capnp";

interface Cpu {
  # Where the process spends its time: profiles for the tools of browsers, and for speedscope.
  #
  # Impact: while a profile is taken, slower by about 1 % at an interval of 1 ms, by 22 % at 0.1 ms, not noticeably at 10 ms;
  # and pauses of some milliseconds, as long as 90 ms where stacks are deep, when samples are sorted. Without one, nothing.

  start @0 (interval :UInt32 = 1000, maxDuration :Float64 = 60) -> (profiling :Profiling);
  # Begins a profile: a sample of the stack each `interval` microseconds, 100 to 1,000,000, for `maxDuration` seconds at
  # most, an hour or five million samples. There is one at a time: whoever comes second is told who is first, and so is who comes
  # while the process profiles itself. Where the process begins to profile itself meanwhile, this one gives way, and ends.

  recent @1 (duration :Float64 = 60) -> (profile :Profile);
  # The last seconds of what the flight recorder has kept: as many at least, where it has kept so many. Fails where the
  # process has none.
  #
  # Impact: a pause of some milliseconds.

  status @2 () -> Status;
  # Impact: nothing.

  struct Status {
    profiling @0 :Text;
    # Who is taking a profile, for people; empty where nobody is.

    elapsed @1 :Float64;
    # For how many seconds.

    recorder :group {
      # The flight recorder; all 0 where the process has none.

      interval @2 :UInt32;
      # Microseconds between two samples.

      kept @3 :Float64;
      # Seconds that it has kept.

      duration @4 :Float64;
      # Seconds that it keeps.
    }
  }
}

interface Profiling {
  # A profile that is being taken. Releasing this without stop() ends it, and nothing of it is kept.

  ended @0 () -> (end :End);
  # Returns when it has ended, by itself or by stop().

  stop @1 () -> (profile :Profile, end :End);
  # Ends it, if it has not ended. The profile is given once.
}

enum End {
  stopped @0;
  # By stop().

  maxDuration @1;

  application @2;
  # The process began to profile itself, or ended a session of its own: the profile is shorter than was asked for.
}

interface Profile {
  # A profile that was taken. It is kept until this is released.

  send @0 (receiver :Transfer.Receiver, compressions :List(Transfer.Compression))
      -> (receipt :Transfer.Receipt);
  # Gives it to the receiver as a .cpuprofile.

  sourceMap @1 (url :Text) -> (map :Data);
  # The source map of one of the scripts in it, as JSON, where the file of the script names one; else nothing. It may hold the
  # source itself.
  #
  # Impact: a pause of some 7 milliseconds for each MB of it, a quarter of a second at most.
}
