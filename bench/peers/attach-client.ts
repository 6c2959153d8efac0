// attach-client.ts: a client for the benchmark of attaching: it attaches to each process whose PID comes by standard input, a
// line each, and prints how many milliseconds it took until the first reply.
import { attach, Echo } from "teleop";

for await (const line of console) {
  // So Bun tells the end.
  if (line === "") break;
  const begun = performance.now();
  await using target = await attach(Number(line));
  using echo = target.service("echo", Echo);
  const { reply } = await echo.echo({ message: "hello!" });
  const milliseconds = performance.now() - begun;
  if (reply !== "hello!") throw new Error(`the reply is ${reply}`);
  console.log(milliseconds);
}
