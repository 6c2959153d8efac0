@0xbc7f9fefd0308026;

interface Process @0xe26115dbc362854e {
  # What this process is, and what it uses.
  #
  # Impact: nothing. A call takes about a millisecond of the process.

  info @0 () -> Info;
  # What does not change while it runs. Arguments may hold secrets; whoever may attach sees them in any list of processes.

  usage @1 () -> Usage;
  # What it uses at this moment.

  descriptors @2 (limit :UInt32 = 1000) -> (descriptors :List(Descriptor), total :UInt32);
  # What is open, by number, at most as many as are asked for, 10000 at once.
  #
  # Impact: hardly any; a few milliseconds of thousands of descriptors, in slices.

  modules @3 () -> Modules;
  # What code is loaded, as far as the runtime tells.

  limits @4 () -> (limits :List(Limit));
  # What the system lets the process have, as in setrlimit(2). Empty where the system does not tell, as outside Linux.

  cgroup @5 () -> Cgroup;
  # What the process's cgroup has and is let have. All of it is absent outside Linux, and where no cgroup limits it.

  environment @6 () -> (variables :List(Variable));
  # The variables that the application has allowed; it fails where it has not allowed any, since they hold secrets.

  struct Descriptor {
    number @0 :UInt32;

    kind @1 :Kind;

    target @2 :Text;
    # What it leads to, as the system says: a path, or a name such as pipe:[12345]. Empty where it does not say.

    socket :group {
      # Of a socket, where the system tells.

      protocol @3 :Text;
      # tcp, tcp6, udp, udp6, unix.

      local @4 :Text;
      # An address and port, or a path.

      remote @5 :Text;
      # The other end, if there is one.

      state @6 :Text;
      # listen, established, ….
    }

    enum Kind {
      unknown @0;
      file @1;
      # Or a directory.

      device @2;
      pipe @3;
      socket @4;
      event @5;
      # One that the kernel makes to tell of something: epoll, eventfd, timerfd, inotify, ….

      memory @6;
      # A file that is only memory.

      deleted @7;
      # A file that no name leads to any more. What it takes on disk is free when it is closed.
    }
  }

  struct Modules {
    scripts @0 :List(Text);
    # Files of what was imported and required.

    isComplete @1 :Bool;
    # Whether the runtime tells of all modules. Node.js tells only of those of CommonJS.

    libraries @2 :List(Text);
    # Files of native code that are mapped: shared libraries and addons.
  }

  struct Limit {
    name @0 :Text;
    # As in proc_pid_limits(5): "Max open files".

    unit @1 :Text;

    soft :union {
      unlimited @2 :Void;
      value @3 :UInt64;
    }
    hard :union {
      unlimited @4 :Void;
      value @5 :UInt64;
    }
  }

  struct Cgroup {
    path @0 :Text;
    # In the hierarchy that limits its memory.

    version @1 :UInt8;
    # 1 or 2; 0 where there is none.

    memory :group {
      # Bytes; -1 where there is none, or it is not told. A limit is the lowest on the way to the root. In version 1
      # swapMax is of memory and swap together.

      used @2 :Int64 = -1;
      max @3 :Int64 = -1;
      high @4 :Int64 = -1;
      swapMax @5 :Int64 = -1;
    }

    cpus @6 :Float64 = -1;
    # How many processors' time it may use: quota by period. -1: as much as there is.

    processes :group {
      # Threads and processes; -1 as above.

      used @7 :Int64 = -1;
      max @8 :Int64 = -1;
    }

    throttled @9 :Int64 = -1;
    # How many periods it has been held back in for having used its processors' time.

    outOfMemoryKills @10 :Int64 = -1;
    # How many processes of it the kernel has killed for want of memory.
  }

  struct Variable {
    name @0 :Text;
    value @1 :Text;
  }

  struct Info {
    pid @0 :UInt32;
    # In its own PID namespace.

    parentPid @1 :UInt32;

    title @2 :Text;

    executable @3 :Text;
    # The file of the runtime.

    arguments @4 :List(Text);
    # The runtime, the program, and the program's arguments.

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
