// json.ts: /capnp/compat/json.capnp: JSON as a schema, and how JSON is to show what other schemas have.

export const json: string = `@0x8ef99297a43a5e34;
# JSON values, and annotations that say how a declaration looks in JSON.

$import "/capnp/c++.capnp".namespace("capnp::json");

struct Value {
  union {
    null @0 :Void;
    boolean @1 :Bool;
    number @2 :Float64;
    string @3 :Text;
    array @4 :List(Value);
    object @5 :List(Field);
    call @6 :Call;
    # Not JSON: a function with its arguments, as some dialects have it.

    raw @7 :Text;
    # JSON as it is written, unread.
  }

  struct Field {
    name @0 :Text;
    value @1 :Value;
  }

  struct Call {
    function @0 :Text;
    params @1 :List(Value);
  }
}

annotation name @0xfa5b1fd61c2e7c3d (field, enumerant, method, group, union) :Text;
# What it is called in JSON.

annotation flatten @0x82d3e852af0336bf (field, group, union) :FlattenOptions;
# Its fields are shown as if they were of the struct around it.

struct FlattenOptions {
  prefix @0 :Text = "";
  # Before the names of the fields.
}

annotation discriminator @0xcfa794e8d19a0162 (struct, union) :DiscriminatorOptions;
# A property tells which member of the union is set.

struct DiscriminatorOptions {
  name @0 :Text;
  # Of the property; null: the name of the union.

  valueName @1 :Text;
  # Of the property that has the member's value; null: the member's own name.
}

annotation base64 @0xd7d879450a253e4b (field) :Void;
# Data is shown as base64.

annotation hex @0xf061e22f0ae5c7b5 (field) :Void;
# Data is shown as hexadecimal digits.

annotation notification @0xa0a054dea32fd98c (method) :Void;
# In JSON-RPC, a call of the method has no answer.
`;
