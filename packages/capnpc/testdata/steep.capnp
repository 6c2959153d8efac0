@0xe4b8c19d7f2a5036;
# What is deep or wide, but comes to an end.

struct Node { number @0 :Int32; next @1 :Node; }
# Deeper than a message may be.
const node :Node = (number = 80, next = (number = 79, next = (number = 78, next = (number = 77, next = (number = 76, next = (number = 75, next = (number = 74, next = (number = 73, next = (number = 72, next = (number = 71, next = (number = 70, next = (number = 69, next = (number = 68, next = (number = 67, next = (number = 66, next = (number = 65, next = (number = 64, next = (number = 63, next = (number = 62, next = (number = 61, next = (number = 60, next = (number = 59, next = (number = 58, next = (number = 57, next = (number = 56, next = (number = 55, next = (number = 54, next = (number = 53, next = (number = 52, next = (number = 51, next = (number = 50, next = (number = 49, next = (number = 48, next = (number = 47, next = (number = 46, next = (number = 45, next = (number = 44, next = (number = 43, next = (number = 42, next = (number = 41, next = (number = 40, next = (number = 39, next = (number = 38, next = (number = 37, next = (number = 36, next = (number = 35, next = (number = 34, next = (number = 33, next = (number = 32, next = (number = 31, next = (number = 30, next = (number = 29, next = (number = 28, next = (number = 27, next = (number = 26, next = (number = 25, next = (number = 24, next = (number = 23, next = (number = 22, next = (number = 21, next = (number = 20, next = (number = 19, next = (number = 18, next = (number = 17, next = (number = 16, next = (number = 15, next = (number = 14, next = (number = 13, next = (number = 12, next = (number = 11, next = (number = 10, next = (number = 9, next = (number = 8, next = (number = 7, next = (number = 6, next = (number = 5, next = (number = 4, next = (number = 3, next = (number = 2, next = (number = 1, next = (number = 0)))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))));
struct Holder { node @0 :Node = (number = 80, next = (number = 79, next = (number = 78, next = (number = 77, next = (number = 76, next = (number = 75, next = (number = 74, next = (number = 73, next = (number = 72, next = (number = 71, next = (number = 70, next = (number = 69, next = (number = 68, next = (number = 67, next = (number = 66, next = (number = 65, next = (number = 64, next = (number = 63, next = (number = 62, next = (number = 61, next = (number = 60, next = (number = 59, next = (number = 58, next = (number = 57, next = (number = 56, next = (number = 55, next = (number = 54, next = (number = 53, next = (number = 52, next = (number = 51, next = (number = 50, next = (number = 49, next = (number = 48, next = (number = 47, next = (number = 46, next = (number = 45, next = (number = 44, next = (number = 43, next = (number = 42, next = (number = 41, next = (number = 40, next = (number = 39, next = (number = 38, next = (number = 37, next = (number = 36, next = (number = 35, next = (number = 34, next = (number = 33, next = (number = 32, next = (number = 31, next = (number = 30, next = (number = 29, next = (number = 28, next = (number = 27, next = (number = 26, next = (number = 25, next = (number = 24, next = (number = 23, next = (number = 22, next = (number = 21, next = (number = 20, next = (number = 19, next = (number = 18, next = (number = 17, next = (number = 16, next = (number = 15, next = (number = 14, next = (number = 13, next = (number = 12, next = (number = 11, next = (number = 10, next = (number = 9, next = (number = 8, next = (number = 7, next = (number = 6, next = (number = 5, next = (number = 4, next = (number = 3, next = (number = 2, next = (number = 1, next = (number = 0))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))); }

struct One(T) { value @0 :T; }
struct Two(T) { value @0 :T; }
# Each is inherited in twice as many ways as the one below.
interface Level0(T) { get @0 () -> (value :T); }
interface Level1(T) extends(Level0(One(T)), Level0(Two(T))) {}
interface Level2(T) extends(Level1(One(T)), Level1(Two(T))) {}
interface Level3(T) extends(Level2(One(T)), Level2(Two(T))) {}
interface Level4(T) extends(Level3(One(T)), Level3(Two(T))) {}
interface Level5(T) extends(Level4(One(T)), Level4(Two(T))) {}
interface Level6(T) extends(Level5(One(T)), Level5(Two(T))) {}
interface Level7(T) extends(Level6(One(T)), Level6(Two(T))) {}
interface Level8(T) extends(Level7(One(T)), Level7(Two(T))) {}
interface Level9(T) extends(Level8(One(T)), Level8(Two(T))) {}
interface Level10(T) extends(Level9(One(T)), Level9(Two(T))) {}
interface Level11(T) extends(Level10(One(T)), Level10(Two(T))) {}
interface Level12(T) extends(Level11(One(T)), Level11(Two(T))) {}
interface Level13(T) extends(Level12(One(T)), Level12(Two(T))) {}
interface Level14(T) extends(Level13(One(T)), Level13(Two(T))) {}
interface Level15(T) extends(Level14(One(T)), Level14(Two(T))) {}
interface Level16(T) extends(Level15(One(T)), Level15(Two(T))) {}
interface Level17(T) extends(Level16(One(T)), Level16(Two(T))) {}
interface Level18(T) extends(Level17(One(T)), Level17(Two(T))) {}
interface Level19(T) extends(Level18(One(T)), Level18(Two(T))) {}
interface Level20(T) extends(Level19(One(T)), Level19(Two(T))) {}
interface Level21(T) extends(Level20(One(T)), Level20(Two(T))) {}
interface Level22(T) extends(Level21(One(T)), Level21(Two(T))) {}
interface Level23(T) extends(Level22(One(T)), Level22(Two(T))) {}
interface Level24(T) extends(Level23(One(T)), Level23(Two(T))) {}
