@0xe1a6c3d5f7908b21;
# Names that mean something to JavaScript, to TypeScript, to generated code, or to what it runs on.

using Other = import "other/names.capnp";
using Circle = import "circle.capnp";

struct Object { constructor @0 :Text; prototype @1 :Object; hasOwnProperty @2 :Bool; toString @3 :Text; valueOf @4 :Int8; proto @5 :Text; }
struct Function { call @0 :Text; apply @1 :Text; bind @2 :Text; name @3 :Text; length @4 :UInt8; arguments @5 :Text; caller @6 :Text; }
struct Promise { then @0 :Text; catch @1 :Text; finally @2 :Text; reader @3 :Text; dispose @4 :Text; iface @5 :Symbol; }
interface Symbol { iterator @0 () -> (iterator :Symbol, asyncIterator :Symbol, dispose :Symbol, then :Symbol, catch :Symbol, finally :Symbol, reader :Symbol, constructor :Symbol); }
struct Disposable { dispose @0 :Text; using @1 :Text; }
struct Infinity { value @0 :Float64 = inf; other @1 :Float64 = -inf; }
struct NaN { value @0 :Float64 = nan; }
struct Array { length @0 :UInt32; push @1 :Text; map @2 :List(Array); }
struct Record { key @0 :Text; }
struct Omit { key @0 :Text; }
struct Readonly { key @0 :Text; }
struct PromiseLike { key @0 :Text; }
struct Uint8Array { buffer @0 :Data; bytes @1 :Data = "default"; }
struct BigInt { value @0 :Int64 = -9223372036854775808; }
struct String { raw @0 :Text; length @1 :UInt32; }
struct Map(Key, Value) { key @0 :Key; value @1 :Value; size @2 :UInt8; }
struct Set(T) { value @0 :T; }
struct Error { message @0 :Text; stack @1 :Text; cause @2 :Error; }
struct Type(Type) { type @0 :Type; }
struct Struct(Struct) { struct @0 :Struct; }
struct Client { client @0 :Text; }
struct Server { server @0 :Text; init @1 :Text; }
struct Init { init @0 :Init; initInit @1 :Text; }
struct Builder { builder @0 :List(Builder); build @1 :Data; initBuild @2 :Data; }
struct Fields { fields @0 :Text; union { which @1 :Text; tag @2 :Text; } }
struct Pipeline { pipeline @0 :Symbol; }
struct Schema(Schema) { schema @0 :Schema; }
struct Params { params @0 :Text; }
struct Results { results @0 :Text; }
struct Generic(Init, Builder, Server, Pipeline, Schema, Fields, T) {
  init @0 :Init; builder @1 :Builder; server @2 :Server; pipeline @3 :Pipeline; schema @4 :Schema; fields @5 :Fields; object @6 : .Object;
  struct T { t @0 :Init; }
  inner @7 :T;
}
struct Await { await @0 :Bool; async @1 :Bool; yield @2 :Bool; let @3 :Bool; static @4 :Bool; get @5 :Bool; set @6 :Bool; of @7 :Bool; as @8 :Bool; is @9 :Bool; readonly @10 :Bool; declare @11 :Bool; abstract @12 :Bool; namespace @13 :Bool; unique @14 :Bool; infer @15 :Bool; keyof @16 :Bool; never @17 :Bool; }
struct Reserved { break @0 :Int8; case @1 :Int8; class @2 :Int8; const @3 :Int8; continue @4 :Int8; debugger @5 :Int8; default @6 :Int8; delete @7 :Int8; do @8 :Int8; else @9 :Int8; enum @10 :Int8; export @11 :Int8; extends @12 :Int8; false @13 :Int8; for @14 :Int8; function @15 :Int8; if @16 :Int8; import @17 :Int8; in @18 :Int8; instanceof @19 :Int8; new @20 :Int8; null @21 :Int8; return @22 :Int8; super @23 :Int8; switch @24 :Int8; this @25 :Int8; throw @26 :Int8; true @27 :Int8; try @28 :Int8; typeof @29 :Int8; var @30 :Int8; void @31 :Int8; while @32 :Int8; with @33 :Int8; }

enum Words { constructor @0; prototype @1; name @2; length @3; toString @4; valueOf @5; then @6; default @7; undefined @8; null @9; kind @10; values @11; }
enum None {}

interface Members {
  # Methods with the names of what every stub, every server and every call has.
  as @0 ();
  dup @1 () -> ();
  then @2 () -> (then :Members);
  catch @3 ();
  finally @4 ();
  constructor @5 ();
  whenResolved @6 ();
  streamed @7 ();
  dispose @8 ();
  toString @9 ();
  toJSON @10 ();
  valueOf @11 ();
  hasOwnProperty @12 ();
  isPrototypeOf @13 ();
  inspect @14 ();
  new @15 ();
  of @16 ();
  server @17 ();
  call @18 (params :Text, options :Text, ctx :Text, signal :Text) -> (results :Text, dup :Members, as :Members);
  stream @19 (then :Data) -> stream;
}
interface OnlyThen { then @0 (); }
interface Nothing {}
interface StillNothing extends(Nothing) {}
interface Function2 { arguments @0 [arguments, T] (arguments :arguments, t :T) -> (arguments :arguments, t :T); }

const await :UInt8 = 1;
const default :Text = "default";
const import :Words = then;
const constructor :Void = void;
const exports :List(Text) = ["$.", "/*", "*/", "//", "\\", "\"", "`${1}`"];
const then :UInt8 = 2;
const undefined :Float64 = inf;
const eval :Float32 = nan;
const arguments :Int64 = -9223372036854775808;
const object :Object = (constructor = "c", prototype = (valueOf = 1), toString = "s");
const words :List(Words) = [constructor, toString, null, undefined];

struct Uses {
  own @0 :Object;
  other @1 :Other.Object;
  deeper @2 :Other.Object.Object;
  circle @3 :Circle.Object;
  both @4 :Map(Other.Object, Circle.Object);
  words @5 :Other.Words = second;
  member @6 :Other.Members;
}
interface Inherits extends(Members, Other.Members) {}
