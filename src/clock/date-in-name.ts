const date = /(?:^|\D)(20\d\d)-?(0[1-9]|1[0-2])-?(0[1-9]|[12]\d|3[01])(?!\d)/;

/**
 * The date in the name of a rotated file: `messages-20251116` ends on that day.
 *
 * @returns milliseconds since 1970, or null
 */
export function dateInName(name: string): number | null {
  const [, year, month, day] = date.exec(name.split(/[/\\]/).at(-1) ?? "") ?? [];
  return year === undefined ? null : Date.UTC(Number(year), Number(month) - 1, Number(day));
}
