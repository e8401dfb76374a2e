/** How the cells of the task table are told apart: by counting, never by position, for widths overflow. */

const TAB = 9;
const SPACE = 32;
const MINUS = 45;
const ZERO = 48;
const NINE = 57;
const NO_BREAK_SPACE = 160;

const isBlank = (code: number): boolean => code === SPACE || code === TAB || code === NO_BREAK_SPACE;
const isDigit = (code: number): boolean => code >= ZERO && code <= NINE;

/**
 * The integers that a row begins with, at most `limit`, and what is left. Tables of a thousand rows are common in
 * a dump, and a regular expression for each cell takes five times as long as looking at the characters.
 */
function integers(cells: string, limit: number): { numbers: number[]; rest: string } {
  const numbers: number[] = [];
  let end = 0;
  while (numbers.length < limit) {
    let at = end;
    while (isBlank(cells.charCodeAt(at))) at++;
    const negative = cells.charCodeAt(at) === MINUS;
    if (negative) at++;
    const first = at;
    let value = 0;
    for (let code = cells.charCodeAt(at); isDigit(code); code = cells.charCodeAt(++at))
      value = value * 10 + code - ZERO;
    // A word that begins with digits is the name.
    if (at === first || (at < cells.length && !isBlank(cells.charCodeAt(at)))) break;
    numbers.push(negative ? -value : value);
    end = at;
  }
  return { numbers, rest: cells.slice(end) };
}

/**
 * How many numbers a row has between its bracket and its name; null where the header is cut, or names none.
 *
 * @param columns the header's, from `pid` to `name`
 */
export function numbersIn(columns: readonly string[]): number | null {
  return columns.length < 3 || columns.at(-1) !== "name" ? null : columns.length - 2;
}

/**
 * Reads one row by the columns of its header.
 *
 * @param cells what a task row holds after its bracket
 * @param columns the header's, from `pid` to `name`
 * @returns the values of the columns between, in their order and unit, and the comm: the rest of the line behind
 *   one blank, which may be empty or begin with blanks or digits. Of a row that says that it was cut short, what is
 *   left of it; null where a row only ends too early, or the header is cut.
 */
export function splitCells(
  cells: string,
  columns: readonly string[],
): { readonly numbers: readonly number[]; readonly name: string } | null {
  const count = numbersIn(columns);
  if (count === null) return null;
  const { numbers, rest } = integers(cells, count);
  if (numbers.length < count) return cutShort.test(rest) ? { numbers, name: "" } : null;
  return { numbers, name: isBlank(rest.charCodeAt(0)) ? rest.slice(1) : rest };
}

/** Behind a blank, for a number that dots follow at once may have gone on. */
const cutShort = /^[ \t\u00a0]+(?:\.{2,}|\u2026)[ \t]*$/;

const columns = (between: string): string[] => [
  "pid",
  "uid",
  "tgid",
  "total_vm",
  "rss",
  ...between.split(" "),
  "name",
];

const cpuAndOomAdj = columns("cpu oom_adj oom_score_adj");
const pageTablePages = columns("nr_ptes swapents oom_score_adj");
const pageTableBytes = columns("pgtables_bytes swapents oom_score_adj");

/** Columns by the number of integers between pid and name; seven has three readings. */
const byCount: Readonly<Record<number, readonly string[]>> = {
  6: columns("cpu oom_adj"),
  7: pageTableBytes,
  8: columns("nr_ptes nr_pmds swapents oom_score_adj"),
  10: columns("rss_anon rss_file rss_shmem pgtables_bytes swapents oom_score_adj"),
};

/** All tables that are known. */
const tables: readonly (readonly string[])[] = [...Object.values(byCount), cpuAndOomAdj, pageTablePages];

/**
 * The columns of a header that was cut: those of the one known table that goes on from there.
 *
 * @param printed the columns as far as they go; the last may be cut itself
 */
export function completedColumns(printed: readonly string[]): string[] | null {
  const whole = printed.slice(0, -1);
  const cut = printed.at(-1)?.replace(/(?:\.{2,}|\u2026)$/, "") ?? "";
  const found = tables.filter(
    (table) => whole.every((column, i) => column === table[i]) && table[whole.length]?.startsWith(cut),
  );
  return found.length === 1 && found[0] ? [...found[0]] : null;
}

/** The number of integers that most rows begin with; of two that are as frequent, the smaller. */
function usualCount(rows: readonly { numbers: number[]; rest: string }[]): number {
  const rowsByCount = new Map<number, number>();
  for (const { numbers } of rows) rowsByCount.set(numbers.length, (rowsByCount.get(numbers.length) ?? 0) + 1);
  const [usual] = [...rowsByCount].sort(([a, n], [b, m]) => m - n || a - b);
  return usual?.[0] ?? 0;
}

/** Whether the fifth integer counts bytes: page tables take up whole pages. */
const inBytes = (rows: readonly number[][]): boolean =>
  rows.every((row) => Number(row[4]) % 4096 === 0) && rows.some((row) => Number(row[4]) > 0);

/** Which of the three tables with seven integers it is. */
function ofSeven(rows: readonly number[][], widePid: boolean): readonly string[] {
  if (widePid || inBytes(rows)) return pageTableBytes;
  // One page table maps 512 pages, so a CPU number soon is too small to be a count of page tables.
  const tooFew = rows.some((row) => Number(row[4]) * 512 < Number(row[3]));
  const oomAdj = rows.every((row) => Number(row[5]) >= -17 && Number(row[5]) <= 15);
  return oomAdj && tooFew ? cpuAndOomAdj : pageTablePages;
}

/**
 * The columns of a table whose header is lost, from the number of integers before the names.
 *
 * @param rows cells of the rows, or whole rows, whose bracket then tells by its width `[%7d]` of 4.19 and later
 * @returns the header's columns, or null where no known table has such rows
 */
export function guessColumns(rows: readonly string[]): string[] | null {
  const bracket = /^\[[ \t\u00a0]*\d+[ \t\u00a0]*\]/;
  const widePid = rows.some(
    (row) => /^\[[ \t\u00a0]+\d/.test(row) && (bracket.exec(row)?.[0].length ?? 0) === 9,
  );
  const read = rows
    .map((row) => integers(row.replace(bracket, ""), 64))
    .filter(({ rest }) => !cutShort.test(rest));
  let usual = usualCount(read);
  const whole = read.filter(({ numbers }) => numbers.length >= usual).map(({ numbers }) => numbers);
  // A comm that begins with digits, such as `531`, looks like more numbers; an empty comm is much rarer.
  const nameless = read.every(({ numbers, rest }) => numbers.length !== usual || rest.trim() === "");
  if (usual >= 7 && usual <= 9 && inBytes(whole)) usual = 7;
  else if ((nameless || !byCount[usual]) && byCount[usual - 1]) usual--;
  const found = usual === 7 ? ofSeven(whole, widePid) : byCount[usual];
  return found ? [...found] : null;
}
