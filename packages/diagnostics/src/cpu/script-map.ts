// script-map.ts: the source map of a script, as the file of the script names it. Clients apply it: decoding a large one takes
// a process longer than reading it.
import { constants } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { RpcError } from "@teleop/rpc-capnp";

/** The end of a file, in which its source map is named. An inline one makes that line long. */
const LAST_BYTES = 4096;
/** The largest that is read, and sent. */
const MOST_BYTES = 32 << 20;

/**
 * The source map, as JSON; undefined where the script is no file, has gone, or names none.
 *
 * @throws RpcError `failed` for one that is larger than 32 MiB, or no source map.
 */
export async function sourceMapOf(url: string): Promise<Uint8Array | undefined> {
  if (!url.startsWith("file:")) return undefined;
  const path = fileURLToPath(url);
  try {
    const named = nameIn(await lastOf(path, LAST_BYTES)) ?? nameIn(await inlineOf(path));
    if (named === undefined) return undefined;
    return requireSourceMap(named, await contentOf(named, url));
  } catch (error) {
    const code = Reflect.get(Object(error), "code");
    if (code === "ENOENT" || code === "EACCES" || code === "EISDIR" || code === "ENOTDIR") return undefined;
    throw error;
  }
}

/** What the last such comment of a script names. */
function nameIn(text: string): string | undefined {
  return [...text.matchAll(/^\/\/[#@] sourceMappingURL=(\S+)\s*$/gm)].at(-1)?.[1];
}

async function lastOf(path: string, length: number): Promise<string> {
  await using file = await openRegular(path);
  if (file === undefined) return "";
  const { size } = await file.stat();
  const count = Math.min(size, length);
  return new TextDecoder().decode(await bytesOf(file, size - count, count));
}

/** Undefined for what is no regular file: a pipe would be waited for, and a device may have no end. */
async function openRegular(path: string): Promise<FileHandle | undefined> {
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  let isRegular = false;
  try {
    isRegular = (await file.stat()).isFile();
  } finally {
    if (!isRegular) await file.close();
  }
  return isRegular ? file : undefined;
}

/** As many as there are of `count` bytes. */
async function bytesOf(file: FileHandle, from: number, count: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(count);
  let length = 0;
  while (length < count) {
    const { bytesRead } = await file.read(bytes, length, count - length, from + length);
    if (bytesRead === 0) break;
    length += bytesRead;
  }
  return bytes.subarray(0, length);
}

/** A map that is in the script itself: its line begins before what was read. */
async function inlineOf(path: string): Promise<string> {
  const end = await lastOf(path, LAST_BYTES);
  const isOneLine = /^[A-Za-z0-9+/=%]{1000,}\s*$/.test(end.slice(-2000));
  return isOneLine ? await lastOf(path, MOST_BYTES * 2) : "";
}

async function contentOf(named: string, script: string): Promise<Uint8Array> {
  const inline = /^data:application\/json[^,]*?(;base64)?,(.*)$/s.exec(named);
  if (inline !== null) {
    const [, isBase64, data = ""] = inline;
    return isBase64 === undefined ? Buffer.from(decodeURIComponent(data)) : Buffer.from(data, "base64");
  }
  const url = new URL(named, script);
  // A source map of the network is not fetched: the process would open connections because of who attaches.
  if (url.protocol !== "file:") return new Uint8Array();
  const path = fileURLToPath(url);
  await using file = await openRegular(path);
  if (file === undefined) return new Uint8Array();
  const { size } = await file.stat();
  if (size > MOST_BYTES) throw tooLarge(path, size);
  return await bytesOf(file, 0, size);
}

/** A script may name anything; what is no source map is not told. */
function requireSourceMap(named: string, content: Uint8Array): Uint8Array | undefined {
  if (content.byteLength === 0) return undefined;
  if (content.byteLength > MOST_BYTES) throw tooLarge("a source map", content.byteLength);
  try {
    const json: unknown = JSON.parse(new TextDecoder().decode(content));
    if (Object(json).version === 3) return content;
  } catch {
    // It is told below, with what else is none.
  }
  const name = named.length > 100 ? `${named.slice(0, 100)}…` : named;
  throw new RpcError("failed", `${name}, which a script names as its source map, is none of version 3`);
}

function tooLarge(what: string, bytes: number): RpcError {
  return new RpcError("failed", `${what} has ${bytes} bytes, more than the ${MOST_BYTES} that are sent`);
}
