import type { Evidence, Input } from "../../model/analysis.js";
import { place } from "../../render/place.js";
import type { Lines } from "../report.js";
import { lines } from "../write.js";

/** An OOM message is shorter. */
const QUOTE_MAX = 600;

/** Lines of the log, each once, with their places. */
export function quoted(evidence: readonly Evidence[], inputs: readonly Input[]): Lines {
  const seen = new Set<string>();
  const fresh = evidence.filter(
    ({ input, line }) => !seen.has(`${input}:${line}`) && seen.add(`${input}:${line}`),
  );
  return lines(
    fresh.map(({ text, input, line }) => ({ place: place(inputs, input, line), text: shortened(text) })),
  );
}

function shortened(text: string): string {
  const characters = [...text.trim().slice(0, 2 * QUOTE_MAX)];
  return characters.length > QUOTE_MAX ? `${characters.slice(0, QUOTE_MAX).join("")}…` : characters.join("");
}

/** A sentence of ours that quotes the log, kept to a length that is read. */
export function kept(sentence: string): string {
  return sentence.length > 2 * QUOTE_MAX ? `${shortened(sentence.slice(0, 2 * QUOTE_MAX))}…` : sentence;
}
