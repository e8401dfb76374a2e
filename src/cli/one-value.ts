/** An option of one value: given twice, the last one counts, as in an alias that somebody overrides. */
export const oneValue = {
  nargs: 1,
  coerce: <Value>(given: Value | Value[]): Value => (Array.isArray(given) ? (given.at(-1) as Value) : given),
} as const;
