import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { wrappers } from "../grammars/wrapper-registry.js";
import { analyse } from "../src/index.js";
import type { Analysis, Kill } from "../src/model/analysis.js";
import { messagesOf, rewrap } from "./rewrap.js";
import { GENERATED_AT, type KnownKill, kernelKills, printedComm, type Sample, samples } from "./sample.js";

/** `npm run accept` rewrites what is expected; read the difference before committing it. */
const accept = process.env["OOMLOG_ACCEPT"] === "1";

const analyseSample = (input: Uint8Array | Iterable<Uint8Array>, name: string): Analysis =>
  analyse(input, { name: `${name}/input.log`, generatedAt: GENERATED_AT });

/** The document without what changes from one day or release to the next. */
function published({ generatedAt: _, tool: { version: __, ...tool }, ...analysis }: Analysis): string {
  return `${JSON.stringify({ ...analysis, tool }, null, 1)}\n`;
}

/** The value of the document that a known fact is about. */
function factOf(field: string, kill: Kill, { episodes }: Analysis): unknown {
  const episode = episodes.find(({ id }) => id === kill.episode);
  if (field === "limitBytes") return episode?.memcg?.limitBytes;
  if (field === "pageSizeBytes") return episode?.pageSizeBytes;
  const holders = [kill, kill.victim, kill.workload] as unknown as Record<string, unknown>[];
  return holders.find((holder) => holder && field in holder)?.[field];
}

/** What a wrapper may not change. */
function verdict({ class: killClass, cause, victim, oomMemcg, taskMemcg }: Kill): unknown {
  const comm = printedComm(victim?.comm ?? "");
  return { class: killClass, cause, victim: { ...victim, comm }, oomMemcg, taskMemcg };
}

const invertible = wrappers.filter(({ wrap }) => wrap !== undefined);

const analyses = new Map<Sample, Analysis>();
const analysisOf = (sample: Sample): Analysis => {
  const known = analyses.get(sample) ?? analyseSample(sample.input, sample.name);
  analyses.set(sample, known);
  return known;
};

describe.each(samples.map((sample) => [sample.name, sample] as const))("%s", (name, sample) => {
  const { about, folder, input } = sample;
  const known = about.truth.kills;

  test("says where it comes from", () => {
    expect(about).toMatchObject({ kernel: expect.anything(), licence: "MIT", source: expect.any(String) });
  });

  test("gives the expected analysis", () => {
    const file = new URL("expected.json", folder);
    const document = published(analysisOf(sample));
    if (accept) writeFileSync(file, document);
    expect(existsSync(file), "npm run accept writes it").toBe(true);
    expect(JSON.parse(document)).toEqual(JSON.parse(readFileSync(file, "utf8")));
  });

  test("every line has one fate", () => {
    for (const { lines, coverage } of analysisOf(sample).inputs) {
      const { outside, parsed, unparsed, undecoded } = coverage;
      expect(outside + parsed + unparsed + undecoded).toBe(lines);
      expect(Math.min(outside, parsed, unparsed, undecoded)).toBeGreaterThanOrEqual(0);
    }
  });

  test("tells every kill that happened, and no other", () => {
    const pids = kernelKills(analysisOf(sample)).map(({ victim }) => victim?.pid);
    expect(pids.sort()).toEqual(known.map(({ pid }) => pid).sort());
  });

  if (known.length > 0)
    test("agrees with what is known of the kills from elsewhere", () => {
      const analysis = analysisOf(sample);
      for (const { pid, commHex, ...facts } of known) {
        const kill = kernelKills(analysis).find(({ victim }) => victim?.pid === pid) as Kill;
        for (const [field, value] of Object.entries(facts as Partial<KnownKill>)) {
          // A kill that was rate limited, or whose report was lost, has no line that names its cgroups.
          const got = factOf(field, kill, analysis);
          if (got === null && fragment(kill, analysis)) continue;
          if (field === "cause" && fragment(kill, analysis)) continue;
          expect(got, `${field} of ${pid}`).toEqual(value);
        }
        if (commHex !== undefined)
          expect(printedComm(kill.victim?.comm ?? "")).toBe(
            printedComm(Buffer.from(commHex, "hex").toString("utf8")),
          );
      }
    });

  test("is the same however it is cut into chunks", () => {
    const whole = published(analysisOf(sample));
    for (const size of [13, 4096, 65537])
      expect(published(analyseSample(chunks(input, size), name)), `chunks of ${size}`).toBe(whole);
  });

  test("says the same in every wrapper", () => {
    const messages = messagesOf(input);
    const before = kernelKills(analysisOf(sample)).map(verdict);
    for (const wrapper of invertible) {
      const analysis = analyse(rewrap(messages, wrapper), { generatedAt: GENERATED_AT });
      expect(kernelKills(analysis).map(verdict), wrapper.name).toEqual(before);
    }
  });
});

/** Whether nothing but the kill line is there. */
function fragment({ episode }: Kill, { episodes }: Analysis): boolean {
  return episodes.find(({ id }) => id === episode)?.complete === false;
}

function* chunks(bytes: Uint8Array, size: number): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
