@0xd2a97b13c60f4e85;
# Annotations and a struct that other schemas import.

annotation remark @0xf05b1f77c5c0a4d3 (*) :Text;
annotation deprecated @0xc1a8f3e2b97d5046 (*) :Text;
# Says that something should no longer be used, and what to use instead.

annotation weight(field, enumerant) :Float64;

struct Point {
  # A place in the plane.

  x @0 :Float64;
  y @1 :Float64;
  label @2 :Text;
}
