// peer-teller.ts: a target that prints who it is, and then who connects.
import { unixSocket } from "../index.ts";

setInterval(() => {}, 2 ** 30);
const listener = await unixSocket().listen({ pid: process.pid });
console.log(JSON.stringify({ pid: process.pid, address: listener.address }));
for await (const connection of listener) {
  console.log(JSON.stringify(connection.peer));
  connection.open({
    data: (chunk) => void connection.write(chunk),
    end: () => void connection.end(),
    closed: () => {},
  });
}
