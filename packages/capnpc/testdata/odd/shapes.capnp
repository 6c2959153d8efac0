@0xe1a6c3d5f7908b26;
# Groups, unions and generics in each other.

struct Groups {
  union {
    a :group {
      union {
        b :group { c @0 :Text = "c"; d :union { e @1 :Void; f :group { g @2 :UInt64 = 7; h @3 :Groups; } } }
        i @4 :Int64;
      }
      j :group { k :group { l :group { m @5 :Bool = true; } } }
    }
    n @6 :List(Groups);
    which @7 :Text;
  }
  o :union { which @8 :Void; p @9 :Void; }
}
const groups :Groups = (a = (b = (d = (f = (g = 1, h = (which = "w")))), j = (k = (l = (m = false)))), o = (p = void));
const groupsUnset :Groups = ();

struct OnlyVoid { a @0 :Void; b @1 :Void; }
struct OnlyGroup { g :group { v @0 :Void; } }
struct UnionOfVoids { union { a @0 :Void; b @1 :Void; } }
struct Numbered @0xe1a6c3d5f7908b30 { union { a @1 :Int8; b @3 :Int16; } c @0 :Int8 = -1; d @2 :UInt64 = 18446744073709551615; }
enum One { one @0; }

struct Box(T) {
  value @0 :T;
  box @1 :Box(Box(T));
  inner @2 :Inner(T);
  struct Inner(U) {
    t @0 :T;
    u @1 :U;
    pair @2 :Pair(T, U);
    g :group { t @3 :T; u @4 :U; } h :union { u @5 :U; t @8 :T; }
    struct Deepest(V) { t @0 :T; u @1 :U; v @2 :V; all @3 :Pair(T, Pair(U, V)); box @4 :Box(V).Inner(U).Deepest(T); }
    deepest @6 :Deepest(Text);
    interface Getter(W) { get @0 [X] (x :X) -> (t :T, u :U, w :W, x :X); cell @1 () -> Pair(T, W); }
    getter @7 :Getter(Data);
  }
  enum Plain { plain @0; }
  plain @3 :Plain = plain;
}
struct Pair(A, B) { a @0 :A; b @1 :B; }
struct BoxUser {
  a @0 :Box(List(List(Box(Text))));
  b @1 :Box(Text).Inner(List(One)).Deepest(BoxUser);
  c @2 :Box(AnyPointer);
  d @3 :Box;
  e @4 :Box(Box(Text).Inner(Data).Getter(Text));
  f @5 :List(List(List(List(List(UnionOfVoids)))));
  j @6 :Pair(Box(Text).Inner, One2) ;
  struct One2 {}
}
const boxed :BoxUser = (a = (value = [[(value = "v", box = (value = (value = "w")))], []]), b = (t = "t", u = [one], v = (f = [[[[[(b = void)]]]]]), all = (a = "a", b = (a = [], b = ()))));

interface Methods(T) {
  none @0 ();
  empty @1 () -> ();
  same @2 Pair(T, Text) -> Pair(Text, T);
  generic @3 [A, B] (a :A, b :Pair(A, B), c :Nested(A), t :T) -> (a :List(Methods(A)), b :B, n :Nested(B));
  many @4 (a :Void, b :Bool = true, c :Text = "c", d :Data = "d", e :List(Int8) = [1], f :Pair(Text, Text) = (a = "a"), g :One = one, h :Float32 = nan) -> stream;
  self @5 (self :Methods(T)) -> (self :Methods(Methods(T)));
  struct Nested(N) { t @0 :T; n @1 :N; }
  interface Inner extends(Methods(T)) { inner @0 (t :T) -> (inner :Inner); }
  enum Choice { yes @0; no @1; }
  const limit :UInt8 = 3;
  choose @6 (choice :Choice = no) -> (nested :Nested(Choice2));
  struct Choice2 { choice @0 :Choice; }
}
interface Leaf extends(Methods(Text), Methods(Text).Inner, Box(Text).Inner(Data).Getter(Text)) {}
interface Clash extends(Methods(Text), Methods(Data).Inner, Box(Text).Inner(Data).Getter(Text), Box(Data).Inner(Data).Getter(Text)) {}
interface DeepClash(T) extends(Clash, Methods(Pair(T, T))) { none @0 (own :T); get @1 (); }
interface DeeperClash extends(DeepClash(Text), DeepClash(Data)) {}

annotation everything(*) :Groups;
annotation boxes(struct) :Pair(Text, List(Text));
annotation mark(*) :Void;
$everything(n = [(which = "*/ $. ")]);
struct Annotated $everything(which = "x") $boxes(a = "a", b = ["b"]) $mark {
  field @0 :Text $everything() $mark;
  union { a @1 :Void $mark; b :group $mark { c @2 :Int8 $everything(a = (i = 1)); } }
}
enum AnnotatedEnum $mark { a @0 $mark; constructor @1 $everything(); }
interface AnnotatedInterface $mark { m @0 (p :Text $mark) -> () $mark; }
