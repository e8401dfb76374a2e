import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { sections } from "../grammars/index.js";
import { serviceSections } from "../grammars/services.js";
import { wrappers } from "../grammars/wrapper-registry.js";
import { findings } from "../src/advise/index.js";
import { allRules } from "../src/classify/rules/index.js";

/** Folders in which every file is one thing of a kind, and the list that they must be on. */
const registries: readonly (readonly [
  folder: string,
  list: readonly object[],
  besides?: readonly string[],
])[] = [
  ["grammars/kernel", sections],
  ["grammars/kubelet", serviceSections],
  ["grammars/runtime", serviceSections],
  ["grammars/systemd", serviceSections],
  ["grammars/userspace", serviceSections],
  ["grammars/wrappers", wrappers],
  ["src/classify/rules", allRules, ["index.ts"]],
];

describe.each(registries)("%s", (folder, list, besides = []) => {
  const url = new URL(`../${folder}/`, import.meta.url);
  const files = readdirSync(url).filter((file) => !besides.includes(file));

  test("holds nothing but source files", () => {
    expect(files.filter((file) => !/^[a-z0-9-]+\.ts$/.test(file))).toEqual([]);
  });

  test.each(files)("%s is registered once", async (file) => {
    const module: Record<string, unknown> = await import(new URL(file, url).href);
    const exported = new Set<unknown>(Object.values(module));
    expect(list.filter((entry) => exported.has(entry))).toHaveLength(1);
  });
});

test("a list holds nothing twice", () => {
  for (const list of [sections, serviceSections, wrappers, allRules, findings])
    expect(new Set<unknown>(list).size).toBe(list.length);
});
