import type { Section } from "../../grammars/section.js";
import type { Envelope, LogRecord } from "../model/record.js";
import { hostOf } from "./whose.js";

/** Lines within which one forged line makes another one, that could be the kernel's, no more believable. */
const FORGED_WITHIN = 8;
/** Hosts of which the last forged line is remembered: a forged log may name any number. */
const HOSTS_MAX = 64;

/**
 * The kernel prints a line at one level whatever happens: at another it is a program's, written to /dev/kmsg. That has a
 * facility, of which dmesg leaves the lowest bit in the level, and a program's own is odd (user, daemon).
 */
export function isForged({ level }: Section, envelope: Envelope): boolean {
  return (
    level !== undefined && envelope.level !== null && envelope.level !== level && envelope.level % 2 === 1
  );
}

/** The last line of each host that a program wrote in the kernel's name, of whatever process the log says it is. */
export class Forged {
  #lines = new Map<string, number>();

  add({ source }: LogRecord, key: string): void {
    const host = hostOf(key);
    this.#lines.delete(host);
    this.#lines.set(host, source.line);
    const [oldest] = this.#lines.keys();
    if (this.#lines.size > HOSTS_MAX && oldest !== undefined) this.#lines.delete(oldest);
  }

  /** Whether a line of this key stands beside one. */
  isNear({ source }: LogRecord, key: string): boolean {
    const line = this.#lines.get(hostOf(key));
    return line !== undefined && Math.abs(source.line - line) <= FORGED_WITHIN;
  }

  rename(rename: (key: string) => string): void {
    this.#lines = new Map([...this.#lines].map(([host, line]) => [hostOf(rename(`${host}\0`)), line]));
  }
}
