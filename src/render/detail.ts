import type {
  Analysis,
  Episode,
  Evidence,
  Input,
  Kill,
  MemcgResource,
  Task,
  Victim,
} from "../model/analysis.js";
import { percent, size } from "./bytes.js";
import { count } from "./count.js";
import { isNamed, processName, runtimeName, workloadName } from "./name.js";
import { place } from "./place.js";
import { plain } from "./plain.js";
import type { Style } from "./style.js";
import { verdict } from "./verdict.js";
import { when } from "./when.js";
import { wrap } from "./wrap.js";

export interface DetailOptions {
  /** Columns of the terminal. */
  readonly width: number;
  readonly style: Style;
  /** In which times are shown. Default: UTC. */
  readonly zone?: string;
}

/** How many of the largest tasks a card names. */
const LARGEST = 5;
/** How much of a line of evidence is quoted; an OOM message is shorter. */
const QUOTE_MAX = 600;
const LABEL = 12;

const confidence = {
  certain: "the log says so in words",
  likely: "worked out from what the log says",
  guess: "the log says too little to be sure",
} as const;

/** A label and the paragraphs that stand beside it. */
interface Part {
  readonly label: string;
  readonly lines: readonly string[];
}

/** Takes an analysis; returns one card per kill, in the order of the document. */
export function detail(analysis: Analysis, options: DetailOptions): string {
  const episodes = new Map(analysis.episodes.map((episode) => [episode.id, episode]));
  return analysis.kills
    .map((kill) => card(kill, episodes.get(kill.episode ?? "") ?? null, analysis.inputs, options))
    .join("\n");
}

/** Takes a kill and its episode; returns its card, which ends with a newline. */
export function card(
  kill: Kill,
  episode: Episode | null,
  inputs: readonly Input[],
  options: DetailOptions,
): string {
  return written(kill, episode, partsOf(kill, episode, inputs), options);
}

/** A kill as it was known at some time. */
export interface Known {
  readonly kill: Kill;
  readonly episode: Episode | null;
}

/** Takes what a card said of a kill and what is known now; returns the parts that changed, or nothing. */
export function correction(
  before: Known,
  { kill, episode }: Known,
  inputs: readonly Input[],
  options: DetailOptions,
): string {
  const said = new Set(partsOf(before.kill, before.episode, inputs).map((part) => JSON.stringify(part)));
  const parts = partsOf(kill, episode, inputs).filter((part) => !said.has(JSON.stringify(part)));
  return parts.length === 0 ? "" : written(kill, episode, parts, options);
}

function written(
  kill: Kill,
  episode: Episode | null,
  parts: readonly Part[],
  { width, style, zone }: DetailOptions,
): string {
  const heading = [
    when(kill, zone),
    kill.host === null ? null : plain(kill.host),
    `${kill.class}/${kill.cause}`,
  ];
  return [
    ...wrap(heading.filter((word) => word !== null).join("  "), width).map(style.cyan),
    ...wrap(verdict(kill, episode), width).map(style.bold),
    ...parts.flatMap((part) => beside(part, width, style)),
    "",
  ].join("\n");
}

function partsOf(kill: Kill, episode: Episode | null, inputs: readonly Input[]): Part[] {
  return [
    { label: "Victim", lines: victimLines(kill.victim) },
    { label: "Workload", lines: workloadLines(kill) },
    { label: "Limit", lines: limitLines(kill, episode) },
    { label: "Cgroups", lines: cgroupLines(kill) },
    { label: "Node", lines: nodeLines(episode) },
    { label: "Asked by", lines: triggerLines(episode) },
    { label: "Largest", lines: largestLines(episode, kill.victim) },
    { label: "Chosen", lines: said(kill.reason?.victim ? kill.reason.summary : undefined) },
    { label: "Memory", lines: said(episode?.reason?.summary) },
    { label: "After", lines: afterwardsLines(kill) },
    { label: "Why", lines: whyLines(kill, inputs) },
    { label: "Against", lines: quoted(kill.conflicts, inputs) },
    { label: "Report", lines: reportLines(kill, episode, inputs) },
  ];
}

function beside({ label, lines }: Part, width: number, style: Style): string[] {
  return lines
    .flatMap((line) => hang(line, width - LABEL))
    .map((line, at) => `${style.dim((at === 0 ? `  ${label}` : "").padEnd(LABEL))}${line}`);
}

/** Wraps a line whose indent holds for what is carried over. */
function hang(line: string, width: number): string[] {
  const text = line.trimStart();
  const indent = line.slice(0, line.length - text.length);
  if (line.length <= width) return [line];
  return wrap(text, width - indent.length).map((piece) => indent + piece);
}

/** Sentences that hold names out of the log. */
function said(sentences: string | undefined): string[] {
  return sentences === undefined || sentences === "" ? [] : [plain(sentences)];
}

function victimLines(victim: Victim | null): string[] {
  if (victim === null || !isNamed(victim)) return [];
  const identity = [
    processName(victim),
    named("uid", victim.uid),
    named("oom_score_adj", victim.oomScoreAdj),
    named("badness", victim.badness),
  ];
  const resident =
    victim.vmRssBytes !== undefined
      ? `rss: ${size(victim.vmRssBytes)} (VmRSS)`
      : `rss: ${size(victim.anonRssBytes)} anonymous, ${size(victim.fileRssBytes)} file, ${size(victim.shmemRssBytes)} shared`;
  const rest = `page tables ${size(victim.pageTableBytes)}, swap ${size(victim.swapBytes)}, virtual ${size(victim.totalVmBytes)}`;
  return [sentence(identity), resident, rest];
}

function workloadLines(kill: Kill): string[] {
  const { workload } = kill;
  if (workload === null) return [];
  const qos = workload.qosClass === null ? null : `${workload.qosClass} (from ${workload.qosSource})`;
  return [
    sentence([runtimeName(workload), workloadName(workload), qos]),
    ...[
      named("pod", workload.podUid),
      named("container", workload.containerId),
      named("unit", workload.unit),
      named("node", workload.node),
      workload.owner === null ? null : named(workload.owner.kind, workload.owner.name),
      workload.requestBytes === null && workload.limitBytes === null
        ? null
        : `request ${size(workload.requestBytes)}, limit ${size(workload.limitBytes)}`,
    ].filter((line) => line !== null),
  ];
}

function limitLines(kill: Kill, episode: Episode | null): string[] {
  const memcg = episode?.memcg ?? null;
  if (kill.class !== "cgroup-oom" || memcg === null) return [];
  const share = percent(memcg.usageBytes, memcg.limitBytes);
  const bound = (resource: MemcgResource, limit: number | null): string =>
    memcg.unlimited.includes(resource) ? ", no limit" : ` of ${size(limit)}`;
  const pairs: readonly [string, MemcgResource, usage: number | null, limit: number | null][] = [
    ["swap", "swap", memcg.swapUsageBytes, memcg.swapLimitBytes],
    ["memory+swap", "memsw", memcg.memswUsageBytes, memcg.memswLimitBytes],
    ["kernel", "kmem", memcg.kmemUsageBytes, memcg.kmemLimitBytes],
  ];
  const used = `${size(memcg.usageBytes)} used${bound("memory", memcg.limitBytes)}`;
  const more = pairs
    .filter(([, , usage, limit]) => usage !== null || limit !== null)
    .map(([name, resource, usage, limit]) =>
      [
        `${name} ${size(usage)}${bound(resource, limit)}`,
        resource === "memsw" && limit !== null ? hits(memcg.memswFailcnt) : null,
      ]
        .filter((part) => part !== null)
        .join(", "),
    );
  return [
    sentence([share === null ? used : `${used} (${share})`, hits(memcg.failcnt)]),
    more.join("; "),
  ].filter((line) => line !== "");
}

const hits = (failcnt: number | null): string | null =>
  failcnt === null ? null : `hit ${count(failcnt, "time")}`;

const pair = (name: string, usage: number | null, limit: number | null): string | null =>
  usage === null && limit === null ? null : `${name} ${size(usage)} of ${size(limit)}`;

function cgroupLines(kill: Kill): string[] {
  if (kill.oomMemcg !== null && kill.oomMemcg === kill.taskMemcg)
    return ["oom_memcg and task_memcg", `  ${plain(kill.oomMemcg)}`];
  return [named("oom_memcg", kill.oomMemcg), named("task_memcg", kill.taskMemcg)].filter(
    (line) => line !== null,
  );
}

function nodeLines(episode: Episode | null): string[] {
  const memory = episode?.memory ?? null;
  if (memory === null) return [];
  const ram = pair("free", memory.freeBytes, memory.totalBytes);
  const swap =
    memory.swapTotalBytes === 0 ? "no swap" : pair("swap free", memory.swapFreeBytes, memory.swapTotalBytes);
  const line = sentence([ram, swap]);
  return line === "" ? [] : [line];
}

/** The one that asked for memory is not the one to blame: it is named as who asked, and no more. */
function triggerLines(episode: Episode | null): string[] {
  const trigger = episode?.trigger ?? null;
  if (trigger === null) return [];
  const flags = trigger.gfpFlags.length > 0 ? trigger.gfpFlags.join("|") : trigger.gfpMask;
  return [sentence([processName(trigger), named("order", trigger.order), named("gfp_mask", flags)])];
}

const bySize = (a: Task, b: Task): number => (b.rssBytes ?? -1) - (a.rssBytes ?? -1);

function largestLines(episode: Episode | null, victim: Victim | null): string[] {
  const tasks = episode?.tasks ?? [];
  const largest = [...tasks].sort(bySize).slice(0, LARGEST);
  const widest = Math.max(0, ...largest.map((task) => size(task.rssBytes).length));
  const lines = largest.map((task) => {
    const mark = task.pid === victim?.pid ? "killed" : null;
    return `${size(task.rssBytes).padStart(widest)}  ${sentence([processName(task), named("adj", task.oomScoreAdj), mark])}`;
  });
  const others = tasks.length - largest.length;
  return others > 0 ? [...lines, `and ${count(others, "smaller task")}`] : lines;
}

function afterwardsLines(kill: Kill): string[] {
  const { reaper, duplicates } = kill;
  const reaped =
    reaper === null
      ? null
      : reaper.reaped
        ? `the reaper left ${size(reaper.anonRssBytes)} anonymous, ${size(reaper.fileRssBytes)} file, ${size(reaper.shmemRssBytes)} shared`
        : "the reaper could not take its memory back";
  const told = duplicates === 0 ? null : `the log tells of this kill ${count(duplicates, "more time")}`;
  return [reaped, told].filter((line) => line !== null);
}

function whyLines(kill: Kill, inputs: readonly Input[]): string[] {
  return [`${kill.confidence}: ${confidence[kill.confidence]}`, ...quoted(kill.evidence, inputs)];
}

function quoted(lines: readonly Evidence[], inputs: readonly Input[]): string[] {
  return lines.flatMap(({ text, input, line }) => [place(inputs, input, line), `  ${quote(text)}`]);
}

function quote(text: string): string {
  const characters = [...text.slice(0, 2 * QUOTE_MAX)];
  const shown = characters.length > QUOTE_MAX ? `${characters.slice(0, QUOTE_MAX).join("")}…` : text;
  return plain(shown.trim());
}

function reportLines(kill: Kill, episode: Episode | null, inputs: readonly Input[]): string[] {
  if (episode === null) return [];
  const { input, line, endLine } = episode.source;
  const kernel = episode.kernel === null ? null : `kernel ${plain(episode.kernel)}`;
  const others = episode.kills.length - 1;
  const group =
    others > 0 && episode.kills.includes(kill.id) ? `it killed ${count(others, "other")} too` : null;
  const lost =
    episode.missing.length === 0 ? [] : [`incomplete: no ${episode.missing.map(plain).join(", no ")}`];
  const lines = line === endLine ? place(inputs, input, line) : `${place(inputs, input, line)}–${endLine}`;
  return [sentence([lines, kernel, group]), ...lost];
}

const named = (name: string, value: string | number | null): string | null =>
  value === null ? null : `${name} ${plain(String(value))}`;

const sentence = (parts: readonly (string | null)[]): string =>
  parts.filter((part) => part !== null && part !== "").join(", ");
