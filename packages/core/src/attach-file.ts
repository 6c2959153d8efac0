// attach-file.ts: the attach file as a client holds it; what creates it is loaded when it does.
import type { ClientAttachFile } from "./client-attach-file.ts";
import { TeleopError } from "./errors.ts";
import { Later } from "./later.ts";
import type { AbortOptions } from "./options.ts";
import { checkRendezvous, type Rendezvous } from "./rendezvous.ts";

/**
 * The attach file of one client. Disposing removes what `create()` made, and nothing else. So does the exit of this
 * process, if code still runs then. A file system that does not answer any more is left alone, with a process warning.
 */
export interface AttachFile extends AsyncDisposable {
  /** Where it was created, or tried, so far: for messages. */
  readonly paths: readonly string[];
  /**
   * Creates the file, new: O_CREAT|O_EXCL|O_NOFOLLOW, mode 0600 (open(2)). May be repeated, and then replaces the
   * file, so that whoever watches the directory sees a new one appear.
   *
   * The first time it tries the target's working directory, and the target's private directory only where that does
   * not work; later both. Another client's file is left in place: it has just woken the target as well as ours would.
   * Only when it is still the same at our next call is it taken for a leftover, and replaced.
   *
   * @throws TeleopError `NO_SUCH_PROCESS`, `PID_REUSED`; `PERMISSION_DENIED` where we may not create it;
   *   `UNTRUSTED_PATH` where a link, a directory or a stranger's file is in the way; `NOT_ARMED` where the working
   *   directory is deleted and there is no other place; `CONNECT_FAILED` for what else the system may say. Each names
   *   the path.
   */
  create(options?: AbortOptions): Promise<void>;
}

/**
 * Client side: the attach file for a target. Nothing happens until `create()`.
 *
 * @throws TeleopError `INVALID_ARGUMENT`.
 */
export function attachFile(rendezvous: Rendezvous): AttachFile {
  checkRendezvous(rendezvous);
  let file: ClientAttachFile | undefined;
  let isDisposed = false;
  return {
    get paths() {
      return file?.paths ?? [];
    },
    async create(options) {
      if (file === undefined) {
        const { ClientAttachFile } = await creating.get();
        file ??= new ClientAttachFile(rendezvous);
      }
      // Nobody would take it away.
      if (isDisposed) throw new TeleopError("DISPOSED", "the attach file was disposed before it was created");
      await file.create(options);
    },
    async [Symbol.asyncDispose]() {
      isDisposed = true;
      await file?.[Symbol.asyncDispose]();
    },
  };
}

/** Once for a process, as modules are. */
const creating = /*#__PURE__*/ (() =>
  new Later("what creates attach files", () => import("./client-attach-file.ts")))();
