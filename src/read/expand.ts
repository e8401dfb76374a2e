import { readdirSync, type Stats, statSync } from "node:fs";
import { join } from "node:path";
import { globMatcher, isGlob } from "../glob.js";
import { NotRead, reasonOf } from "./failure.js";
import { holdsJournals, isJournalName, type JournalPlace } from "./journal.js";
import { oldestFirst } from "./rotation.js";

/** Which inputs the names on a command line stand for. */

export type Source =
  | { readonly kind: "stdin"; readonly name: string }
  /** `found`: in a directory, so that nobody has asked for this one by its name. */
  | { readonly kind: "file"; readonly name: string; readonly bytes: number; readonly found: boolean }
  | { readonly kind: "journal"; readonly name: string; readonly place: JournalPlace }
  | { readonly kind: "unreadable"; readonly name: string; readonly reason: string };

/** Standard input, as people write it. */
export const STDIN = "-";

/**
 * @param names paths, patterns that no path is called like, `-`
 * @param recursive whether directories are read, with those in them
 */
export function expand(names: readonly string[], recursive: boolean): Source[] {
  const seen = new Set<string>();
  return names.flatMap((name) =>
    name === STDIN
      ? [{ kind: "stdin" as const, name }]
      : matching(name).flatMap((path) => atPath(path, recursive, false, seen)),
  );
}

function atPath(name: string, recursive: boolean, found: boolean, seen: Set<string>): Source[] {
  try {
    const status = statSync(name);
    if (!status.isDirectory()) return fileOf(name, status, found);
    const directory = `${status.dev}:${status.ino}`;
    if (found && seen.has(directory)) return [];
    seen.add(directory);
    if (recursive) return inDirectory(name, seen);
    if (holdsJournals(name)) return [journalsIn(name)];
    throw new NotRead("it is a directory; -r reads what is in it");
  } catch (error) {
    return [{ kind: "unreadable", name, reason: reasonOf(error) }];
  }
}

const journalsIn = (path: string): Source => ({
  kind: "journal",
  name: path,
  place: { kind: "directory", path },
});

function inDirectory(directory: string, seen: Set<string>): Source[] {
  const names = readdirSync(directory);
  const journals = names.some(isJournalName) ? [journalsIn(directory)] : [];
  const others = oldestFirst(names.filter((name) => !isJournalName(name)));
  return [...journals, ...others.flatMap((name) => atPath(join(directory, name), true, true, seen))];
}

/** Devices that are read like a log: an empty one, the kernel's own messages, and keyboards (Linux, devices.txt). */
const isReadableDevice = (name: string, { rdev }: Stats): boolean => {
  const major = rdev >> 8;
  return (
    name === "/dev/null" ||
    name === "/dev/kmsg" ||
    major === 4 ||
    major === 5 ||
    (major >= 136 && major <= 143)
  );
};

function fileOf(name: string, status: Stats, found: boolean): Source[] {
  const isDevice = status.isCharacterDevice() || status.isBlockDevice();
  if (status.isSocket()) return odd(name, found, "it is a socket");
  if (isDevice && !isReadableDevice(name, status)) return odd(name, found, "it is a device");
  if (found && !status.isFile()) return [];
  return [{ kind: "file", name, bytes: status.isFile() ? status.size : 0, found }];
}

/** Nobody means the sockets and devices that lie about in a directory. */
const odd = (name: string, found: boolean, reason: string): Source[] =>
  found ? [] : [{ kind: "unreadable", name, reason }];

/** Paths that a pattern matches, in order; the name itself where it is a path, or matches none. */
function matching(name: string): string[] {
  if (!isGlob(name) || exists(name)) return [name];
  const root = name.startsWith("/") ? "/" : "";
  const found = name
    .split("/")
    .filter((part) => part !== "")
    .reduce<string[]>((paths, part) => paths.flatMap((path) => step(path, part)), [root]);
  return found.length > 0 ? found : [name];
}

/** One part of a pattern: `**` is any number of directories. */
function step(path: string, part: string): string[] {
  if (!isGlob(part)) return [join(path, part)].filter(exists);
  if (part === "**")
    return [
      path,
      ...entries(path)
        .filter(isDirectory)
        .flatMap((one) => step(one, part)),
    ];
  const matches = globMatcher(part);
  return entries(path, (name) => matches(name) && (part.startsWith(".") || !name.startsWith(".")));
}

function entries(path: string, wanted: (name: string) => boolean = () => true): string[] {
  try {
    return oldestFirst(readdirSync(path === "" ? "." : path).filter(wanted)).map((name) => join(path, name));
  } catch {
    return [];
  }
}

function exists(path: string): boolean {
  try {
    statSync(path);
    return true;
  } catch {
    return false;
  }
}

function isDirectory(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}
