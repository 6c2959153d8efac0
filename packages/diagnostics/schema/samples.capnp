@0xff5630848c6269a7;

interface Samples @0xc669ac051fcc0a44 {
  # How the process is, again and again.
  #
  # Impact: hardly any. While somebody is subscribed the process wakes 50 times a second to see how late it is, and takes
  # some 0.1 ms for each sample. One sampler serves all who are subscribed, and nothing runs when nobody is.

  subscribe @0 (sink :Sink, interval :UInt32 = 1000) -> (subscription :Subscription);
  # Gives a sample every so many milliseconds, from 100 on unless the application says otherwise, at most an hour. Where
  # the client does not keep up, the oldest that wait are dropped; where the process cannot be looked at, being out of
  # file descriptors, there is none, which counts as dropped. Lasts until the subscription is released, or the client has
  # gone.

  interface Sink {
    sample @0 Sample -> ();
    # Returns when the next is welcome; four may be under way at once. The sink is released when no more will come.
  }

  interface Subscription {
    end @0 () -> (sent :UInt64, dropped :UInt64);
    # Ends it, and tells how many samples it has given, and how many it has dropped. To release it ends it, too.
  }

  struct Sample {
    time @0 :Float64;
    # Milliseconds since the epoch.

    dropped @1 :UInt64;
    # How many samples of this subscription were dropped before this one, since it began.

    cpu :group {
      # Microseconds since the process began.

      user @2 :UInt64;
      system @3 :UInt64;

      mainThread @4 :UInt64;
      # Of both, what the thread took that runs the event loop; 0 where the runtime does not tell.
    }

    memory :group {
      # Bytes.

      resident @5 :UInt64;
      heapUsed @6 :UInt64;
      heapTotal @7 :UInt64;
      external @8 :UInt64;
      arrayBuffers @9 :UInt64;
    }

    loop :group {
      # By how much timers were late since the subscription's last sample, in milliseconds: what callbacks that take long,
      # or a processor that has no time, do to everything else.

      delayMean @10 :Float64;
      delayMax @11 :Float64;
    }

    collections :group {
      # Of garbage, since the sampler began, which is when the first of those subscribed came.

      count @12 :UInt64;

      time @13 :UInt64;
      # Microseconds in which the program stood still for them.
    }

    gauges @14 :List(Gauge);
    # What the application counts, such as pendingRequests, in the order in which it names them.
  }

  struct Gauge {
    name @0 :Text;
    union {
      value @1 :Float64;
      failed @2 :Text;
      # Why there is no value: what the application's function threw.
    }
  }
}
