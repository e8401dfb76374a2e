import { createToken } from "chevrotain";
import { defineSection, word } from "../section.js";

const Pid = createToken({
  name: "HeaderPid",
  pattern: /\[[ \t\u00a0]*pid[ \t\u00a0]*\]/,
});
const Columns = createToken({
  name: "HeaderColumns",
  pattern: /[\s\S]+/,
  line_breaks: true,
});

/** The columns that a header names; the last one is `name` where it is whole. */
export function columnsOf(header: string): readonly string[] {
  const printed = header
    .replace(/^\[[^\]]*\]/, "")
    .trim()
    .split(/\s+/);
  // What stands behind the last column is a footnote. Where the header is cut, there is no `name`.
  const end = printed.indexOf("name");
  return ["pid", ...(end < 0 ? printed : printed.slice(0, end + 1))];
}

/** The names of the columns of the task table. Any name is taken: kernels, patches and editors change them. */
export const tasksHeader = defineSection({
  kind: "tasks-header",
  printedBy: "mm/oom_kill.c, dump_tasks()",
  versions: "2.6.32–",
  role: "body",
  anchor: /\[[ \t\u00a0]*pid[ \t\u00a0]*\]/y,
  first: "[",
  cut: /^\[[ \t\u00a0]*pid[ \t\u00a0]*\](?![\s\S]*\bname\b)/,
  continues: /[ \t\u00a0]*(?:[a-z_]+[ \t\u00a0]+){0,12}name[ \t\u00a0]*$/y,
  tokens: [Pid, Columns],
  rule: ($) => {
    $.CONSUME(Pid);
    $.OPTION(() => $.CONSUME(Columns));
  },
  fact: (cst) => {
    return { kind: "tasks-header" as const, columns: columnsOf(word(cst["HeaderColumns"]) ?? "") };
  },
  examples: [
    "[ pid ]   uid  tgid total_vm      rss cpu oom_adj name",
    "[ pid ]   uid  tgid total_vm      rss cpu oom_adj oom_score_adj name",
    "[ pid ]   uid  tgid total_vm      rss nr_ptes swapents oom_score_adj name",
    "[ pid ]   uid  tgid total_vm      rss nr_ptes nr_pmds swapents oom_score_adj name",
    "[ pid ]   uid  tgid total_vm      rss pgtables_bytes swapents oom_score_adj name",
    "[  pid  ]   uid  tgid total_vm      rss rss_anon rss_file rss_shmem pgtables_bytes swapents oom_score_adj name",
  ],
});
