@0xa2f138eb95f74c5c;

interface Logs @0x92bec02a5a5ae175 {
  # What the process says: calls of its console, and errors that nobody caught.
  #
  # Impact: while somebody follows, each call of the console takes some microseconds more, since its arguments are made
  # text twice; of what is larger than an entry, only the outermost level. Nothing when nobody follows, unless the
  # application has the last entries kept all the time.
  #
  # What is written to process.stdout or process.stderr without the console is not seen, nor what goes through a
  # reference to a method of the console that was taken before following began. Bun tells only of errors that were
  # thrown, not of promises that were rejected.

  follow @0 (sink :Sink, level :Level = debug, recent :UInt32 = 0) -> (subscription :Subscription, isConsoleSeen :Bool);
  # Gives each entry from now on whose level is at least this one, after as many of the last ones as are asked for and
  # kept. Where the client does not keep up, the oldest that wait are dropped. Lasts until the subscription is released,
  # or the client has gone. isConsoleSeen is false where the console cannot be watched, since it was frozen.

  recent @1 (level :Level = debug, limit :UInt32 = 1000) -> (entries :List(Entry), isKept :Bool);
  # The last entries that are kept, the oldest first. Unless somebody follows, or the application has them kept all the
  # time, which isKept tells, there are none.

  levels @2 () -> (loggers :List(Logger));
  # The levels of the application's own loggers, where it offers them; it fails where it does not.

  setLevel @3 (logger :Text, level :Text) -> ();
  # Gives a logger of the application another level. What names and levels there are is the application's business.

  interface Sink {
    entry @0 (entry :Entry, dropped :UInt64) -> stream;
    # dropped: how many entries of this subscription were dropped, since it began. The sink is released when no more will
    # come.
  }

  interface Subscription {
    end @0 () -> (sent :UInt64, dropped :UInt64);
    # Ends it, and tells how many entries it has given, and how many it has dropped. To release it ends it, too.
  }

  enum Level {
    debug @0;
    info @1;
    warn @2;
    error @3;
  }

  struct Entry {
    number @0 :UInt64;
    # Entries are numbered as they come, from 1 on since recording began.

    time @1 :Float64;
    # Milliseconds since the epoch.

    level @2 :Level;

    source @3 :Text;
    # console.log, console.warn, …; uncaughtException, unhandledRejection.

    text @4 :Text;

    isCut @5 :Bool;
    # The text was longer than 16,384 characters.
  }

  struct Logger {
    name @0 :Text;
    level @1 :Text;
  }
}
