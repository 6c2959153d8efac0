@0xbc7f9fefd0308026;

interface Process @0xe26115dbc362854e {
  # What this process is, and what it uses.
  #
  # Impact: nothing. Each call takes well under a millisecond of the process.

  info @0 () -> Info;
  # What does not change while it runs. Arguments may hold secrets; whoever may attach sees them in any list of processes.

  usage @1 () -> Usage;
  # What it uses at this moment.

  struct Info {
    pid @0 :UInt32;
    # In its own PID namespace.

    parentPid @1 :UInt32;

    title @2 :Text;

    executable @3 :Text;
    # The file of the runtime.

    arguments @4 :List(Text);
    # The command line, the program itself first.

    runtimeArguments @5 :List(Text);
    # Options of the runtime, which come before the program.

    workingDirectory @6 :Text;
    # Empty where it has been removed.

    platform @7 :Text;
    # As Node.js names it: linux, darwin, ….

    architecture @8 :Text;

    hostName @9 :Text;

    versions @10 :List(Version);
    # The runtime first, then what it is made of.

    startedAt @11 :Float64;
    # Milliseconds since the epoch.

    userId @12 :Int64 = -1;
    # The effective one; -1 where there is none.

    groupId @13 :Int64 = -1;
  }

  struct Version {
    name @0 :Text;
    version @1 :Text;
  }

  struct Usage {
    uptime @0 :Float64;
    # Seconds.

    memory :group {
      # Bytes. What the runtime does not tell is 0.

      resident @1 :UInt64;

      heapUsed @2 :UInt64;
      # Of JavaScript objects.

      heapTotal @3 :UInt64;
      # What the runtime holds for them.

      external @4 :UInt64;
      # Outside the heap, held by objects.

      arrayBuffers @5 :UInt64;
      # Of external.

      peakResident @6 :UInt64;
    }

    cpu :group {
      # Since the process began.

      user @7 :UInt64;
      # Microseconds.

      system @8 :UInt64;
      # Microseconds.

      voluntarySwitches @9 :UInt64;
      involuntarySwitches @10 :UInt64;
      minorFaults @11 :UInt64;
      majorFaults @12 :UInt64;
    }
  }
}
