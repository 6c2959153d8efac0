@0xad4f1b87b858e5d9;
# What a process offers, told to those who have no code that was generated of it.

using Schema = import "/capnp/schema.capnp";

interface Reflection @0xf2563571298ef6a0 {
  # Tells which services a process offers, and the schema by which they are called.
  #
  # Impact: a pause of 1 to 10 ms a call, and once of some 40 ms, to load what serves it.

  services @0 (make :Bool) -> (services :List(Service));
  # All services, those of reflection among them. An interface is known of a service that somebody has asked for, and of
  # one that tells it before: of others only with `make`, which makes them as asking for each by its name would.

  schema @1 (services :List(Text)) -> (
      services :List(Service), nodes :List(Schema.Node), sourceInfo :List(Schema.Node.SourceInfo));
  # The schema of services, by their names: their interfaces, and all that these refer to, with doc comments. They are
  # made, if nobody has asked for them yet. Without names, of all whose interface is known. Fails with "service NAME not
  # found" when there is none.
  #
  # The nodes can be loaded as they are, by the SchemaLoader of C++ among others. What a process does not know of its own
  # schema is left out: files, constants, the scope and the nested nodes of declarations that are not generic, the order
  # of the text, which ordinals were written. Annotations are there with values that are Void, Bool, numbers, Text or
  # Data, or those of json.capnp, and are declared for all targets.
}

struct Service @0xa0c073cfe919dfb4 {
  name @0 :Text;

  union {
    unknown @1 :Void;
    # Nobody has asked for it, and it does not tell before what it is.

    interface :group {
      id @2 :UInt64;

      name @3 :Text;
      # With the file that declares it: `echo.capnp:Echo`.

      brand @4 :Schema.Brand;
      # Types for its parameters; null where there are none, or all are AnyPointer.

      doc @5 :Text;
      # The doc comment, without a newline at its end.

      isDeprecated @6 :Bool;
      # Whether it has an annotation named `deprecated`.

      deprecation @7 :Text;
      # The text of that annotation.
    }

    untyped @8 :Void;
    # It was made, and is a capability of which no interface is known.

    failed @9 :Text;
    # Why it could not be made.
  }
}
