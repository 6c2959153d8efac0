export { type UnixSocketOptions, unixSocket } from "./unix-socket.ts";
