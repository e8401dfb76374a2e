import type { Input } from "../model/analysis.js";
import { plain } from "./plain.js";

/** Takes an index into the inputs and a 1-based line; returns `kern.log:42`, as compilers and editors write it. */
export function place(inputs: readonly Input[], input: number | null, line: number | null): string {
  const name = input === null ? undefined : inputs[input]?.name;
  const file = name === undefined ? "oomlog" : name === "-" ? "<stdin>" : plain(name);
  return line === null ? file : `${file}:${line}`;
}
