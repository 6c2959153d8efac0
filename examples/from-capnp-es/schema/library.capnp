@0x8e1b3a6b2c7d5f40;

struct Book {
  title @0 :Text;
  authors @1 :List(Text);
  pages @2 :UInt16;
}

interface Reader {
  # Whoever lends a book is told about it.
  lent @0 (title :Text);
}

interface Library {
  put @0 (book :Book);
  find @1 (title :Text) -> (book :Book);
  lend @2 (title :Text, to :Reader) -> (book :Book);
}
