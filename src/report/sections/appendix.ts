import { groupBy } from "../../group-by.js";
import type { Episode, Kill, Task } from "../../model/analysis.js";
import { size, unsaid } from "../../render/bytes.js";
import { count } from "../../render/count.js";
import { place } from "../../render/place.js";
import { when } from "../../render/when.js";
import type { Case } from "../case.js";
import { isKilled } from "../charts/held-memory.js";
import type { Block, Details, Text } from "../report.js";
import { code, details, facts, paragraph, table } from "../write.js";
import { quoted } from "./evidence.js";
import { killedBy } from "./root-cause.js";
import { endText } from "./timeline.js";

/** Reports, tasks of a table and lines of evidence that are printed; the document has all. */
const REPORTS = 40;
const TASKS = 25;
const EVIDENCE = 12;

/** The reports of the OOM killer with their task tables, folded. */
export function appendix(given: Case): readonly Block[] {
  const { episodes } = given.analysis;
  if (episodes.length === 0) return [];
  const byEpisode = groupBy(given.analysis.kills, ({ episode }) => episode);
  const hidden = episodes.length - REPORTS;
  return [
    paragraph(
      `Each report of the kernel's OOM killer: its numbers, its task table and the lines that verdicts rest on. The analysis document (`,
      code("-o json"),
      ") has all of it.",
    ),
    ...episodes.slice(0, REPORTS).map((episode) => report(episode, byEpisode.get(episode.id) ?? [], given)),
    ...(hidden > 0 ? [paragraph(`${count(hidden, "further report")} left out.`)] : []),
  ];
}

function report(episode: Episode, kills: readonly Kill[], { analysis }: Case): Details {
  const { source, kernel, constraint, memcg, missing } = episode;
  const [first] = kills;
  const where = `${place(analysis.inputs, source.input, source.line)}${source.endLine === source.line ? "" : `–${source.endLine}`}`;
  const known: (readonly [string, string | null | undefined])[] = [
    ["Kernel", kernel],
    ["Constraint", constraint?.name],
    ["Nodes of the memory policy", constraint?.nodemask === "(null)" ? null : constraint?.nodemask],
    ["Cgroup at its limit", constraint?.oomMemcg ?? memcg?.path],
    ["Cgroup of the victim", constraint?.taskMemcg],
    ["Missing", missing.length === 0 ? null : missing.join(", ")],
  ];
  const evidence = kills.flatMap((kill) => [...kill.evidence, ...kill.conflicts]);
  const outcome = first === undefined ? endText(episode) : count(kills.length, "kill");
  return details(`${first === undefined ? "" : `${when(first)}, `}${where}: ${outcome}`, [
    facts(
      ...known.flatMap(([label, value]): (readonly [string, Text])[] =>
        value ? [[label, [code(value)]]] : [],
      ),
    ),
    ...taskTable(episode, kills),
    ...(evidence.length === 0 ? [] : [quoted(evidence.slice(0, EVIDENCE), analysis.inputs)]),
    ...(evidence.length > EVIDENCE
      ? [paragraph(`${count(evidence.length - EVIDENCE, "further line")} of evidence left out.`)]
      : []),
  ]);
}

function taskTable(episode: Episode, kills: readonly Kill[]): Block[] {
  const { tasks } = episode;
  if (tasks.length === 0) return [];
  const killed = killedBy(episode, kills);
  const rank = (task: Task) => task.rssBytes ?? -1;
  const sorted = [...tasks].sort(
    (a, b) => Number(isKilled(b, killed)) - Number(isKilled(a, killed)) || rank(b) - rank(a),
  );
  const shown = sorted.slice(0, TASKS);
  const more = tasks.length - shown.length;
  return [
    table(
      `Tasks, those killed first${more > 0 ? `; ${count(more, "smaller task")} left out` : ""}`,
      [
        "task",
        "#pid",
        "#uid",
        "#resident",
        "#anonymous",
        "#file",
        "#shared",
        "#page tables",
        "#swap",
        "#oom_score_adj",
        "#points",
      ],
      shown.map((task) => [
        [code(task.comm === "" ? "(no name)" : task.comm), ...(isKilled(task, killed) ? [" killed"] : [])],
        String(task.pid),
        number(task.uid),
        size(task.rssBytes),
        size(task.anonRssBytes),
        size(task.fileRssBytes),
        size(task.shmemRssBytes),
        size(task.pageTableBytes),
        size(task.swapBytes),
        number(task.oomScoreAdj),
        number(task.badness),
      ]),
    ),
  ];
}

const number = (value: number | null): string => (value === null ? unsaid : String(value));
