@0xaa159a6d0d3c8fc9;

interface Echo @0xd36a86369fa1a198 {
  # Replies with what it is told: to see that a connection works.

  echo @0 (message :Text) -> (reply :Text);
  # Replies with the same text.
}
