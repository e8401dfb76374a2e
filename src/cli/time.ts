import type { Argv } from "yargs";
import type { TimeOptions } from "../clock/input-clock.js";
import { UsageError } from "./exit.js";
import { oneValue } from "./one-value.js";

/** What people say of times: of those in the logs, and of those that are shown. */
export interface TimeArguments {
  readonly tz: string | undefined;
  readonly year: number | undefined;
  readonly "boot-time": string | undefined;
  readonly utc: boolean | undefined;
}

export const withTimeOptions = (yargs: Argv): Argv =>
  yargs
    .option("tz", {
      type: "string",
      ...oneValue,
      describe: "Zone of times in the logs that have none: Europe/Berlin, +05:30, local",
      defaultDescription: "UTC",
    })
    .option("year", {
      type: "number",
      ...oneValue,
      describe: "Year in which a log without years begins",
    })
    .option("boot-time", {
      type: "string",
      ...oneValue,
      describe: "When the machine was started, for logs with the kernel's clock only",
    })
    .option("utc", { type: "boolean", describe: "Show times in UTC, not in your zone" });

/** Takes the arguments of a command; returns what they say of the times in the logs. */
export async function timeOptionsOf({ tz, year, "boot-time": boot }: TimeArguments): Promise<TimeOptions> {
  if (year !== undefined && !(Number.isInteger(year) && year >= 1970 && year <= 9999))
    throw new UsageError("--year takes a year of four digits");
  // Nobody who says nothing of time waits for luxon twice.
  const { parseMoment, parseZone } = await import("../time.js");
  const zone = tz === undefined ? null : parseZone(tz);
  if (tz !== undefined && zone === null)
    throw new UsageError(`--tz takes a zone such as Europe/Berlin or +05:30, not ${tz}`);
  const bootMillis = boot === undefined ? null : parseMoment(boot, zone ?? "UTC");
  if (boot !== undefined && bootMillis === null)
    throw new UsageError(`--boot-time takes a time such as 2025-11-20T14:03:07Z, not ${boot}`);
  return { zone, year: year ?? null, bootMillis };
}

/** The zone in which times are shown. */
export async function shownZone({ utc }: Pick<TimeArguments, "utc">): Promise<string> {
  return utc ? "UTC" : (await import("../time.js")).viewersZone();
}
