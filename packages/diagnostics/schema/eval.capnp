@0xeb064d1b6b97cccb;

interface Eval @0xf133038112aabc64 {
  # Evaluates expressions in the process.
  #
  # Impact: whatever the expression does. One that does not end, and does not wait for anything, stops the process for
  # everybody: nothing can interrupt it.

  evaluate @0 (expression :Text, timeout :UInt32, depth :UInt32 = 4) -> Result;
  # Evaluates JavaScript, which sees what is global, and what the application gives it by name. It may be an expression, in
  # which `await` is allowed; or statements, of which the last has the value; or statements with `await`, which `return`
  # theirs. A promise is waited for, at most so many milliseconds, 0 for as long as it takes, and until the caller cancels:
  # what it has begun goes on. `depth` says how deep `text` shows objects.

  struct Result {
    text @0 :Text;
    # As util.inspect() shows it, or the error with its stack and its causes.

    json @1 :Text;
    # Empty where the value has no form in JSON, as functions, symbols, circles; and for an error.

    type @2 :Text;
    # As typeof says it: "object", "string", …; "null" for null.

    thrown @3 :Bool;
    # Whether this is what was thrown, and not what it came to.

    milliseconds @4 :Float64;
    # How long it took.

    truncated @5 :Bool;
    # Whether `text` or `json` is not whole: beyond a megabyte it is cut, and left out.
  }
}
