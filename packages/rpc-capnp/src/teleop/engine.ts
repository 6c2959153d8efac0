// engine.ts: what is loaded when somebody comes.
export { Echo } from "./echo.capnp.ts";
export { capnp } from "./protocol.ts";
