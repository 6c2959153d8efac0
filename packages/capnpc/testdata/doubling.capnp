@0xa91d37c5e8f04b62;
# A constant whose default values are more than anybody reads.

struct Level0 { a @0 :Level1 = (); b @1 :Level1 = (); }
struct Level1 { a @0 :Level2 = (); b @1 :Level2 = (); }
struct Level2 { a @0 :Level3 = (); b @1 :Level3 = (); }
struct Level3 { a @0 :Level4 = (); b @1 :Level4 = (); }
struct Level4 { a @0 :Level5 = (); b @1 :Level5 = (); }
struct Level5 { a @0 :Level6 = (); b @1 :Level6 = (); }
struct Level6 { a @0 :Level7 = (); b @1 :Level7 = (); }
struct Level7 { a @0 :Level8 = (); b @1 :Level8 = (); }
struct Level8 { a @0 :Level9 = (); b @1 :Level9 = (); }
struct Level9 { a @0 :Level10 = (); b @1 :Level10 = (); }
struct Level10 { a @0 :Level11 = (); b @1 :Level11 = (); }
struct Level11 { a @0 :Level12 = (); b @1 :Level12 = (); }
struct Level12 { a @0 :Level13 = (); b @1 :Level13 = (); }
struct Level13 { a @0 :Level14 = (); b @1 :Level14 = (); }
struct Level14 { a @0 :Level15 = (); b @1 :Level15 = (); }
struct Level15 { a @0 :Level16 = (); b @1 :Level16 = (); }
struct Level16 { a @0 :Level17 = (); b @1 :Level17 = (); }
struct Level17 { a @0 :Level18 = (); b @1 :Level18 = (); }
struct Level18 { a @0 :Level19 = (); b @1 :Level19 = (); }
struct Level19 { a @0 :Level20 = (); b @1 :Level20 = (); }
struct Level20 { a @0 :Level21 = (); b @1 :Level21 = (); }
struct Level21 { a @0 :Level22 = (); b @1 :Level22 = (); }
struct Level22 { a @0 :Level23 = (); b @1 :Level23 = (); }
struct Level23 { a @0 :Level24 = (); b @1 :Level24 = (); }
struct Level24 {}

const level :Level0 = ();
