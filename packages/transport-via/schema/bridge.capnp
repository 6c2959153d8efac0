@0xaacc2a00dfdc71f5;

interface Bridge @0xd08dcf28c52ddd57 {
  # What `teleop bridge` offers to the teleop that started it: processes of the machine or container in which it runs. It
  # reaches them as any client there, with the rights of the user who runs it.

  attach @0 (process :Rendezvous, timeout :Float64, fromTarget :Bytes) -> (connection :Connection);
  # Attaches: wakes the process where need be, and tries again for so many milliseconds, inf for ever. What goes over the
  # connection is nothing to the bridge.

  connect @1 (process :Rendezvous, fromTarget :Bytes) -> (connection :Connection);
  # One attempt, which wakes nobody.

  ask @2 (question :Text, argument :Text) -> (answer :Text);
  # A question about this place, such as which processes can be attached to. Argument and answer are JSON; which questions
  # there are is between the commands at both ends.

  follow @3 (question :Text, argument :Text, follower :Follower);
  # The same of a question whose answer goes on. Until it is canceled, or there is no more to tell.
}

struct Rendezvous @0x87ce6bc3c069e420 {
  pid @0 :UInt32;
  # As the bridge sees it.

  name @1 :Text;
  # Tells apart several rendezvous of one process; empty for the usual one.
}

struct Connection @0x8e0cbbb99d6dc8f9 {
  toTarget @0 :Bytes;
  # The connection is closed when this is dropped.

  address @1 :Text;
  # Where it leads, for messages.

  pid @2 :Int64 = -1;
  uid @3 :Int64 = -1;
  gid @4 :Int64 = -1;
  # Who is at the other end, as far as the system there tells; -1 where it does not.
}

interface Bytes @0xdb69eba0d7e69088 {
  # One direction of a connection. Its calls are not streaming ones: those would hold back behind bytes that nobody takes
  # that the connection is over.

  write @0 (bytes :Data);
  # The next bytes. Returns when they have been taken. Whoever sends lets only so many wait: 256 KiB here.

  end @1 ();
  # No more bytes will come; the other direction goes on. Returns when the system has what was written before.

  close @2 (failure :Failure);
  # The connection is over, both ways. The failure is null when it ends in order. What was written before is still
  # delivered, what waits in the other direction is dropped.
}

interface Follower @0xeb817cfc714081ab {
  tell @0 (news :Text);
  # JSON. Returns when the next is welcome.
}

struct Failure @0xf2a7c1b0945de317 {
  # An error of teleop: also the detail, under this id, of the exception with which a call of Bridge fails.

  code @0 :Text;
  message @1 :Text;
  # Without the code.

  pid @2 :Int64 = -1;
  address @3 :Text;
  path @4 :Text;
}
