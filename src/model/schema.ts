import type * as model from "./analysis.js";

/**
 * The published document as a JSON Schema (draft 2020-12). Each object names every field that its type requires, so
 * that one added to the model and forgotten here does not compile. Fields may be added in later versions, hence no
 * `additionalProperties: false`.
 */

/** A JSON Schema, or a part of one. */
export type Schema = Readonly<Record<string, unknown>>;

const string: Schema = { type: "string" };
const boolean: Schema = { type: "boolean" };
const number: Schema = { type: "number" };
const integer: Schema = { type: "integer" };
const count: Schema = { type: "integer", minimum: 0 };
const lineNumber: Schema = { type: "integer", minimum: 1 };
/** The kernel may print a negative number of pages where it counts per CPU. */
const bytes: Schema = { type: "integer", description: "bytes" };
const time: Schema = { type: "string", format: "date-time", pattern: "Z$" };
const ref = (name: string): Schema => ({ $ref: `#/$defs/${name}` });

const orNull = (schema: Schema): Schema => ({ anyOf: [schema, { type: "null" }] });
const list = (items: Schema, more: Schema = {}): Schema => ({ type: "array", items, ...more });
const byName = (values: Schema): Schema => ({ type: "object", additionalProperties: values });
const oneOf = <const Values extends readonly (string | null)[]>(...values: Values): Schema => ({
  enum: values,
});
type Optional<Type> = { [Name in keyof Type]-?: object extends Pick<Type, Name> ? Name : never }[keyof Type];
/** Every field that a document always has; those that may be absent stand in `optional`. */
const object = <Type>(
  properties: { readonly [Name in Exclude<keyof Type, Optional<Type>>]: Schema },
  more: Schema = {},
  optional: { readonly [Name in Optional<Type>]?: Schema } = {},
): Schema => ({
  type: "object",
  properties: { ...properties, ...optional },
  required: Object.keys(properties),
  ...more,
});

const ids = list(string);
const qosClass = oneOf("Guaranteed", "Burstable", "BestEffort", null);
const counters = byName(number);

const killClass = oneOf("cgroup-oom", "global-oom", "kubelet-eviction", "userspace-oom");
const causesOf: Readonly<Record<model.KillClass, Schema>> = {
  "cgroup-oom": oneOf(
    "container-limit",
    "pod-limit",
    "qos-limit",
    "node-allocatable",
    "unit-limit",
    "cgroup-limit",
  ),
  "global-oom": oneOf("node-memory", "cpuset", "mempolicy", "sysrq", "unknown"),
  "kubelet-eviction": oneOf("eviction-hard", "eviction-soft", "unknown"),
  "userspace-oom": oneOf("systemd-oomd", "earlyoom", "nohang", "oomd", "lmkd", "unknown"),
};
/** A cause is one of its class. */
const causeFitsClass = Object.entries(causesOf).map(([name, cause]) => ({
  if: { properties: { class: { const: name } } },
  // biome-ignore lint/suspicious/noThenProperty: the keyword is JSON Schema's
  then: { properties: { cause } },
}));

const $defs = {
  Input: object<model.Input>({
    name: string,
    format: orNull(string),
    compression: orNull(string),
    bytes: count,
    lines: count,
    firstTime: orNull(time),
    lastTime: orNull(time),
    hosts: list(string),
    coverage: object<model.Coverage>({ outside: count, parsed: count, unparsed: count, undecoded: count }),
  }),
  Evidence: object<model.Evidence>({ text: string, input: count, line: lineNumber }),
  Kill: object<model.Kill>(
    {
      id: string,
      class: killClass,
      cause: string,
      confidence: oneOf("certain", "likely", "guess"),
      evidence: list(ref("Evidence"), { minItems: 1 }),
      time: orNull(time),
      timeQuality: oneOf("exact", "inferred", "none"),
      monotonicSeconds: orNull(number),
      host: orNull(string),
      bootId: orNull(string),
      source: object<model.Kill["source"]>({ input: count, line: lineNumber }),
      duplicates: count,
      episode: orNull(string),
      victim: orNull(ref("Victim")),
      reaper: orNull(ref("Reaper")),
      oomMemcg: orNull(string),
      taskMemcg: orNull(string),
      workload: orNull(ref("Workload")),
      exit: orNull(string),
      eviction: orNull(ref("Eviction")),
      conflicts: list(ref("Evidence")),
    },
    { allOf: causeFitsClass },
  ),
  Victim: object<model.Victim>({
    pid: orNull(integer),
    comm: orNull(string),
    uid: orNull(integer),
    oomScoreAdj: orNull(integer),
    badness: orNull(integer),
    totalVmBytes: orNull(bytes),
    anonRssBytes: orNull(bytes),
    fileRssBytes: orNull(bytes),
    shmemRssBytes: orNull(bytes),
    pageTableBytes: orNull(bytes),
    swapBytes: orNull(bytes),
  }),
  Reaper: object<model.Reaper>({
    reaped: boolean,
    anonRssBytes: orNull(bytes),
    fileRssBytes: orNull(bytes),
    shmemRssBytes: orNull(bytes),
  }),
  Workload: object<model.Workload>({
    kind: string,
    runtime: oneOf("containerd", "cri-o", "docker", "podman", null),
    podUid: orNull(string),
    containerId: orNull({ type: "string", pattern: "^[0-9a-f]{64}$" }),
    qosClass,
    qosSource: oneOf("pod", "cgroup", "oom_score_adj", null),
    namespace: orNull(string),
    pod: orNull(string),
    container: orNull(string),
    node: orNull(string),
    owner: orNull(object<NonNullable<model.Workload["owner"]>>({ kind: string, name: string })),
    unit: orNull(string),
    name: orNull(string),
    requestBytes: orNull(bytes),
    limitBytes: orNull(bytes),
  }),
  Eviction: object<model.Eviction>({
    signal: orNull(string),
    kind: oneOf("hard", "soft", null),
    thresholdBytes: orNull(bytes),
    availableBytes: orNull(bytes),
    message: orNull(string),
  }),
  Episode: object<model.Episode>({
    id: string,
    source: object<model.Episode["source"]>({ input: count, line: lineNumber, endLine: lineNumber }),
    complete: boolean,
    missing: list(string),
    kernel: orNull(string),
    trigger: orNull(ref("Trigger")),
    constraint: orNull(ref("Constraint")),
    memcg: orNull(ref("Memcg")),
    memory: orNull(ref("NodeMemory")),
    pageSizeBytes: orNull(bytes),
    tasks: list(ref("Task")),
    kills: ids,
  }),
  Trigger: object<model.Trigger>({
    comm: orNull(string),
    pid: orNull(integer),
    gfpMask: orNull(string),
    gfpFlags: list(string),
    order: orNull(integer),
    oomScoreAdj: orNull(integer),
  }),
  Constraint: object<model.Constraint>({
    name: orNull(string),
    nodemask: orNull(string),
    cpuset: orNull(string),
    memsAllowed: orNull(string),
    oomMemcg: orNull(string),
    taskMemcg: orNull(string),
  }),
  Memcg: object<model.Memcg>({
    path: orNull(string),
    usageBytes: orNull(bytes),
    limitBytes: orNull(bytes),
    failcnt: orNull(count),
    swapUsageBytes: orNull(bytes),
    swapLimitBytes: orNull(bytes),
    memswUsageBytes: orNull(bytes),
    memswLimitBytes: orNull(bytes),
    kmemUsageBytes: orNull(bytes),
    kmemLimitBytes: orNull(bytes),
    stat: counters,
  }),
  NodeMemory: object<model.NodeMemory>({
    totalBytes: orNull(bytes),
    reservedBytes: orNull(bytes),
    freeBytes: orNull(bytes),
    pagecacheBytes: orNull(bytes),
    swapTotalBytes: orNull(bytes),
    swapFreeBytes: orNull(bytes),
    counters,
    nodes: list(object<model.NumaNode>({ node: integer, allUnreclaimable: orNull(boolean), counters })),
    zones: list(ref("Zone")),
    hugepages: list(
      object<model.HugePages>({
        node: orNull(integer),
        total: integer,
        free: integer,
        surplus: integer,
        sizeBytes: bytes,
      }),
    ),
    slabs: list(object<model.Slab>({ name: string, usedBytes: bytes, totalBytes: bytes })),
  }),
  Zone: object<model.Zone>({
    node: orNull(integer),
    name: string,
    freeBytes: orNull(bytes),
    minBytes: orNull(bytes),
    lowBytes: orNull(bytes),
    highBytes: orNull(bytes),
    lowmemReserveBytes: list(bytes),
    buddy: list(
      object<model.BuddyBlocks>({ order: integer, blockBytes: bytes, count: integer, types: string }),
    ),
    counters,
  }),
  Task: object<model.Task>({
    pid: integer,
    tgid: orNull(integer),
    uid: orNull(integer),
    comm: string,
    totalVmBytes: orNull(bytes),
    rssBytes: orNull(bytes),
    anonRssBytes: orNull(bytes),
    fileRssBytes: orNull(bytes),
    shmemRssBytes: orNull(bytes),
    pageTableBytes: orNull(bytes),
    swapBytes: orNull(bytes),
    oomScoreAdj: orNull(integer),
    badness: orNull(integer),
  }, {}, { other: counters }),
  ContainerExit: object<model.ContainerExit>({
    id: string,
    namespace: orNull(string),
    pod: orNull(string),
    podUid: orNull(string),
    container: orNull(string),
    containerId: orNull(string),
    qosClass,
    exitCode: orNull(integer),
    reason: orNull(string),
    startedAt: orNull(time),
    finishedAt: orNull(time),
    restartCount: orNull(count),
    cause: { anyOf: [killClass, oneOf("not-oom", "unexplained")] },
    match: oneOf("container-id", "pod-uid", "pod-and-time", "none"),
    kills: ids,
    explanation: string,
  }),
  Finding: object<model.Finding>({
    severity: oneOf("critical", "warning", "info"),
    code: string,
    title: string,
    detail: string,
    advice: string,
    kills: ids,
    exits: ids,
    episodes: ids,
  }),
  Diagnostic: object<model.Diagnostic>({
    severity: oneOf("error", "warning", "info"),
    code: string,
    message: string,
    input: orNull(count),
    line: orNull(lineNumber),
    count: lineNumber,
  }),
} satisfies Record<string, Schema>;

const document = object<model.Analysis>({
  schema: { const: "oomlog.analysis/v1" },
  tool: object<model.Analysis["tool"]>({ name: string, version: string }),
  generatedAt: time,
  inputs: list(ref("Input")),
  kills: list(ref("Kill")),
  episodes: list(ref("Episode")),
  exits: list(ref("ContainerExit")),
  findings: list(ref("Finding")),
  diagnostics: list(ref("Diagnostic")),
});

/** What `oomlog schema` prints: the JSON Schema of the document that `-o json` prints. */
export const schema: Schema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  $id: "oomlog.analysis/v1",
  title: "oomlog.analysis/v1",
  description: "Every OOM kill in a log, explained. Sizes are bytes; null is what the log did not say.",
  ...document,
  $defs,
};
