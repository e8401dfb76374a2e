import { readdirSync, readFileSync } from "node:fs";
import { parse } from "yaml";
import type { Analysis, Kill } from "../src/model/analysis.js";

/** What is known of a kill from elsewhere than oomlog: a trace point of the kernel, or who wrote the lines. */
export interface KnownKill {
  readonly pid: number;
  readonly class: string;
  readonly cause: string;
  readonly comm?: string;
  /** The name's bytes, where it holds what no log prints as it is. */
  readonly commHex?: string;
  readonly limitBytes?: number;
  readonly pageSizeBytes?: number;
  readonly podUid?: string;
  readonly containerId?: string;
  /** Further fields by the names of `Kill` and `Victim`. */
  readonly [field: string]: string | number | undefined;
}

/** One folder of `samples/`. */
export interface Sample {
  readonly name: string;
  readonly folder: URL;
  readonly input: Uint8Array;
  readonly about: {
    readonly kernel: string;
    readonly wrapper: string;
    readonly source: string;
    readonly licence: string;
    readonly truth: { readonly kills: readonly KnownKill[] };
  };
}

const root = new URL("../samples/", import.meta.url);

export const samples: readonly Sample[] = readdirSync(root, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .sort()
  .map((name) => {
    const folder = new URL(`${name}/`, root);
    const about = parse(readFileSync(new URL("sample.yaml", folder), "utf8"));
    return { name, folder, about, input: new Uint8Array(readFileSync(new URL("input.log", folder))) };
  });

export function sample(name: string): Sample {
  const found = samples.find((one) => one.name === name);
  if (found === undefined) throw new Error(`there is no sample ${name}`);
  return found;
}

/** The clock that samples are analysed by: times without a year are before it. */
export const GENERATED_AT = "2027-01-01T00:00:00.000Z";

/** The processes that the kernel killed; who else kills is told of, too. */
export function kernelKills({ kills }: Analysis): Kill[] {
  return kills.filter((kill) => kill.class === "cgroup-oom" || kill.class === "global-oom");
}

/** The bytes of a comm, whichever way a logger printed them; what no logger prints alike is one character. */
export function printedComm(comm: string): string {
  const bytes = Buffer.from(comm, "utf8")
    .toString("latin1")
    .replace(/\\x([0-9a-f]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replace(/[\\#]([0-3][0-7]{2})/g, (_, octal) => String.fromCharCode(Number.parseInt(octal, 8)));
  return bytes.replace(/[^\x21-\x7e]/g, "?").replace(/^\?+|\?+$/g, "");
}
