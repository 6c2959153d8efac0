@0xc5dfca76a302bf6f;

interface Debugger @0x96a2f92019625fc3 {
  # Lets one client debug this process with whatever speaks the Chrome DevTools Protocol.
  #
  # Impact: at a breakpoint the process stands still, for everybody, until it is told to go on. While a debugger is
  # attached its code runs up to ten times slower, and its end waits for the debugger's. Some megabytes and threads stay.

  open @0 () -> (rendezvous :Text, key :Data, session :Session);
  # Begins a session: a Worker of the process then offers the service `inspector` at this rendezvous, which is bound
  # already, so that it answers while the process stands still. The key is for `connect`. Fails while somebody else has
  # one, and says who.

  interface Session {
    # Ends when it is released, or its client has gone: everything is closed, and the process goes on.

    close @0 () -> ();
    # Ends it, and returns when everything is closed.
  }
}

interface Inspector @0x9783f5c394d72be1 {
  # What the Worker offers while a session lasts.

  owner @0 () -> (pid :Int64 = -1, userId :Int64 = -1, since :Float64);
  # Who has the session: -1 where the system does not tell. Since when, in milliseconds since the epoch.

  connect @1 (key :Data, receiver :Messages) -> (sender :Messages);
  # Opens the inspector, to which `sender` leads; what it says goes to `receiver`. One at a time: the connection before
  # ends when its sender is released, or fails. `receiver` is released when the inspector has closed.

  interface Messages {
    send @0 (message :Text) -> stream;
    # One message of the Chrome DevTools Protocol, as JSON.
  }
}
