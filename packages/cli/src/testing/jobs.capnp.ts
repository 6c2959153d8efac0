// Generated from jobs.capnp by @teleop/capnpc. Do not edit.
//
// The services of the target that is called by commands.
import * as $ from "@teleop/rpc-capnp/schema";

/**
 * Jobs that are to be done.
 *
 * Impact: nothing.
 */
export interface Jobs extends $.Client {
  /** Adds a job. */
  add(
    params?: $.Params<Jobs_add_Params.Init, Jobs_add_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Jobs_add_Results, Jobs_add_Results.Pipeline>;
  list(
    params?: $.Params<Jobs_list_Params.Init, Jobs_list_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Jobs_list_Results>;
  /** Calls the watcher so many times, and lets go of it then; with 0, never. */
  watch(
    params?: $.Params<Jobs_watch_Params.Init, Jobs_watch_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Jobs_watch_Results>;
  upload(
    params?: $.Params<Jobs_upload_Params.Init, Jobs_upload_Params.Builder>,
    options?: $.CallOptions,
  ): $.StreamCall;
  /**
   * What was uploaded.
   *
   * Impact: a pause that
   * nobody notices.
   */
  uploaded(
    params?: $.Params<Jobs_uploaded_Params.Init, Jobs_uploaded_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Jobs_uploaded_Results>;
  transfer(
    params?: $.Params<Jobs_transfer_Params.Init, Jobs_transfer_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Jobs_transfer_Results>;
  /** Never answers. */
  hang(
    params?: $.Params<Jobs_hang_Params.Init, Jobs_hang_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Jobs_hang_Results>;
  fail(
    params?: $.Params<Jobs_fail_Params.Init, Jobs_fail_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Jobs_fail_Results>;
}

export declare namespace Jobs {
  type Init = $.CapabilityInit<Jobs, Server>;

  /**
   * Jobs that are to be done.
   *
   * Impact: nothing.
   */
  interface Server {
    /** Adds a job. */
    add(
      params: Jobs_add_Params,
      ctx: $.Context<Jobs_add_Results.Init, Jobs_add_Results.Builder>,
    ): $.Returns<Jobs_add_Results.Init>;
    list(
      params: Jobs_list_Params,
      ctx: $.Context<Jobs_list_Results.Init, Jobs_list_Results.Builder>,
    ): $.Returns<Jobs_list_Results.Init>;
    /** Calls the watcher so many times, and lets go of it then; with 0, never. */
    watch(
      params: Jobs_watch_Params,
      ctx: $.Context<Jobs_watch_Results.Init, Jobs_watch_Results.Builder>,
    ): $.Returns<Jobs_watch_Results.Init>;
    upload(params: Jobs_upload_Params, ctx: $.StreamContext): $.StreamReturns;
    /**
     * What was uploaded.
     *
     * Impact: a pause that
     * nobody notices.
     */
    uploaded(
      params: Jobs_uploaded_Params,
      ctx: $.Context<Jobs_uploaded_Results.Init, Jobs_uploaded_Results.Builder>,
    ): $.Returns<Jobs_uploaded_Results.Init>;
    transfer(
      params: Jobs_transfer_Params,
      ctx: $.Context<Jobs_transfer_Results.Init, Jobs_transfer_Results.Builder>,
    ): $.Returns<Jobs_transfer_Results.Init>;
    /** Never answers. */
    hang(
      params: Jobs_hang_Params,
      ctx: $.Context<Jobs_hang_Results.Init, Jobs_hang_Results.Builder>,
    ): $.Returns<Jobs_hang_Results.Init>;
    fail(
      params: Jobs_fail_Params,
      ctx: $.Context<Jobs_fail_Results.Init, Jobs_fail_Results.Builder>,
    ): $.Returns<Jobs_fail_Results.Init>;
  }
}

export const Jobs: $.Interface<Jobs, Jobs.Server> = /*#__PURE__*/ $.interfaceType({
  id: 0xb12589799741079dn,
  name: "jobs.capnp:Jobs",
  doc: "Jobs that are to be done.\n\nImpact: nothing.",
  methods: () => [
    ["add", Jobs_add_Params, Jobs_add_Results, { doc: "Adds a job." }],
    ["list", Jobs_list_Params, Jobs_list_Results],
    [
      "watch",
      Jobs_watch_Params,
      Jobs_watch_Results,
      { doc: "Calls the watcher so many times, and lets go of it then; with 0, never." },
    ],
    ["upload", Jobs_upload_Params, "stream"],
    [
      "uploaded",
      Jobs_uploaded_Params,
      Jobs_uploaded_Results,
      { doc: "What was uploaded.\n\nImpact: a pause that\nnobody notices." },
    ],
    ["transfer", Jobs_transfer_Params, Jobs_transfer_Results],
    ["hang", Jobs_hang_Params, Jobs_hang_Results, { doc: "Never answers." }],
    ["fail", Jobs_fail_Params, Jobs_fail_Results],
  ],
});

export type Jobs_Priority = "low" | "high";

export const Jobs_Priority: $.Enum<Jobs_Priority> = /*#__PURE__*/ $.enumType({
  id: 0xda68c4e25e4795edn,
  name: "jobs.capnp:Jobs.Priority",
  values: ["low", "high"],
});

export interface Jobs_Job {
  readonly name: string;
  readonly size: bigint;
  readonly priority: Jobs_Priority | number;
  readonly tags: readonly string[];
  readonly script: $.Bytes;
  readonly ratio: number;
  readonly isUrgent: boolean;
  readonly steps: readonly Jobs_Step[];
  readonly when: Jobs_Job_when;
}

export declare namespace Jobs_Job {
  interface Init {
    readonly name?: string | undefined;
    readonly size?: bigint | undefined;
    readonly priority?: Jobs_Priority | number | undefined;
    readonly tags?: readonly string[] | undefined;
    readonly script?: $.Bytes | undefined;
    readonly ratio?: number | undefined;
    readonly isUrgent?: boolean | undefined;
    readonly steps?: readonly Jobs_Step.Init[] | undefined;
    readonly when?: Jobs_Job_when.Init | undefined;
  }

  interface Builder {
    set name(value: string);
    set size(value: bigint);
    set priority(value: Jobs_Priority | number);
    set tags(value: readonly string[]);
    initTags(length: number): $.ListBuilder<string>;
    set script(value: $.Bytes);
    initScript(length: number): $.Bytes;
    set ratio(value: number);
    set isUrgent(value: boolean);
    set steps(value: readonly Jobs_Step.Init[]);
    initSteps(length: number): $.StructListBuilder<Jobs_Step.Builder>;
    set when(value: Jobs_Job_when.Init);
    initWhen(): Jobs_Job_when.Builder;
  }
}

export const Jobs_Job: $.Struct<Jobs_Job, Jobs_Job.Init, Jobs_Job.Builder> = /*#__PURE__*/ $.structType({
  id: 0xb3d9acc3d3d38f63n,
  name: "jobs.capnp:Jobs.Job",
  dataWords: 4,
  pointers: 4,
  fields: () => [
    ["name", $.Text, 0],
    ["size", $.UInt64, 0],
    ["priority", Jobs_Priority, 4, { default: "high" }],
    ["tags", $.List($.Text), 1],
    ["script", $.Data, 2],
    ["ratio", $.Float64, 2],
    ["isUrgent", $.Bool, 80],
    ["steps", $.List(Jobs_Step), 3],
    ["when", Jobs_Job_when, 0],
  ],
});

export type Jobs_Job_when =
  | { readonly which: "now" }
  | { readonly which: "at"; readonly at: bigint }
  | { readonly which: "every"; readonly every: Jobs_Job_when_every }
  | { readonly which: number };

export declare namespace Jobs_Job_when {
  type Init =
    | { readonly which: "now" }
    | { readonly which: "at"; readonly at?: bigint | undefined }
    | { readonly which: "every"; readonly every?: Jobs_Job_when_every.Init | undefined }
    | { readonly which?: number | undefined };

  interface Builder {
    set now(value: undefined);
    set at(value: bigint);
    set every(value: Jobs_Job_when_every.Init);
    initEvery(): Jobs_Job_when_every.Builder;
  }
}

export const Jobs_Job_when: $.Struct<
  Jobs_Job_when,
  Jobs_Job_when.Init,
  Jobs_Job_when.Builder
> = /*#__PURE__*/ $.groupType({
  id: 0xd4eba66d8b5f0253n,
  name: "jobs.capnp:Jobs.Job.when",
  dataWords: 4,
  pointers: 4,
  union: 6,
  fields: () => [
    ["now", $.Void, 0, { tag: 0 }],
    ["at", $.UInt64, 3, { tag: 1 }],
    ["every", Jobs_Job_when_every, 0, { tag: 2 }],
  ],
});

export interface Jobs_Job_when_every {
  readonly seconds: number;
}

export declare namespace Jobs_Job_when_every {
  interface Init {
    readonly seconds?: number | undefined;
  }

  interface Builder {
    set seconds(value: number);
  }
}

export const Jobs_Job_when_every: $.Struct<
  Jobs_Job_when_every,
  Jobs_Job_when_every.Init,
  Jobs_Job_when_every.Builder
> = /*#__PURE__*/ $.groupType({
  id: 0xdb0f63c9758bfa6cn,
  name: "jobs.capnp:Jobs.Job.when.every",
  dataWords: 4,
  pointers: 4,
  fields: () => [["seconds", $.UInt32, 6, { default: 60 }]],
});

export interface Jobs_Step {
  readonly command: string;
  readonly retries: number;
}

export declare namespace Jobs_Step {
  interface Init {
    readonly command?: string | undefined;
    readonly retries?: number | undefined;
  }

  interface Builder {
    set command(value: string);
    set retries(value: number);
  }
}

export const Jobs_Step: $.Struct<Jobs_Step, Jobs_Step.Init, Jobs_Step.Builder> = /*#__PURE__*/ $.structType({
  id: 0xe6cdb34e6edd31b8n,
  name: "jobs.capnp:Jobs.Step",
  dataWords: 1,
  pointers: 1,
  fields: () => [
    ["command", $.Text, 0],
    ["retries", $.Int8, 0, { default: 3 }],
  ],
});

export interface Jobs_add_Params {
  readonly job: Jobs_Job | undefined;
}

export declare namespace Jobs_add_Params {
  interface Init {
    readonly job?: Jobs_Job.Init | undefined;
  }

  interface Builder {
    set job(value: Jobs_Job.Init);
    initJob(): Jobs_Job.Builder;
  }
}

export const Jobs_add_Params: $.Struct<
  Jobs_add_Params,
  Jobs_add_Params.Init,
  Jobs_add_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xde119380b60c9635n,
  name: "jobs.capnp:Jobs.add$Params",
  dataWords: 0,
  pointers: 1,
  fields: () => [["job", Jobs_Job, 0]],
});

export interface Jobs_add_Results {
  readonly id: bigint;
  readonly job: JobControl;
}

export declare namespace Jobs_add_Results {
  interface Init {
    readonly id?: bigint | undefined;
    readonly job?: JobControl.Init | undefined;
  }

  interface Builder {
    set id(value: bigint);
    set job(value: JobControl.Init);
  }

  interface Pipeline {
    readonly job: JobControl;
  }
}

export const Jobs_add_Results: $.Struct<
  Jobs_add_Results,
  Jobs_add_Results.Init,
  Jobs_add_Results.Builder,
  Jobs_add_Results.Pipeline
> = /*#__PURE__*/ $.structType({
  id: 0x92923fb277b49083n,
  name: "jobs.capnp:Jobs.add$Results",
  dataWords: 1,
  pointers: 1,
  fields: () => [
    ["id", $.UInt64, 0],
    ["job", JobControl, 0],
  ],
});

export type Jobs_list_Params = $.Empty;

export declare namespace Jobs_list_Params {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Jobs_list_Params: $.Struct<
  Jobs_list_Params,
  Jobs_list_Params.Init,
  Jobs_list_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0x9257149b4d71ad04n,
  name: "jobs.capnp:Jobs.list$Params",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface Jobs_list_Results {
  readonly jobs: readonly Jobs_Job[];
}

export declare namespace Jobs_list_Results {
  interface Init {
    readonly jobs?: readonly Jobs_Job.Init[] | undefined;
  }

  interface Builder {
    set jobs(value: readonly Jobs_Job.Init[]);
    initJobs(length: number): $.StructListBuilder<Jobs_Job.Builder>;
  }
}

export const Jobs_list_Results: $.Struct<
  Jobs_list_Results,
  Jobs_list_Results.Init,
  Jobs_list_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xaa1230fb3ccdced9n,
  name: "jobs.capnp:Jobs.list$Results",
  dataWords: 0,
  pointers: 1,
  fields: () => [["jobs", $.List(Jobs_Job), 0]],
});

export interface Jobs_watch_Params {
  readonly watcher: Watcher;
  readonly times: number;
}

export declare namespace Jobs_watch_Params {
  interface Init {
    readonly watcher?: Watcher.Init | undefined;
    readonly times?: number | undefined;
  }

  interface Builder {
    set watcher(value: Watcher.Init);
    set times(value: number);
  }

  interface Pipeline {
    readonly watcher: Watcher;
  }
}

export const Jobs_watch_Params: $.Struct<
  Jobs_watch_Params,
  Jobs_watch_Params.Init,
  Jobs_watch_Params.Builder,
  Jobs_watch_Params.Pipeline
> = /*#__PURE__*/ $.structType({
  id: 0xe6ceebbbe845f8fbn,
  name: "jobs.capnp:Jobs.watch$Params",
  dataWords: 1,
  pointers: 1,
  fields: () => [
    ["watcher", Watcher, 0],
    ["times", $.UInt32, 0],
  ],
});

export type Jobs_watch_Results = $.Empty;

export declare namespace Jobs_watch_Results {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Jobs_watch_Results: $.Struct<
  Jobs_watch_Results,
  Jobs_watch_Results.Init,
  Jobs_watch_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0x813187e2ae87692cn,
  name: "jobs.capnp:Jobs.watch$Results",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface Jobs_upload_Params {
  readonly bytes: $.Bytes;
  readonly line: string;
}

export declare namespace Jobs_upload_Params {
  interface Init {
    readonly bytes?: $.Bytes | undefined;
    readonly line?: string | undefined;
  }

  interface Builder {
    set bytes(value: $.Bytes);
    initBytes(length: number): $.Bytes;
    set line(value: string);
  }
}

export const Jobs_upload_Params: $.Struct<
  Jobs_upload_Params,
  Jobs_upload_Params.Init,
  Jobs_upload_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0x8c8a8eba2ad2e8d3n,
  name: "jobs.capnp:Jobs.upload$Params",
  dataWords: 0,
  pointers: 2,
  fields: () => [
    ["bytes", $.Data, 0],
    ["line", $.Text, 1],
  ],
});

export type Jobs_uploaded_Params = $.Empty;

export declare namespace Jobs_uploaded_Params {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Jobs_uploaded_Params: $.Struct<
  Jobs_uploaded_Params,
  Jobs_uploaded_Params.Init,
  Jobs_uploaded_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0x8d0400799e8762f5n,
  name: "jobs.capnp:Jobs.uploaded$Params",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface Jobs_uploaded_Results {
  readonly bytes: bigint;
  readonly calls: number;
  readonly lines: readonly string[];
}

export declare namespace Jobs_uploaded_Results {
  interface Init {
    readonly bytes?: bigint | undefined;
    readonly calls?: number | undefined;
    readonly lines?: readonly string[] | undefined;
  }

  interface Builder {
    set bytes(value: bigint);
    set calls(value: number);
    set lines(value: readonly string[]);
    initLines(length: number): $.ListBuilder<string>;
  }
}

export const Jobs_uploaded_Results: $.Struct<
  Jobs_uploaded_Results,
  Jobs_uploaded_Results.Init,
  Jobs_uploaded_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xf912810bea3e0a2fn,
  name: "jobs.capnp:Jobs.uploaded$Results",
  dataWords: 2,
  pointers: 1,
  fields: () => [
    ["bytes", $.UInt64, 0],
    ["calls", $.UInt32, 2],
    ["lines", $.List($.Text), 0],
  ],
});

export interface Jobs_transfer_Params {
  readonly job: JobControl;
}

export declare namespace Jobs_transfer_Params {
  interface Init {
    readonly job?: JobControl.Init | undefined;
  }

  interface Builder {
    set job(value: JobControl.Init);
  }

  interface Pipeline {
    readonly job: JobControl;
  }
}

export const Jobs_transfer_Params: $.Struct<
  Jobs_transfer_Params,
  Jobs_transfer_Params.Init,
  Jobs_transfer_Params.Builder,
  Jobs_transfer_Params.Pipeline
> = /*#__PURE__*/ $.structType({
  id: 0x938b7e954ebf7950n,
  name: "jobs.capnp:Jobs.transfer$Params",
  dataWords: 0,
  pointers: 1,
  fields: () => [["job", JobControl, 0]],
});

export interface Jobs_transfer_Results {
  readonly name: string;
}

export declare namespace Jobs_transfer_Results {
  interface Init {
    readonly name?: string | undefined;
  }

  interface Builder {
    set name(value: string);
  }
}

export const Jobs_transfer_Results: $.Struct<
  Jobs_transfer_Results,
  Jobs_transfer_Results.Init,
  Jobs_transfer_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0x9fc292706855256an,
  name: "jobs.capnp:Jobs.transfer$Results",
  dataWords: 0,
  pointers: 1,
  fields: () => [["name", $.Text, 0]],
});

export type Jobs_hang_Params = $.Empty;

export declare namespace Jobs_hang_Params {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Jobs_hang_Params: $.Struct<
  Jobs_hang_Params,
  Jobs_hang_Params.Init,
  Jobs_hang_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xe3f8c329a06aa76bn,
  name: "jobs.capnp:Jobs.hang$Params",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export type Jobs_hang_Results = $.Empty;

export declare namespace Jobs_hang_Results {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Jobs_hang_Results: $.Struct<
  Jobs_hang_Results,
  Jobs_hang_Results.Init,
  Jobs_hang_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xdde9ee7977696269n,
  name: "jobs.capnp:Jobs.hang$Results",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface Jobs_fail_Params {
  readonly reason: string;
}

export declare namespace Jobs_fail_Params {
  interface Init {
    readonly reason?: string | undefined;
  }

  interface Builder {
    set reason(value: string);
  }
}

export const Jobs_fail_Params: $.Struct<
  Jobs_fail_Params,
  Jobs_fail_Params.Init,
  Jobs_fail_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0x9465d9831a2793d2n,
  name: "jobs.capnp:Jobs.fail$Params",
  dataWords: 0,
  pointers: 1,
  fields: () => [["reason", $.Text, 0]],
});

export type Jobs_fail_Results = $.Empty;

export declare namespace Jobs_fail_Results {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Jobs_fail_Results: $.Struct<
  Jobs_fail_Results,
  Jobs_fail_Results.Init,
  Jobs_fail_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xdb9c98f4be523274n,
  name: "jobs.capnp:Jobs.fail$Results",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface JobControl extends $.Client {
  name(
    params?: $.Params<JobControl_name_Params.Init, JobControl_name_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<JobControl_name_Results>;
  cancel(
    params?: $.Params<JobControl_cancel_Params.Init, JobControl_cancel_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<JobControl_cancel_Results>;
}

export declare namespace JobControl {
  type Init = $.CapabilityInit<JobControl, Server>;

  interface Server {
    name(
      params: JobControl_name_Params,
      ctx: $.Context<JobControl_name_Results.Init, JobControl_name_Results.Builder>,
    ): $.Returns<JobControl_name_Results.Init>;
    cancel(
      params: JobControl_cancel_Params,
      ctx: $.Context<JobControl_cancel_Results.Init, JobControl_cancel_Results.Builder>,
    ): $.Returns<JobControl_cancel_Results.Init>;
  }
}

export const JobControl: $.Interface<JobControl, JobControl.Server> = /*#__PURE__*/ $.interfaceType({
  id: 0xde94b9ea50f21a7dn,
  name: "jobs.capnp:JobControl",
  methods: () => [
    ["name", JobControl_name_Params, JobControl_name_Results],
    ["cancel", JobControl_cancel_Params, JobControl_cancel_Results],
  ],
});

export type JobControl_name_Params = $.Empty;

export declare namespace JobControl_name_Params {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const JobControl_name_Params: $.Struct<
  JobControl_name_Params,
  JobControl_name_Params.Init,
  JobControl_name_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xc64fd1ad407ff6e8n,
  name: "jobs.capnp:JobControl.name$Params",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface JobControl_name_Results {
  readonly name: string;
}

export declare namespace JobControl_name_Results {
  interface Init {
    readonly name?: string | undefined;
  }

  interface Builder {
    set name(value: string);
  }
}

export const JobControl_name_Results: $.Struct<
  JobControl_name_Results,
  JobControl_name_Results.Init,
  JobControl_name_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0x87724d2868eca6cdn,
  name: "jobs.capnp:JobControl.name$Results",
  dataWords: 0,
  pointers: 1,
  fields: () => [["name", $.Text, 0]],
});

export type JobControl_cancel_Params = $.Empty;

export declare namespace JobControl_cancel_Params {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const JobControl_cancel_Params: $.Struct<
  JobControl_cancel_Params,
  JobControl_cancel_Params.Init,
  JobControl_cancel_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xbc596083d903b9e7n,
  name: "jobs.capnp:JobControl.cancel$Params",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface JobControl_cancel_Results {
  readonly wasCancelled: boolean;
}

export declare namespace JobControl_cancel_Results {
  interface Init {
    readonly wasCancelled?: boolean | undefined;
  }

  interface Builder {
    set wasCancelled(value: boolean);
  }
}

export const JobControl_cancel_Results: $.Struct<
  JobControl_cancel_Results,
  JobControl_cancel_Results.Init,
  JobControl_cancel_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xd99e6e41ffd69655n,
  name: "jobs.capnp:JobControl.cancel$Results",
  dataWords: 1,
  pointers: 0,
  fields: () => [["wasCancelled", $.Bool, 0]],
});

export interface Watcher extends $.Client {
  done(
    params?: $.Params<Watcher_done_Params.Init, Watcher_done_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Watcher_done_Results>;
}

export declare namespace Watcher {
  type Init = $.CapabilityInit<Watcher, Server>;

  interface Server {
    done(
      params: Watcher_done_Params,
      ctx: $.Context<Watcher_done_Results.Init, Watcher_done_Results.Builder>,
    ): $.Returns<Watcher_done_Results.Init>;
  }
}

export const Watcher: $.Interface<Watcher, Watcher.Server> = /*#__PURE__*/ $.interfaceType({
  id: 0xcfbe714dffdc0ab7n,
  name: "jobs.capnp:Watcher",
  methods: () => [["done", Watcher_done_Params, Watcher_done_Results]],
});

export interface Watcher_done_Params {
  readonly name: string;
  readonly number: number;
}

export declare namespace Watcher_done_Params {
  interface Init {
    readonly name?: string | undefined;
    readonly number?: number | undefined;
  }

  interface Builder {
    set name(value: string);
    set number(value: number);
  }
}

export const Watcher_done_Params: $.Struct<
  Watcher_done_Params,
  Watcher_done_Params.Init,
  Watcher_done_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xef9c24e3aa69d7aan,
  name: "jobs.capnp:Watcher.done$Params",
  dataWords: 1,
  pointers: 1,
  fields: () => [
    ["name", $.Text, 0],
    ["number", $.UInt32, 0],
  ],
});

export interface Watcher_done_Results {
  readonly more: boolean;
}

export declare namespace Watcher_done_Results {
  interface Init {
    readonly more?: boolean | undefined;
  }

  interface Builder {
    set more(value: boolean);
  }
}

export const Watcher_done_Results: $.Struct<
  Watcher_done_Results,
  Watcher_done_Results.Init,
  Watcher_done_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xf97fe80595410d6an,
  name: "jobs.capnp:Watcher.done$Results",
  dataWords: 1,
  pointers: 0,
  fields: () => [["more", $.Bool, 0]],
});
