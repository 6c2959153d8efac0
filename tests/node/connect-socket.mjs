// connect-socket.mjs: connects to a socket by its address, and prints one line of JSON. connect-socket.mjs PATH
import { connectSocket } from "@teleop/transport-unix";

try {
  const connection = await connectSocket(process.argv[2]);
  console.log(JSON.stringify({ address: connection.address }));
  connection.abort();
} catch (error) {
  console.log(JSON.stringify({ code: error.code, message: error.message }));
}
