import { holdsNeedle, kernelNeedles } from "../grammars/needles.js";
import { Assembler, LOOK_BACK, type Report } from "./assemble.js";
import { Tally } from "./coverage.js";
import type { ReaperLine } from "./fold.js";
import { interpret } from "./interpret/episode.js";
import { killOf, type Moment } from "./judge.js";
import { Kills } from "./kills.js";
import { type Analysis, type Episode, type Input, type Kill, SCHEMA } from "./model/analysis.js";
import { note } from "./model/diagnostic.js";
import type { Envelope, LogRecord, SourceLine } from "./model/record.js";
import { Notebook } from "./notebook.js";
import { all, parse } from "./parse.js";
import { Gate, LINE_MAX, type LineSink } from "./read/gate.js";
import type { ByteSink, InputFacts, Intake } from "./read/intake.js";
import { type Calendar, instantOf, isoOf } from "./time.js";
import { Unwrapper } from "./unwrap.js";

/** The only file that knows the order of the passes. */

export interface AnalyserOptions {
  /** Version of oomlog, for the document. */
  readonly version: string;
  /**
   * Called with each kill when nothing more is expected to change it, in the order of the log. With it the
   * analyser keeps no kills and no episodes, so that its memory does not grow with the input.
   */
  readonly onKill?: (kill: Kill, episode: Episode | null) => void;
}

/** Kills that are kept back because their reaper or a copy of them may still come. */
const PENDING = 64;

/** Reads logs piece by piece and gives the analysis at the end. */
export class Analyser implements Intake {
  readonly #options: AnalyserOptions;
  readonly #notebook = new Notebook();
  readonly #feeds: Feed[] = [];
  readonly #kills = new Kills();
  readonly #episodes = new Map<string, Episode>();

  constructor(options: AnalyserOptions) {
    this.#options = options;
  }

  /**
   * Begins an input. Push its bytes to the feed that comes back, then end it.
   *
   * @param name as it is to appear in the document; `-` for standard input
   */
  open(name: string, facts: InputFacts = {}): Feed {
    const feed = new Feed(name, this.#feeds.length, facts, this.#notebook, {
      episode: (episode, kills) => this.#take(episode, kills),
      reaper: (reaper) => this.#kills.reap(reaper),
    });
    this.#feeds.push(feed);
    return feed;
  }

  /** Says that an input cannot be read at all. */
  unreadable(name: string, reason: string): void {
    this.#notebook.add(note("input-unreadable", { input: null, line: null }, { name, reason }));
  }

  /**
   * All inputs have ended.
   *
   * @param generatedAt the time of making, ISO 8601
   */
  end(generatedAt: string): Analysis {
    const kills: Kill[] = [];
    if (this.#options.onKill) this.#release(0);
    else for (let kill = this.#kills.shift(); kill; kill = this.#kills.shift()) kills.push(kill);
    return {
      schema: SCHEMA,
      tool: { name: "oomlog", version: this.#options.version },
      generatedAt,
      inputs: this.#feeds.map((feed) => feed.input()),
      kills: inOrder(kills),
      episodes: [...this.#episodes.values()],
      exits: [],
      findings: [],
      diagnostics: this.#notebook.diagnostics(),
    };
  }

  #take(episode: Episode, kills: readonly Kill[]): void {
    const fresh = kills.filter((kill) => this.#kills.add(kill));
    // The report of copies only is a copy itself.
    if (kills.length > 0 && fresh.length === 0) return;
    this.#episodes.set(episode.id, { ...episode, kills: fresh.map(({ id }) => id) });
    if (this.#options.onKill) this.#release(PENDING);
  }

  /** Reports come in the order of their kills: those before this one, and itself, have been told. */
  #forgetUpTo(id: string): void {
    for (const known of this.#episodes.keys()) {
      this.#episodes.delete(known);
      if (known === id) return;
    }
  }

  /** Hands out the oldest kills until `keep` are left, and drops the reports that no kill needs any more. */
  #release(keep: number): void {
    while (this.#kills.size > keep) {
      const kill = this.#kills.shift() as Kill;
      const episode = this.#episodes.get(kill.episode ?? "") ?? null;
      this.#options.onKill?.(kill, episode);
      if (episode?.kills.at(-1) === kill.id) this.#forgetUpTo(episode.id);
    }
  }
}

interface Findings {
  episode(episode: Episode, kills: readonly Kill[]): void;
  reaper(reaper: ReaperLine): void;
}

/** One input on its way through the passes. */
export class Feed implements LineSink, ByteSink {
  readonly #name: string;
  readonly #index: number;
  readonly #facts: InputFacts;
  readonly #notebook: Notebook;
  readonly #found: Findings;
  readonly #gate: Gate;
  readonly #unwrapper = new Unwrapper();
  readonly #assembler: Assembler;
  readonly #tally = new Tally();
  readonly #formats = new Set<string>();
  readonly #hosts = new Set<string>();
  /** Lines in no known wrapper that may still turn out to be inside a report. */
  #doubtful: SourceLine[] = [];
  #bytes = 0;

  constructor(name: string, index: number, facts: InputFacts, notebook: Notebook, found: Findings) {
    this.#name = name;
    this.#index = index;
    this.#facts = facts;
    this.#notebook = notebook;
    this.#found = found;
    this.#gate = new Gate(this, index, kernelNeedles);
    this.#assembler = new Assembler((report) => this.#report(report));
  }

  /** Bytes, or text, of the log. */
  push(chunk: Uint8Array | string): void {
    const bytes = typeof chunk === "string" ? new TextEncoder().encode(chunk) : chunk;
    this.#bytes += bytes.length;
    this.#gate.push(bytes);
  }

  /** Where a reader may put the next bytes without a copy; then it calls `filled`. */
  space(): Uint8Array {
    return this.#gate.space();
  }

  filled(count: number): void {
    this.#bytes += count;
    this.#gate.filled(count);
  }

  /** The input has ended. */
  end(): void {
    this.#gate.end();
    this.#assembler.flush();
    this.#settleDoubtful();
    if (this.#bytes === 0) this.#notebook.add(note("empty-input", { input: this.#index, line: null }, {}));
  }

  line(source: SourceLine, before: (limit: number) => SourceLine[]): boolean {
    const records = this.#unwrapper.unwrap(source);
    for (const record of records) {
      this.#remember(record.envelope);
      this.#assembler.add(record, () => this.#earlier(before));
    }
    if (records.every(({ envelope }) => envelope.format === "bare") && holdsNeedle(source.text))
      this.#doubtful.push(source);
    const open = this.#assembler.open;
    if (!open && this.#doubtful.length > 0) this.#settleDoubtful();
    return open;
  }

  tooLong(line: number, bytes: number, kept: number): void {
    this.#notebook.add(
      note("line-too-long", { input: this.#index, line }, { bytes, kept: Math.min(kept, LINE_MAX) }),
    );
  }

  /** The published account of this input. */
  input(): Input {
    const { lines, firstLines, lastLine } = this.#gate;
    const firstTime = this.#timeOf(firstLines);
    const lastTime = this.#timeOf(lastLine ? [lastLine] : []);
    return {
      name: this.#name,
      format: this.#format(),
      compression: this.#facts.compression ?? null,
      bytes: this.#bytes,
      lines,
      firstTime,
      lastTime,
      hosts: [...this.#hosts],
      coverage: this.#tally.coverage(lines),
    };
  }

  #format(): string | null {
    const wrapped = [...this.#formats].filter((format) => format !== "bare");
    if (wrapped.length > 1) return "mixed";
    return wrapped[0] ?? (this.#formats.size > 0 ? "bare" : null);
  }

  #remember({ format, host }: Envelope): void {
    this.#formats.add(format);
    if (host !== null && this.#hosts.size < 1000) this.#hosts.add(host);
  }

  /** The first time that these lines carry. */
  #timeOf(lines: readonly SourceLine[]): string | null {
    const unwrapper = new Unwrapper();
    for (const { envelope } of lines.flatMap((line) => unwrapper.unwrap(line))) {
      this.#remember(envelope);
      const { time } = this.#momentOf(envelope);
      if (time !== null) return time;
    }
    return null;
  }

  #earlier(before: (limit: number) => SourceLine[]): LogRecord[] {
    const unwrapper = new Unwrapper();
    return before(LOOK_BACK).flatMap((source) => unwrapper.unwrap(source));
  }

  #momentOf({ wall, monotonic }: Envelope): Moment {
    const instant = wall && instantOf(wall, this.#calendar());
    return {
      time: instant ? isoOf(instant.millis) : null,
      timeQuality: instant?.quality ?? "none",
      monotonicSeconds: monotonic === null ? null : Number(monotonic),
    };
  }

  #calendar(): Calendar {
    return { zone: "UTC", notAfterMillis: this.#facts.writtenMillis ?? Date.UTC(2100, 0) };
  }

  #report(report: Report): void {
    const episode = parse(report);
    for (const { record, reason } of episode.unparsed)
      if (this.#tally.count("unparsed", record.source))
        this.#notebook.add(
          note(
            "unparsed-line",
            { input: this.#index, line: record.source.line },
            { text: record.message, reason },
          ),
        );
    for (const { records } of episode.facts)
      for (const { source } of records) this.#tally.count("parsed", source);

    for (const { message, records } of all(episode.facts, "printk-loss"))
      this.#notebook.add(
        note("records-lost", { input: this.#index, line: records[0].source.line }, { text: message }),
      );
    const reapers = all(episode.facts, "oom-reaper");
    if (episode.facts.some(({ fact }) => fact.kind !== "oom-reaper" && fact.kind !== "printk-loss")) {
      const interpreted = interpret(episode);
      const kills = interpreted.kills.map((killed) =>
        killOf(
          killed,
          episode,
          this.#momentOf(killed.reportedBy.records[0].envelope),
          interpreted.episode.id,
        ),
      );
      if (!interpreted.episode.complete)
        this.#notebook.add(
          note("episode-incomplete", interpreted.episode.source, { missing: interpreted.episode.missing }),
        );
      this.#found.episode({ ...interpreted.episode, kills: [] }, kills);
    }
    for (const { fact, records } of reapers) {
      const { envelope } = records[0];
      const { monotonicSeconds } = this.#momentOf(envelope);
      this.#found.reaper({ ...fact, host: envelope.host, bootId: envelope.bootId, monotonicSeconds });
    }
  }

  #settleDoubtful(): void {
    for (const source of this.#doubtful)
      if (this.#tally.count("undecoded", source))
        this.#notebook.add(
          note("undecoded-line", { input: this.#index, line: source.line }, { text: source.text }),
        );
    this.#doubtful = [];
  }
}

/** Oldest first; what has no time stays where the log has it. */
function inOrder(kills: readonly Kill[]): Kill[] {
  const timed = kills.every(({ time }) => time !== null);
  return timed ? [...kills].sort((a, b) => (a.time ?? "").localeCompare(b.time ?? "")) : [...kills];
}
