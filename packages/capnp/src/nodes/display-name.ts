// display-name.ts: what the compiler calls a declaration: its file and the path in it, `echo.capnp:Echo.echo$Params`.

/** Bytes of it before the declaration's own name. */
export function prefixLength(displayName: string): number {
  const end = Math.max(displayName.lastIndexOf("."), displayName.lastIndexOf(":")) + 1;
  return new TextEncoder().encode(displayName.slice(0, end)).length;
}
