@0xe1a6c3d5f7908b22;
# The names of another file, for other things.

using Names = import "../names.capnp";
using Odd = import "a?b#c%d e'f/g h.capnp";
using Dots = import "../..dots.capnp";

struct Object {
  object @0 :Names.Object;
  struct Object { object @0 :Names.Object; up @1 : .Object; }
  odd @1 :Odd.Odd;
  dots @2 :Dots.Dots;
  # Declared in a third file, by way of another one's alias.
  alias @3 :Dots.Alias;
}
enum Words { first @0; second @1; }
interface Members { dup @0 () -> (own :Members, names :Names.Members); close @1 (); }
