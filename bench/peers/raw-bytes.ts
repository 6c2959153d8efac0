// raw-bytes.ts: how many bytes an echo call is by Cap'n Proto, for the raw round trip: the least that any RPC here
// could cost. Counted from a session of C++ with C++, for a text of 24 bytes, which takes 32: a Call of 152 bytes and the
// Finish of the call before it, of 40, one way; a Return of 112 the other way.

/**
 * The request begins with its own size and that of the reply, so that the server needs to know nothing else.
 *
 * @param text its length in bytes; a NUL follows, and the whole is made up to words.
 */
export function rawCall(text: number): { readonly request: Uint8Array; readonly replyBytes: number } {
  const words = Math.ceil((text + 1) / 8) * 8;
  const request = new Uint8Array(160 + words);
  const replyBytes = 80 + words;
  new Uint32Array(request.buffer, 0, 2).set([request.length, replyBytes]);
  return { request, replyBytes };
}
