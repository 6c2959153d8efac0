// idle-clients.ts: for the line `open COUNT` makes so many connections to work.ts, each of which has been used once, and
// keeps them; the answer is how many there are.
import { answerLines, positive } from "./lines.ts";
import { connectToWork } from "./work.ts";

const held: unknown[] = [];

await answerLines(async ([, count]) => {
  for (let n = positive(count); n > 0; n--) {
    const work = await connectToWork();
    await work.echo({ message: "hello!" });
    held.push(work);
  }
  return held.length;
});
