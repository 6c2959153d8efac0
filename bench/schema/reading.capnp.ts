// Generated from reading.capnp by @teleop/capnpc. Do not edit.
import * as $ from "@teleop/capnp";

export interface Reading {
  readonly host: string;
  readonly program: string;
  readonly version: string;
  readonly user: string;
  readonly directory: string;
  readonly pid: number;
  readonly parent: number;
  readonly startedAt: bigint;
  readonly takenAt: bigint;
  readonly uptime: number;
  readonly userTime: number;
  readonly systemTime: number;
  readonly load: number;
  readonly late: number;
  readonly residentBytes: bigint;
  readonly heapBytes: bigint;
  readonly externalBytes: bigint;
  readonly threads: number;
  readonly descriptors: number;
  readonly restarts: number;
  readonly healthy: boolean;
  readonly draining: boolean;
  readonly debugged: boolean;
  readonly state: Reading_State | number;
  readonly arguments: readonly string[];
  readonly tags: readonly string[];
  readonly delays: readonly number[];
  readonly counters: readonly number[];
  readonly sockets: readonly Socket[];
  readonly message: string;
}

export declare namespace Reading {
  interface Init {
    readonly host?: string | undefined;
    readonly program?: string | undefined;
    readonly version?: string | undefined;
    readonly user?: string | undefined;
    readonly directory?: string | undefined;
    readonly pid?: number | undefined;
    readonly parent?: number | undefined;
    readonly startedAt?: bigint | undefined;
    readonly takenAt?: bigint | undefined;
    readonly uptime?: number | undefined;
    readonly userTime?: number | undefined;
    readonly systemTime?: number | undefined;
    readonly load?: number | undefined;
    readonly late?: number | undefined;
    readonly residentBytes?: bigint | undefined;
    readonly heapBytes?: bigint | undefined;
    readonly externalBytes?: bigint | undefined;
    readonly threads?: number | undefined;
    readonly descriptors?: number | undefined;
    readonly restarts?: number | undefined;
    readonly healthy?: boolean | undefined;
    readonly draining?: boolean | undefined;
    readonly debugged?: boolean | undefined;
    readonly state?: Reading_State | number | undefined;
    readonly arguments?: readonly string[] | undefined;
    readonly tags?: readonly string[] | undefined;
    readonly delays?: readonly number[] | undefined;
    readonly counters?: readonly number[] | undefined;
    readonly sockets?: readonly Socket.Init[] | undefined;
    readonly message?: string | undefined;
  }

  interface Builder {
    set host(value: string);
    set program(value: string);
    set version(value: string);
    set user(value: string);
    set directory(value: string);
    set pid(value: number);
    set parent(value: number);
    set startedAt(value: bigint);
    set takenAt(value: bigint);
    set uptime(value: number);
    set userTime(value: number);
    set systemTime(value: number);
    set load(value: number);
    set late(value: number);
    set residentBytes(value: bigint);
    set heapBytes(value: bigint);
    set externalBytes(value: bigint);
    set threads(value: number);
    set descriptors(value: number);
    set restarts(value: number);
    set healthy(value: boolean);
    set draining(value: boolean);
    set debugged(value: boolean);
    set state(value: Reading_State | number);
    set arguments(value: readonly string[]);
    initArguments(length: number): $.ListBuilder<string>;
    set tags(value: readonly string[]);
    initTags(length: number): $.ListBuilder<string>;
    set delays(value: readonly number[]);
    initDelays(length: number): $.ListBuilder<number>;
    set counters(value: readonly number[]);
    initCounters(length: number): $.ListBuilder<number>;
    set sockets(value: readonly Socket.Init[]);
    initSockets(length: number): $.StructListBuilder<Socket.Builder>;
    set message(value: string);
  }
}

export const Reading: $.Struct<Reading, Reading.Init, Reading.Builder> = /*#__PURE__*/ $.structType({
  id: 0xe0d8503dff895883n,
  name: "reading.capnp:Reading",
  dataWords: 12,
  pointers: 11,
  fields: () => [
    ["host", $.Text, 0],
    ["program", $.Text, 1],
    ["version", $.Text, 2],
    ["user", $.Text, 3],
    ["directory", $.Text, 4],
    ["pid", $.UInt32, 0],
    ["parent", $.UInt32, 1],
    ["startedAt", $.UInt64, 1],
    ["takenAt", $.UInt64, 2],
    ["uptime", $.Float64, 3],
    ["userTime", $.Float64, 4],
    ["systemTime", $.Float64, 5],
    ["load", $.Float32, 12],
    ["late", $.Float32, 13],
    ["residentBytes", $.UInt64, 7],
    ["heapBytes", $.UInt64, 8],
    ["externalBytes", $.UInt64, 9],
    ["threads", $.UInt16, 40],
    ["descriptors", $.UInt32, 21],
    ["restarts", $.Int32, 22],
    ["healthy", $.Bool, 656],
    ["draining", $.Bool, 657],
    ["debugged", $.Bool, 658],
    ["state", Reading_State, 46],
    ["arguments", $.List($.Text), 5],
    ["tags", $.List($.Text), 6],
    ["delays", $.List($.Float64), 7],
    ["counters", $.List($.UInt32), 8],
    ["sockets", $.List(Socket), 9],
    ["message", $.Text, 10],
  ],
});

export type Reading_State = "starting" | "running" | "stopping";

export const Reading_State: $.Enum<Reading_State> = /*#__PURE__*/ $.enumType({
  id: 0xf38428ff8a968da0n,
  name: "reading.capnp:Reading.State",
  values: ["starting", "running", "stopping"],
});

export interface Socket {
  readonly address: string;
  readonly port: number;
  readonly isOpen: boolean;
  readonly bytes: bigint;
}

export declare namespace Socket {
  interface Init {
    readonly address?: string | undefined;
    readonly port?: number | undefined;
    readonly isOpen?: boolean | undefined;
    readonly bytes?: bigint | undefined;
  }

  interface Builder {
    set address(value: string);
    set port(value: number);
    set isOpen(value: boolean);
    set bytes(value: bigint);
  }
}

export const Socket: $.Struct<Socket, Socket.Init, Socket.Builder> = /*#__PURE__*/ $.structType({
  id: 0xb3023757b3697e53n,
  name: "reading.capnp:Socket",
  dataWords: 2,
  pointers: 1,
  fields: () => [
    ["address", $.Text, 0],
    ["port", $.UInt16, 0],
    ["isOpen", $.Bool, 16],
    ["bytes", $.UInt64, 1],
  ],
});
