/** Takes a number; returns it with a comma between thousands, whatever the locale of the machine. */
export function digits(value: number): string {
  return String(value).replace(/\B(?=(?:\d{3})+(?!\d))/g, ",");
}

/** Takes how many and one of them; returns `1 kill`, `2,000 kills`. */
export function count(value: number, one: string, many = `${one}s`): string {
  return `${digits(value)} ${value === 1 ? one : many}`;
}
