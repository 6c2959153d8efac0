@0xbdf87d7bb8304e81;
# What schemas for C++ are annotated with, for requests that do not depend on the version of the compiler's own files.

annotation namespace @0xb9c6f99ebf805f2c (file) :Text;
