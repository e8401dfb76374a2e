import type { Input } from "../model/analysis.js";

/** Takes a name and a size; returns what stands for the API's objects among the inputs: one line of what was read. */
export function apiInput(name: string, bytes: number): Input {
  const coverage = { outside: 0, parsed: 1, unparsed: 0, undecoded: 0 };
  const nothing = { compression: null, firstTime: null, lastTime: null, hosts: [] };
  return { name, format: "kubernetes-api", bytes, lines: 1, coverage, ...nothing };
}
