export { type NamedPipeOptions, namedPipe } from "./named-pipe.ts";
