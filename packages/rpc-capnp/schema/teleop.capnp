@0xd71cae7b866fcb4c;

interface Teleop @0xd28bf466a2cab06b {
  # The root of a process that can be teleoperated: the bootstrap capability of its connections.

  service @0 (name :Text) -> (service :AnyPointer);
  # Gives the service of that name, as a capability. Fails with "service NAME not found" when there is none.
}
