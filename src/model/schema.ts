import type * as model from "./analysis.js";
import { causesOf } from "./causes.js";
import { Constraint, Episode, Memcg, NodeMemory, Task, Trigger, Zone } from "./episode-schema.js";
import {
  boolean,
  bytes,
  count,
  integer,
  lineNumber,
  list,
  number,
  object,
  oneOf,
  orNull,
  ref,
  type Schema,
  string,
  time,
} from "./json-schema.js";
import {
  AllocationReason,
  CgroupParts,
  Consumers,
  EpisodeReason,
  KillReason,
  NodeParts,
  VictimReason,
  ZoneState,
} from "./reason-schema.js";

export type { Schema } from "./json-schema.js";

/**
 * The published document as a JSON Schema (draft 2020-12). Each object names every field that its type requires, so
 * that one added to the model and forgotten here does not compile. Fields may be added in later versions, hence no
 * `additionalProperties: false`.
 */

const ids = list(string);
const qosClass = oneOf("Guaranteed", "Burstable", "BestEffort", null);

const killClass = oneOf(...Object.keys(causesOf));
/** A cause is one of its class. */
const causeFitsClass = Object.entries(causesOf).map(([name, causes]) => ({
  if: { properties: { class: { const: name } } },
  // biome-ignore lint/suspicious/noThenProperty: the keyword is JSON Schema's
  then: { properties: { cause: oneOf(...causes) } },
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
    { reason: orNull(ref("KillReason")) },
  ),
  Victim: object<model.Victim>(
    {
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
    },
    {},
    { vmRssBytes: bytes },
  ),
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
  Episode,
  Trigger,
  Constraint,
  Memcg,
  NodeMemory,
  Zone,
  Task,
  ContainerExit: object<model.ContainerExit>({
    id: string,
    namespace: orNull(string),
    pod: orNull(string),
    podUid: orNull(string),
    container: orNull(string),
    containerId: orNull(string),
    qosClass,
    toldBy: oneOf("api", "log"),
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
  KillReason,
  VictimReason,
  EpisodeReason,
  AllocationReason,
  ZoneState,
  NodeParts,
  CgroupParts,
  Consumers,
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
