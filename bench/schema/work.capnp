@0xba0fb29986305420;

interface Work {
  # What the benchmark asks of a process.

  echo @0 (message :Text) -> (reply :Text);
  # Replies with the same text.

  bytes @1 (count :UInt32) -> (data :Data);
  # So many bytes, up to 32 MiB.

  write @2 (data :Data) -> stream;
  # Takes bytes, and counts them.

  written @3 () -> (bytes :UInt64);
  # How many bytes this object was given by `write`, once that is over.

  next @4 () -> (next :Work);
  # Another object of the same kind.
}
