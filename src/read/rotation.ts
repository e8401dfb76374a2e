/** How log rotation names what it puts aside, so that a directory can be read oldest first. */

const packedName = /\.(?:gz|zst|xz|bz2|lz4)$/;
const dated = /^(.+)[-.](\d{8}(?:[-T_]?\d{2,6})?|\d{4}-\d{2}-\d{2}(?:[-T_][\d:-]+)?)$/;
const numbered = /^(.+)\.(\d{1,5})$/;

interface Rotated {
  /** The log that it was part of. */
  readonly log: string;
  /** Before everything with a greater one: a date comes before a number, a number before the log itself. */
  readonly rank: 0 | 1 | 2;
  readonly date: string;
  readonly number: number;
}

function rotated(name: string): Rotated {
  const plain = name.replace(packedName, "");
  const [, datedLog, date] = dated.exec(plain) ?? [];
  if (datedLog !== undefined && date !== undefined) return { log: datedLog, rank: 0, date, number: 0 };
  const [, log, number] = numbered.exec(plain) ?? [];
  if (log !== undefined) return { log, rank: 1, date: "", number: Number(number) };
  return { log: plain, rank: 2, date: "", number: 0 };
}

const compare = <Value extends string | number>(a: Value, b: Value): number => (a < b ? -1 : a > b ? 1 : 0);

/** Takes file names; returns them by name, and the parts of one log oldest first: `kern.log.2.gz`, `.1`, `kern.log`. */
export function oldestFirst(names: readonly string[]): string[] {
  return names
    .map((name) => ({ name, ...rotated(name) }))
    .sort(
      (a, b) =>
        compare(a.log, b.log) ||
        a.rank - b.rank ||
        compare(a.date, b.date) ||
        b.number - a.number ||
        compare(a.name, b.name),
    )
    .map(({ name }) => name);
}
