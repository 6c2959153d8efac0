@0xb9329790229bf977;

using import "captures.capnp".Captures;

interface Console @0xc68d0492fef63582 {
  # What a page of the console is given: the bootstrap capability of its connection. All that a page holds of it ends with
  # the page.

  watch @0 (watcher :Watcher) -> ();
  # Tells of the processes of all places, as they come, change and go. Goes on until it is canceled.

  attach @1 (place :Text, pid :UInt32, rendezvous :Text, worker :Bool) -> (target :Target);
  # Attaches to a process of the place that has this label, at the rendezvous of this name, empty for the usual one. That of a
  # Worker of the process, such as a watchdog's, is bound already: nothing wakes it.

  captures @2 () -> (captures :Captures);
  # The snapshots and profiles that the console has taken, for all of its pages.

  key @3 () -> (key :Data);
  # What tells this console from whoever listens at its port once it has ended. A page asks when it comes.

  prove @4 (challenge :Data) -> (proof :Data);
  # HMAC-SHA-256 of the challenge, by the key. A page that has lost its connection asks whoever answers next, and believes
  # nothing before.
}

interface Watcher @0xf9f40d5c0595df87 {
  changed @0 Change -> ();
  # Returns when the next is welcome: what happens meanwhile comes with it.
}

struct Change @0xad313158196eca3f {
  # What is different from what the watcher was told before about this place.

  place @0 :Text;
  # Its label: a command that leads there, empty for this machine.

  appeared @1 :List(Process);

  changed @2 :List(Process);
  # Those that say something else of themselves by now, or are in another state.

  disappeared @3 :List(Process);
  # As they were seen last.

  failure @4 :Text;
  # Why the place cannot be watched now; it is tried again, and meanwhile nothing is known of it. Empty when all is well.

  ended @6 :List(Ended);
  # Of those that have disappeared, now or before, which have ended, as far as the place tells. Others may only be armed no more.

  begins @5 :Bool;
  # Those that have appeared are all that there are, whatever was told before.
}

struct Ended @0xa08b1f2b9d0a5e6d {
  process @0 :Process;
  # As it was seen last.

  ending :union {
    unknown @1 :Void;
    # How is not told.

    exited @2 :UInt8;
    # With this code.

    killed :group {
      signal @3 :Text;
      # Its name: "SIGKILL".

      dumpedCore @4 :Bool;
    }
  }
}

struct Process @0xbe2da0b1af99b289 {
  # A process that can be attached to, or may be. All text in it is of others.

  pid @0 :UInt32;
  # As the place has it.

  name @1 :Text;
  # What it calls itself, or the name of its program.

  command @2 :List(Text);
  # Its arguments, the program first; empty where the system does not tell.

  certain @3 :Bool;
  # Whether it is armed, or shows what armed processes show, as others may, too.

  sign @4 :Text;
  # What shows that.

  state @5 :Text;
  # "stopped" by a signal, "traced" when a debugger has stopped it: then it does not answer. Else "running", or empty where
  # that is not known.

  parent @6 :UInt32;
  # The process that started it, or adopted it; 0 where that is not known.

  user @7 :Int64 = -1;
  # Its effective user; -1 where that is not known.

  userName @8 :Text;

  startedAt @9 :Float64;
  # Milliseconds since the epoch, by the clock of its place; 0 where that is not known.

  contained @10 :Bool;
  # Whether it lives in a container, seen from its place.

  announcements @11 :List(Announcement);
  # What it says of itself, for each rendezvous.

  ancestors @12 :List(UInt32);
  # Its parent, the parent of that, and so on, armed or not.
}

struct Announcement @0xc4bf6b0410f80b79 {
  rendezvous @0 :Text;
  # Empty for the one without a name.

  services :union {
    unknown @1 :Void;
    # That is decided only when somebody attaches.

    names @2 :List(Text);
  }

  attacher @3 :Text;
  transport @4 :Text;

  versions @5 :List(Version);
  # Of teleop and of what runs the program.

  metadata @6 :Text;
  # What the application adds about itself: a JSON object.

  struct Version {
    of @0 :Text;
    version @1 :Text;
  }
}

interface Target @0xfc43f808e0a23bc3 {
  # A process that the console is attached to for the page. To release it detaches.

  service @0 (name :Text) -> (service :AnyPointer);
  # As `Teleop.service` of the process: its services are called as if there were no console between.

  closed @1 () -> (reason :Text);
  # Returns when the connection to the process is over, with the reason; empty where both sides had ended in order.
}
