@0xa5c8e1f3907b2d64;
# An interface that another file has one of the same name of.

interface Base {
  close @0 () -> (by :Text);
}
