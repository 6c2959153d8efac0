export { type ConnectSocketOptions, connectSocket } from "./connect-socket.ts";
export { type UnixSocketOptions, unixSocket } from "./unix-socket.ts";
