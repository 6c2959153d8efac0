// parse-port.ts: a port of this machine, as it is given on a command line.

/** @throws SyntaxError for what is none; 0 is any that is free. */
export function parsePort(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port < 65_536 && text !== "") return port;
  throw new SyntaxError(`a port is a number from 0 to 65535, not ${JSON.stringify(text)}`);
}
