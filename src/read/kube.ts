import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { ClusterBuilder } from "../cluster/builder.js";
import { addDocument } from "../cluster/document.js";
import type { Cluster } from "../model/cluster.js";
import { type Noted, note } from "../model/diagnostic.js";
import { reasonOf } from "./failure.js";
import { getFromKubectl, type KubectlOptions } from "./kubectl.js";

export interface KubeOptions {
  /** Asks the cluster itself. */
  readonly kubectl?: KubectlOptions;
  /** Opens what is compressed otherwise than by gzip; null where it is not compressed in a way that it knows. */
  readonly decompress?: (bytes: Uint8Array) => Promise<Uint8Array | null>;
}

export interface ReadCluster {
  readonly cluster: Cluster;
  readonly diagnostics: readonly Noted[];
}

const STDIN = "-";
const nowhere = { input: null, line: null };

/**
 * Reads what is known of a cluster. What cannot be read is noted, and the rest is still read.
 *
 * @param names files, directories (their JSON and YAML, and that of the directories in them, which is how
 *   `kubectl cluster-info dump` lays it out), `-` for standard input
 */
export async function readCluster(names: readonly string[], options: KubeOptions = {}): Promise<ReadCluster> {
  const builder = new ClusterBuilder();
  for (const name of names) {
    let read = 0;
    for (const file of filesOf(name, builder)) if (await readFile(file, builder, options)) read += 1;
    tellWhereNothing(name, read, builder);
  }
  if (options.kubectl !== undefined) await ask(options.kubectl, builder);
  return builder.end();
}

const isEvidence = /\.(?:json|jsonl|ndjson|ya?ml)(?:\.(?:gz|xz|zst|bz2))?$/i;

function filesOf(name: string, builder: ClusterBuilder): string[] {
  try {
    return name !== STDIN && statSync(name).isDirectory() ? inDirectory(name, 1) : [name];
  } catch (error) {
    unreadable(name, error, builder);
    return [];
  }
}

function inDirectory(directory: string, levels: number): string[] {
  const entries = readdirSync(directory, { withFileTypes: true });
  return entries
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(directory, entry.name);
      if (entry.isDirectory()) return levels > 0 ? inDirectory(path, levels - 1) : [];
      return isEvidence.test(entry.name) ? [path] : [];
    });
}

/** Returns whether it could be read. */
async function readFile(name: string, builder: ClusterBuilder, options: KubeOptions): Promise<boolean> {
  try {
    const bytes = readFileSync(name === STDIN ? 0 : name);
    await addDocument(await unpacked(bytes, options), name, builder);
    return true;
  } catch (error) {
    unreadable(name, error, builder);
    return false;
  }
}

/** A small file must not fill the machine. */
const UNPACKED_MAX = 1 << 30;
const magics: Readonly<Record<string, readonly number[]>> = {
  gzip: [0x1f, 0x8b],
  xz: [0xfd, 0x37, 0x7a, 0x58, 0x5a],
  zstd: [0x28, 0xb5, 0x2f, 0xfd],
  bzip2: [0x42, 0x5a, 0x68],
};

async function unpacked(bytes: Uint8Array, { decompress }: KubeOptions): Promise<Uint8Array> {
  const packed = Object.entries(magics).find(([, magic]) =>
    magic.every((byte, at) => bytes[at] === byte),
  )?.[0];
  if (packed === undefined) return bytes;
  if (packed === "gzip") return gunzipSync(bytes, { maxOutputLength: UNPACKED_MAX });
  const opened = (await decompress?.(bytes)) ?? null;
  if (opened === null) throw new Error(`it is compressed with ${packed}; unpack it first`);
  return opened;
}

/** Told once a name: a directory may well hold other things beside. */
function tellWhereNothing(name: string, read: number, builder: ClusterBuilder): void {
  const { used, unused } = builder.tally();
  if (used > 0 || read === 0) return;
  const found = [...unused].map(([kind, count]) => `${count} × ${kind}`).join(", ");
  builder.note(note("kube-nothing-found", nowhere, { name, found: found === "" ? null : found }));
}

async function ask(options: KubectlOptions, builder: ClusterBuilder): Promise<void> {
  const { answer, problem } = await getFromKubectl(options);
  if (problem !== null) builder.note(note("kubectl-failed", nowhere, { reason: problem }));
  // It prints what it got, even where one of the kinds is forbidden.
  if (answer.length > 0) await addDocument(answer, "kubectl", builder);
}

function unreadable(name: string, error: unknown, builder: ClusterBuilder): void {
  builder.note(note("kube-file-unreadable", nowhere, { name, reason: reasonOf(error) }));
}
