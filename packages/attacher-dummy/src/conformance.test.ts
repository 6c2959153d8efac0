import { attacherConformance } from "@teleop/conformance";
import { dummy } from "./index.ts";

attacherConformance({
  name: "dummy",
  attacher: dummy(),
  target: new URL("./testing/target.ts", import.meta.url),
  decoys: [],
  skip: [
    {
      reason: "it is signaled once, at once, and never again",
      tests: [
        "a target is woken once for each of several attaches",
        "a repeated send() wakes the target again",
        "a rendezvous with a name is woken by that name only",
        "disposing one watch leaves the other armed",
        "aborting a wait rejects it with the reason",
        "two clients at once wake the target, and leave nothing",
      ],
    },
    {
      reason: "it has nothing to show but what the transport binds",
      tests: ["the system shows signs of a target that is armed, also of one that is stopped"],
    },
    {
      reason: "it has no attach file",
      tests: [
        "a client removes only the attach file that it made",
        "an attach file is a regular file of mode 0600",
        "a leftover of a client that was killed does not keep the next one from attaching",
        "a planted link is refused, its target untouched, and the attach works elsewhere",
        "a dangling link at the attach file's path creates nothing, and the attach works elsewhere",
        "a directory at the attach file's path is reported, and the attach works elsewhere",
        "an attach file of another user is ignored and left alone, and the attach works elsewhere",
        "a private directory that others may write to is refused, and the working directory serves",
      ],
    },
  ],
});
