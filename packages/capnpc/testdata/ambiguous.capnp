@0x8d3c5b7a9e1f2046;
# An interface whose stub would need two methods of one name.

interface Left {
  move @0 (steps :UInt8);
}

interface Right {
  move @0 (steps :UInt8);
}

struct Outer {
  interface Both extends(Left, Right) {}
}
