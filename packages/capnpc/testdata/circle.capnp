@0xf05b82e7d3c91a46;
# Interfaces that extend themselves, as the capnp compiler allows it.

interface Cell(T) extends(Box(T)) { get @0 () -> (value :T); }

interface Box(T) extends(Cell(Cell(T))) {}
