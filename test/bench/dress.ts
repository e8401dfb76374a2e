import type { Said } from "./noise.js";

/** How each logger writes a line; the wrappers of the project are not asked, for they are what is measured. */

export const formats = ["journal-short", "journal-json", "dmesg", "kmsg"] as const;
export type Format = (typeof formats)[number];

const HOST = "node-7";
const BOOT = "5f1c3d2e9a8b4c7d8e6f0a1b2c3d4e5f";
/** 2026-03-03T04:05:07Z, when the machine was started. */
const BOOTED_MILLIS = Date.UTC(2026, 2, 3, 4, 5, 7);
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const two = (value: number): string => String(value).padStart(2, "0");

/** Whether only the kernel speaks in logs of this format. */
export const kernelOnly = (format: Format): boolean => format === "dmesg" || format === "kmsg";

/** Microseconds since the machine was started, and how many lines came before. */
export type Dress = (said: Said, micros: number, sequence: number) => string;

/** Lines of the same second begin with the same words. */
function shortTime(): (micros: number) => string {
  let [second, text] = [-1, ""];
  return (micros) => {
    const now = Math.floor(micros / 1e6);
    if (now !== second) {
      const date = new Date(BOOTED_MILLIS + now * 1000);
      const clock = [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()].map(two).join(":");
      [second, text] = [now, `${months[date.getUTCMonth()]} ${two(date.getUTCDate())} ${clock}`];
    }
    return text;
  };
}

const seconds = (micros: number): string =>
  `${Math.floor(micros / 1e6)}.${String(micros % 1e6).padStart(6, "0")}`;

export function dress(format: Format): Dress {
  switch (format) {
    case "journal-short": {
      const time = shortTime();
      return ({ by, message }, micros) => `${time(micros)} ${HOST} ${by}: ${message}\n`;
    }
    case "journal-json":
      return ({ by, message }, micros, sequence) =>
        `{"__CURSOR":"s=${BOOT};i=${sequence.toString(16)}","__REALTIME_TIMESTAMP":"${BOOTED_MILLIS * 1000 + micros}","__MONOTONIC_TIMESTAMP":"${micros}","_BOOT_ID":"${BOOT}","_TRANSPORT":"${by === "kernel" ? "kernel" : "syslog"}","_HOSTNAME":"${HOST}","PRIORITY":"6","SYSLOG_IDENTIFIER":"${by.replace(/\[.*/, "")}","MESSAGE":${JSON.stringify(message)}}\n`;
    case "dmesg":
      return ({ message }, micros) => `[${seconds(micros).padStart(12)}] ${message}\n`;
    case "kmsg":
      return ({ message }, micros, sequence) => `6,${sequence},${micros},-;${message}\n`;
  }
}
