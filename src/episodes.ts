import type { Report } from "./assemble/draft.js";
import type { InputClock } from "./clock/input-clock.js";
import type { Tally } from "./coverage.js";
import type { ReaperLine, TimedKill } from "./fold.js";
import { interpret } from "./interpret/episode.js";
import { killOf } from "./judge.js";
import type { Episode } from "./model/analysis.js";
import { note } from "./model/diagnostic.js";
import type { LogRecord, Timing } from "./model/record.js";
import type { Notebook } from "./notebook.js";
import type { Heard } from "./observe.js";
import { type EpisodeFacts, parse } from "./parse.js";

/** What comes out of an input. */
export interface Findings {
  episode(episode: Episode, kills: readonly TimedKill[]): void;
  /**
   * A report that has killed and goes on, as far as it goes, or pauses, which most often is its end; the whole of it
   * comes as `episode`.
   */
  ongoing?(episode: Episode, kills: readonly TimedKill[], pauses: boolean): void;
  reaper(reaper: ReaperLine): void;
  service(heard: Heard, timing: Timing): void;
  /** A logger, or the kernel, says that lines are missing, with no report around it. */
  loss?(text: string, line: number): void;
}

/** Reads the reports of one input, tells what they say, and keeps account of their lines. */
export class EpisodeReader {
  readonly #input: number;
  readonly #clock: InputClock;
  readonly #tally: Tally;
  readonly #notebook: Notebook;
  readonly #found: Findings;

  constructor(input: number, clock: InputClock, tally: Tally, notebook: Notebook, found: Findings) {
    this.#input = input;
    this.#clock = clock;
    this.#tally = tally;
    this.#notebook = notebook;
    this.#found = found;
  }

  /** Takes a report that is over. */
  over(report: Report): void {
    const read = parse(report);
    this.#count(read);
    for (const { message, records } of read.facts.all("printk-loss"))
      this.#notebook.add(note("records-lost", this.#placeOf(records[0]), { text: message }));
    if (read.facts.list.some(({ fact }) => fact.kind !== "oom-reaper" && fact.kind !== "printk-loss")) {
      const { episode, kills } = this.#meaningOf(read);
      const { complete, source, missing } = episode;
      if (!complete) this.#notebook.add(note("episode-incomplete", source, { missing }));
      this.#found.episode(episode, kills);
    }
    this.#tellReapers(read);
  }

  /** Takes a report that goes on, as far as it goes; its lines are not counted yet. */
  ongoing(report: Report): void {
    const { episode, kills } = this.#meaningOf(parse(report));
    this.#found.ongoing?.(episode, kills, false);
  }

  /** Takes a report after which nothing came for a while; its lines are counted when something else comes. */
  paused(report: Report): void {
    const read = parse(report);
    const { episode, kills } = this.#meaningOf(read);
    this.#found.ongoing?.(episode, kills, true);
    this.#tellReapers(read);
  }

  #tellReapers({ facts }: EpisodeFacts): void {
    for (const { fact, records } of facts.all("oom-reaper")) {
      const { host, bootId } = records[0].envelope;
      const { moment, bootNumber } = this.#timingOf(records[0]);
      const { monotonicSeconds } = moment;
      this.#found.reaper({ ...fact, host, bootId, monotonicSeconds, input: this.#input, bootNumber });
    }
  }

  #count({ facts, unparsed, inRuns }: EpisodeFacts): void {
    for (const { record, reason } of unparsed)
      if (this.#tally.count("unparsed", record.source))
        this.#notebook.add(note("unparsed-line", this.#placeOf(record), { text: record.message, reason }));
    for (const { records } of facts.list)
      for (const { source } of records) this.#tally.count("parsed", source);
    this.#tally.countParsed(inRuns);
  }

  #meaningOf(read: EpisodeFacts): { readonly episode: Episode; readonly kills: readonly TimedKill[] } {
    const { episode, kills } = interpret(read);
    return {
      episode: { ...episode, kills: [] },
      kills: kills.map((killed) => {
        const timing = this.#timingOf(killed.reportedBy.records[0]);
        return { kill: killOf(killed, read, timing.moment, episode.id), timing };
      }),
    };
  }

  #timingOf({ envelope, source }: LogRecord): Timing {
    return this.#clock.at(envelope, source.line);
  }

  #placeOf({ source }: LogRecord): { readonly input: number; readonly line: number } {
    return { input: this.#input, line: source.line };
  }
}
