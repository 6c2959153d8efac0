// raw-bytes.ts: how many bytes an echo call is by Cap'n Proto, for the raw round trip: the least that any RPC here
// could cost. Counted from a session of C++ with C++: a Call of 152 bytes and the Finish of the call before it, of
// 40, one way; a Return of 112 the other way.
export const REQUEST_BYTES: number = 192;
export const REPLY_BYTES: number = 112;
