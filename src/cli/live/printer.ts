import type { Told } from "../../live/live.js";
import type { ContainerExit, Finding, Input } from "../../model/analysis.js";
import { card, correction, type DetailOptions, type Known } from "../../render/detail.js";
import { exitLine, findingLine, liveKillLine } from "../../render/ndjson.js";
import { plain } from "../../render/plain.js";
import type { Output } from "../streams.js";

/** What a printer tells of. */
export interface Printer {
  kill(told: Told): void;
  exit(exit: ContainerExit): void;
  finding(finding: Finding): void;
}

export const lines = (output: Output): Printer => ({
  kill: ({ kill, episode, update }) => output.write(liveKillLine(kill, episode, update)),
  exit: (exit) => output.write(exitLine(exit)),
  finding: (finding) => output.write(findingLine(finding)),
});

/** Cards whose kill may still change. */
const KEPT = 64;

/** For people: what is learned later is told beside the card's heading. */
export class Cards implements Printer {
  readonly #output: Output;
  readonly #inputs: readonly Input[];
  readonly #options: DetailOptions;
  readonly #shown = new Map<string, Known>();

  constructor(output: Output, inputs: readonly Input[], options: DetailOptions) {
    this.#output = output;
    this.#inputs = inputs;
    this.#options = options;
  }

  kill({ kill, episode }: Told): void {
    const before = this.#shown.get(kill.id);
    const now = { kill, episode };
    const text = before
      ? correction(before, now, this.#inputs, this.#options)
      : card(kill, episode, this.#inputs, this.#options);
    this.#shown.set(kill.id, now);
    const [oldest] = this.#shown.keys();
    if (oldest !== undefined && this.#shown.size > KEPT) this.#shown.delete(oldest);
    this.#output.write(text === "" ? "" : `${text}\n`);
  }

  exit(): void {}

  finding({ severity, title, detail, advice }: Finding): void {
    const { bold, yellow, red } = this.#options.style;
    const paint = severity === "critical" ? red : yellow;
    const text = [detail, advice].filter((part) => part !== "").map((part) => `  ${plain(part)}\n`);
    this.#output.write(`${paint(severity)}: ${bold(plain(title))}\n${text.join("")}\n`);
  }
}
