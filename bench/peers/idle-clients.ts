// idle-clients.ts: for the line `open COUNT` makes so many connections to work.ts, each of which has been used once, and
// keeps them; the answer is how many there are.
import { answerLines, positive } from "./lines.ts";
import { connectToWork } from "./work.ts";

/** The system connects whom a server without descriptors never lets in: who is not answered would wait for ever. */
const ANSWERED_MS = 10_000;

const held: unknown[] = [];

await answerLines(async ([, count]) => {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    const which = `connection ${held.length + 1} was not answered within ${ANSWERED_MS} ms`;
    late.reject(new Error(`${which}: has the server a file descriptor left (ulimit -n)?`));
  }, ANSWERED_MS);
  for (let n = positive(count); n > 0; n--) {
    const work = await connectToWork();
    await Promise.race([work.echo({ message: "hello!" }), late.promise]);
    held.push(work);
    timer.refresh();
  }
  clearTimeout(timer);
  return held.length;
});
