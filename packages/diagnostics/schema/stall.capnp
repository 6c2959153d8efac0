@0xdc085244b8c2ed0f;

interface StallWatch @0xcc5d6423083e08f5 {
  # Has somebody look whether the event loop is stuck, who can tell while it is.
  #
  # Impact: while somebody watches, a Worker of some 10 MB, and the main thread wakes 20 times a second. In Bun a profiler
  # takes a sample each 10 ms, which slows nothing that shows; in Node.js a stuck thread is interrupted for some 40 ms, once
  # a second, to see where it is, unless a debugger has stopped it. Nothing when nobody watches.

  watch @0 () -> (rendezvous :Text, ticket :Data, watch :Watch);
  # Starts the watchdog, unless it runs already. It is in a thread of its own, with a rendezvous of its own by the name
  # that is given, where the service `watchdog` takes the ticket. It lasts until the watch is released, or the client has
  # gone, and others do not watch either.

  interface Watch {
    end @0 () -> ();
    # To release it ends it, too.
  }
}

interface Watchdog @0xcd1f6a3b7e52a498 {
  # Tells of stalls, also while the event loop of the process is stuck. To be found at the rendezvous that StallWatch names.
  #
  # Impact: none on the main thread.

  follow @0 (ticket :Data, sink :Sink, threshold :UInt32 = 500, recent :UInt32 = 0) -> (subscription :Subscription);
  # Tells of each stall that lasts longer than so many milliseconds, at least 100: when it has lasted so long, every
  # second while it lasts, when it is over, and when more is known of it. Before that, of as many of the last ones as are
  # asked for. The ticket is from StallWatch; where the application has the watchdog run all the time, none may be needed.

  interface Sink {
    stall @0 Stall -> ();
    # Returns when the next is welcome. The sink is released when no more will come.
  }

  interface Subscription {
    end @0 () -> (sent :UInt64, dropped :UInt64);
    # Ends it. To release it ends it, too.
  }
}

struct Stall {
  number @0 :UInt64;
  # The same in all that is told of one stall.

  began @1 :Float64;
  # Milliseconds since the epoch, to some 50 ms.

  duration @2 :Float64;
  # Milliseconds, until now or until it was over.

  isOver @3 :Bool;

  thread :group {
    # What the main thread does, or did when it was last looked at, where the system tells.

    state @4 :ThreadState;

    processor @5 :Float64 = -1;
    # The share of the time that it has been computing; -1 where it is not told.

    waitsIn @6 :Text;
    # The function of the kernel that it waits in.
  }

  stack @7 :List(Frame);
  # Where it is, the innermost function first. Empty until it is known.

  source @8 :StackSource;

  enum ThreadState {
    unknown @0;
    computing @1;
    waiting @2;
    # In the kernel, for something that it has asked for: synchronous file access, a child process, a lock.
  }

  enum StackSource {
    none @0;
    interrupted @1;
    # The thread was interrupted while it was stuck.

    profile @2;
    # A profiler ran, and this is where most of the time went. It is known when the stall is over.
  }

  struct Frame {
    function @0 :Text;
    # Empty for one without a name.

    file @1 :Text;
    line @2 :UInt32;
    # From 1 on; 0 where it is not known.

    column @3 :UInt32;
  }
}
