import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { sections } from "../grammars/index.js";
import { type ServiceFact, serviceSections } from "../grammars/services.js";
import { wrappers } from "../grammars/wrapper-registry.js";
import { findings } from "../src/advise/index.js";
import { allRules } from "../src/classify/rules/index.js";
import { tellerOf } from "../src/correlate/moment-words.js";
import type { Teller } from "../src/model/incident.js";

interface Registry {
  readonly folder: string;
  readonly list: readonly object[];
  /** Files of the folder that are not on the list. */
  readonly besides?: readonly string[];
  /** Who says what is read there: told by the kind, so that the join needs no list. */
  readonly teller?: Teller;
}

/** Folders in which every file is one thing of a kind, and the list that they must be on. */
const registries: readonly Registry[] = [
  { folder: "grammars/kernel", list: sections },
  { folder: "grammars/kubelet", list: serviceSections, teller: "kubelet" },
  { folder: "grammars/runtime", list: serviceSections, teller: "runtime" },
  { folder: "grammars/systemd", list: serviceSections, teller: "systemd" },
  { folder: "grammars/userspace", list: serviceSections, teller: "killer" },
  { folder: "grammars/wrappers", list: wrappers },
  { folder: "src/classify/rules", list: allRules, besides: ["index.ts"] },
];

describe.each(registries)("$folder", ({ folder, list, besides = [], teller }) => {
  const url = new URL(`../${folder}/`, import.meta.url);
  const files = readdirSync(url).filter((file) => !besides.includes(file));

  test("holds nothing but source files", () => {
    expect(files.filter((file) => !/^[a-z0-9-]+\.ts$/.test(file))).toEqual([]);
  });

  test.each(files)("%s is registered once", async (file) => {
    const module: Record<string, unknown> = await import(new URL(file, url).href);
    const exported = new Set<unknown>(Object.values(module));
    const [entry, ...others] = list.filter((one) => exported.has(one));
    expect(entry).toBeDefined();
    expect(others).toEqual([]);
    if (teller) expect(tellerOf(entry as Pick<ServiceFact, "kind">)).toBe(teller);
  });
});

test("a list holds nothing twice", () => {
  for (const list of [sections, serviceSections, wrappers, allRules, findings])
    expect(new Set<unknown>(list).size).toBe(list.length);
});
