@0xa31262e0b68aa27d;

enum Compression {
  none @0;
  gzip @1;
  zstd @2;
}

interface Receiver {
  # Takes a file that a process makes, in pieces. The client brings one to a method that makes a file.

  begin @0 (length :UInt64, compression :Compression);
  # Once, before the first piece: how long the file is, and how the pieces are compressed. Not answering for half a minute
  # ends the transfer, as it does for a piece.

  write @1 (piece :Data, length :UInt32) -> stream;
  # The next piece, compressed by itself, and its length when it is decompressed, 1 MiB at most. Pieces that are put one
  # after the other as they come are a file that the tools of that compression decompress.
}

struct Receipt {
  # What a file must be that has come whole.

  length @0 :UInt64;
  # Bytes, decompressed.

  sha256 @1 :Data;
  # Of the file, decompressed.
}
