// impostor.mjs: listens where the process whose PID is given would, and lets everybody in. impostor.mjs PID
import { createServer } from "node:net";
import { join } from "node:path";

const path = join(process.env.TMPDIR, `.teleop_pid_${process.argv[2]}`);
const sockets = new Set();
const server = createServer((socket) => {
  sockets.add(socket);
  socket.on("data", () => console.log("heard something"));
  socket.on("error", () => {});
});
process.umask(0o177);
server.listen(path, () => console.log("armed"));
process.stdin.resume().once("end", () => {
  server.close();
  for (const socket of sockets) socket.destroy();
});
