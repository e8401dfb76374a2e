import { defineLine } from "../section.js";

export { completedColumns, guessColumns, numbersIn, splitCells } from "../task-columns.js";

/**
 * One process that could have been killed. The cells stay text until the header says what they are:
 * {@link splitCells} reads them. Two numbers (uid, tgid) tell a row from other lines with a bracket.
 */
export const taskRow = defineLine({
  kind: "task-row",
  printedBy: "mm/oom_kill.c, dump_task(); dump_tasks() before 5.4",
  versions: "2.6.32–",
  role: "body",
  line: /\[[ \t\u00a0]*(\d{1,10})[ \t\u00a0]*\]([ \t\u00a0]*-?\d+[ \t\u00a0]+-?\d+(?=[ \t\u00a0\n]|$)[^\n]*)/y,
  first: "[",
  fact: ([, pid, cells = ""]) => ({
    kind: "task-row" as const,
    pid: Number(pid),
    /** The text after the bracket, as printed. */
    cells,
  }),
  examples: [
    "[ 4211]  1000  4211   412345   301222   1       0 soffice.bin",
    "[ 4211]  1000  4211   412345   301222     711       5    20480             0 soffice.bin",
    "[   4211]    -2  4211   412345   301222  2932736    20480         -1000 12 a] b",
    "[   4211]  1000  4211   412345   301222   300100     1100        22  2932736    20480             0 soffice.bin",
  ],
});
