/** Times as loggers print them, for the inverse of each wrapper. All in UTC, all from microseconds. */

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"] as const;
const days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"] as const;

const date = (micros: number): Date => new Date(Math.floor(micros / 1000));
const six = (micros: number): string => String(micros % 1_000_000).padStart(6, "0");
const clock = (micros: number): string => date(micros).toISOString().slice(11, 19);
const month = (micros: number): string => months[date(micros).getUTCMonth()] as string;
const weekday = (micros: number): string => days[date(micros).getUTCDay()] as string;

/** `99376.123456`: seconds with six decimals. */
export function formatSeconds(micros: number): string {
  return `${Math.floor(micros / 1_000_000)}.${six(micros)}`;
}

/** The text of a number of microseconds, in seconds: `99376123456` → `99376.123456`. */
export function secondsOfMicros(micros: string): string {
  const digits = micros.padStart(7, "0");
  return `${digits.slice(0, -6)}.${digits.slice(-6)}`;
}

/** `2025-11-20T14:03:07`, with a fraction if `point` separates it. */
export function formatIso(micros: number, point: "" | "." | "," = ""): string {
  const whole = date(micros).toISOString().slice(0, 19);
  return point === "" ? whole : `${whole}${point}${six(micros)}`;
}

/** `Nov 20 14:03:07`. journalctl pads the day with a zero, syslog daemons with a blank. */
export function formatBsd(micros: number, pad: "0" | " "): string {
  return `${month(micros)} ${String(date(micros).getUTCDate()).padStart(2, pad)} ${clock(micros)}`;
}

/** `Thu 2025-11-20 14:03:07 UTC`. */
export function formatFull(micros: number): string {
  return `${weekday(micros)} ${formatIso(micros).replace("T", " ")} UTC`;
}

/** `Thu Nov 20 14:03:07 2025`. */
export function formatCtime(micros: number): string {
  return `${weekday(micros)} ${formatBsd(micros, " ")} ${date(micros).getUTCFullYear()}`;
}

/** `Nov 20 14:03:07.123` of a month as a number; null where there is no such month. */
export function bsdOfNumbers(month: string, day: string, time: string): string | null {
  const name = months[Number(month) - 1];
  return name === undefined ? null : `${name} ${day} ${time}`;
}

/** `2025-11-20T14:03:07` of a date with an English month: those few syslog daemons that print the year. */
export function isoOfNamedMonth(year: string, name: string, day: string, time: string): string | null {
  const index = (months as readonly string[]).indexOf(name);
  const two = (text: string | number): string => String(text).trim().padStart(2, "0");
  return index < 0 ? null : `${year}-${two(index + 1)}-${two(day)}T${time}`;
}
