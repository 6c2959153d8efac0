@0xc7e2a1d45b3f9608;
# A constant whose default values contain themselves.

struct Chain {
  next @0 :Chain = (length = 1);
  length @1 :UInt32;
}

const chain :Chain = (length = 2);
