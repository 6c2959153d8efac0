// sample-servers.ts: objects that serve the sample interfaces, for tests of stubs.
import { Echo } from "../teleop/echo.capnp.ts";
import {
  type ByteSink_write_Params,
  type Hash,
  type Hash_sum_Results,
  HashFactory,
  type HashFactory_NewHashResults,
  type HashFactory_newHash_Params,
  type HashFactory_people_Params,
  type HashFactory_people_Results,
} from "./sample.capnp.ts";

export const echo = (): Echo => Echo.server({ echo: ({ message }) => ({ reply: message }) });

/** Counts bytes, and tells when nobody holds it any more. */
export class Counter implements Hash.Server {
  bytes = 0;
  readonly gone: Promise<void>;
  readonly #leave: () => void;

  constructor() {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.gone = promise;
    this.#leave = resolve;
  }

  write({ data }: ByteSink_write_Params): void {
    this.bytes += data.byteLength;
  }

  sum(): Hash_sum_Results.Init {
    return { digest: new Uint8Array([this.bytes]) };
  }

  close(): void {
    this.bytes = 0;
  }

  [Symbol.dispose](): void {
    this.#leave();
  }
}

export class Factory implements HashFactory.Server {
  readonly made: Counter[] = [];

  newHash({ algorithm }: HashFactory_newHash_Params): HashFactory_NewHashResults.Init {
    const hash = new Counter();
    this.made.push(hash);
    return { hash, info: { name: String(algorithm), sink: hash } };
  }

  people({ people }: HashFactory_people_Params): HashFactory_people_Results.Init {
    return { oldest: people.toSorted((a, b) => a.birthday.year - b.birthday.year)[0] };
  }
}

export const factory = (): HashFactory => HashFactory.server(new Factory());
