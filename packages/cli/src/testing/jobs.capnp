@0xd1f3b05c2a6c4e97;
# The services of the target that is called by commands.

interface Jobs {
  # Jobs that are to be done.
  #
  # Impact: nothing.

  add @0 (job :Job) -> (id :UInt64, job :JobControl);
  # Adds a job.

  list @1 () -> (jobs :List(Job));
  watch @2 (watcher :Watcher, times :UInt32) -> ();
  # Calls the watcher so many times, and lets go of it then; with 0, never.

  upload @3 (bytes :Data, line :Text) -> stream;
  uploaded @4 () -> (bytes :UInt64, calls :UInt32, lines :List(Text));
  # What was uploaded.
  #
  # Impact: a pause that
  # nobody notices.

  transfer @5 (job :JobControl) -> (name :Text);
  hang @6 ();
  # Never answers.

  fail @7 (reason :Text);

  enum Priority {
    low @0;
    high @1;
  }

  struct Job {
    name @0 :Text;
    size @1 :UInt64;
    priority @2 :Priority = high;
    tags @3 :List(Text);
    script @4 :Data;
    ratio @5 :Float64;
    isUrgent @6 :Bool;
    steps @7 :List(Step);
    when :union {
      now @8 :Void;
      at @9 :UInt64;
      every :group {
        seconds @10 :UInt32 = 60;
      }
    }
  }

  struct Step {
    command @0 :Text;
    retries @1 :Int8 = 3;
  }
}

interface JobControl {
  name @0 () -> (name :Text);
  cancel @1 () -> (wasCancelled :Bool);
}

interface Watcher {
  done @0 (name :Text, number :UInt32) -> (more :Bool);
}
