import process from "node:process";
import type { Source } from "./source.js";
import { bytesOf } from "./stream.js";

/**
 * Standard input: `journalctl -k -f`, `dmesg -w`, `kubectl logs -f`, `tail -F`. By events and not by blocking reads,
 * so that a timer can close a report after which nothing comes.
 */
export const pipe: Source = {
  name: "-",
  read: (signal) => bytesOf(process.stdin, signal),
};
