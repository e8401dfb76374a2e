import { BootClocks } from "../clock/boot-clock.js";
import type { TimeOptions } from "../clock/input-clock.js";
import { apiInput } from "../cluster/input.js";
import { logOf } from "../correlate/coverage.js";
import type { Findings } from "../episodes.js";
import { explain } from "../explain.js";
import { Feed } from "../feed.js";
import type { TimedKill } from "../fold.js";
import {
  type Analysis,
  type ContainerExit,
  type Episode,
  type Finding,
  type Kill,
  SCHEMA,
} from "../model/analysis.js";
import { note } from "../model/diagnostic.js";
import type { Timing } from "../model/record.js";
import { Notebook } from "../notebook.js";
import { type Heard, observationOf } from "../observe.js";
import { prepareAll } from "../parse.js";
import type { InputFacts } from "../read/intake.js";
import { withReasons } from "../reason/with-reasons.js";
import { Budget } from "./budget.js";
import { digest, episodeName } from "./kill-name.js";
import type { LiveCluster } from "./live-cluster.js";
import { LiveJoin } from "./live-join.js";
import { News } from "./news.js";
import { type Entry, Window } from "./window.js";

/** The passes for a log that does not end: each kill is told when its line comes, and again when more is known. */

/** Kills of an earlier run that are remembered. */
const KNOWN = 512;
const SECOND = 1000;

/** A kill as it is known now. */
export interface Told {
  readonly kill: Kill;
  readonly episode: Episode | null;
  /** It was told before; this says more. */
  readonly update: boolean;
}

export interface LiveEvents {
  kill(told: Told): void;
  exit(exit: ContainerExit): void;
  finding(finding: Finding): void;
}

/** Kills that were told before a restart, by id; `whole` where nothing more was expected of them. */
export type KnownKills = ReadonlyMap<string, { readonly whole: boolean }>;

export interface LiveOptions {
  /** Version of oomlog, for the document. */
  readonly version: string;
  readonly time?: TimeOptions;
  readonly known?: KnownKills;
  readonly cluster?: LiveCluster;
}

export class Live {
  readonly #options: LiveOptions;
  readonly #events: LiveEvents;
  readonly #notebook = new Notebook();
  readonly #window = new Window();
  readonly #join: LiveJoin;
  readonly #boots: BootClocks;
  readonly #feed: Feed;
  readonly #joining = new Budget();
  readonly #advising = new Budget(SECOND);
  readonly #news = new News();
  readonly #known: Map<string, { readonly whole: boolean }>;
  /** Entries of which something may have to be told. */
  readonly #changed = new Set<Entry>();
  #mustJoin = false;
  #mustAdvise = false;
  #idleRuns = 0;

  /** @param name the input's, as it is to appear in the document */
  constructor(name: string, facts: InputFacts, options: LiveOptions, events: LiveEvents) {
    this.#options = options;
    this.#events = events;
    this.#known = new Map(options.known ?? []);
    this.#join = new LiveJoin(this.#window, options.cluster);
    const { time = {} } = options;
    this.#boots = new BootClocks(time.bootMillis ?? null);
    const found: Findings = {
      episode: (episode, kills) => this.#take(episode, kills, true),
      ongoing: (episode, kills, pauses) => kills.length > 0 && this.#take(episode, kills, pauses),
      reaper: (line) => this.#touch(this.#window.reap(line)),
      service: (heard, timing) => this.#hear(heard, timing),
      loss: (text, line) => this.#notebook.add(note("records-lost", { input: 0, line }, { text })),
    };
    const clocks = { options: time, boots: this.#boots, now: Date.now() };
    this.#feed = new Feed(name, 0, facts, this.#notebook, found, clocks, true);
  }

  /** Does at a quiet time what the first report would wait for. */
  prepare(): void {
    prepareAll();
  }

  /** Takes bytes of the log, which may be reused afterwards, and tells of the kills in them. */
  push(bytes: Uint8Array): void {
    this.#feed.push(bytes);
    this.#feed.settle(false);
    this.#tell();
  }

  /** Nothing has come for a while: what has killed is over. */
  idle(): void {
    this.#feed.settle(true);
    this.#tell();
  }

  /** Tells what was put off, so that joining and advising take a small part of the time only. */
  catchUp(): void {
    this.#tell();
  }

  /** What is known of the cluster has changed: tells what that says of the kills of late. */
  clusterChanged(): void {
    this.#mustJoin = true;
    this.#mustAdvise ||= this.#window.recent.length > 0;
    this.#tell();
  }

  /** Whether `catchUp` has something to do. */
  get behind(): boolean {
    return this.#mustJoin || this.#mustAdvise;
  }

  /** Whether a report is open: a restart must read it from its start. */
  get open(): boolean {
    return this.#feed.open;
  }

  /** Runs of the OOM killer that killed nobody. */
  get idleRuns(): number {
    return this.#idleRuns;
  }

  /** The kills that a restart must not tell again. */
  get recent(): KnownKills {
    const told = this.#window.recent.map(({ name, closed }) => [name, { whole: closed }] as const);
    // Those of an earlier run may not have been read again yet.
    return new Map([...[...this.#known].slice(-KNOWN), ...told]);
  }

  /** How far reading has come, and how often the log said of itself that records are missing. */
  get progress(): { readonly lines: number; readonly bytes: number; readonly lost: number } {
    const { lines, bytes } = this.#feed.input();
    return { lines, bytes, lost: this.#notebook.countOf("records-lost") };
  }

  /** When the machine was started (milliseconds since 1970), by the clock that the source's lines carry. */
  booted(millis: number): void {
    if (this.#options.time?.bootMillis == null) this.#boots.tell(millis);
  }

  /** Something that the source says of itself: records were lost. */
  lost(text: string): void {
    this.#notebook.add(note("records-lost", { input: 0, line: null }, { text }));
  }

  /**
   * The log has ended, or nobody wants to go on: tells what is left.
   *
   * @returns the account of what was read; kills and findings have been told
   */
  end(generatedAt: string): Analysis {
    this.#feed.end();
    this.#joining.refill();
    this.#advising.refill();
    this.#tell();
    const { exits, ...whole } = this.#document([], [], generatedAt);
    const { cluster } = this.#options;
    const inputs = [this.#feed.input(), ...(cluster ? [apiInput(cluster.name, 0)] : [])];
    return { ...whole, exits: [], inputs, diagnostics: this.#notebook.diagnostics() };
  }

  #take(episode: Episode, kills: readonly TimedKill[], closed: boolean): void {
    if (kills.length === 0) {
      if (closed) this.#idleRuns += 1;
      return;
    }
    const added = kills.map((one) => this.#window.add({ ...one, kill: this.#feed.settled(one) }));
    const own = [...new Set(added.filter((one) => !one.isCopy).map(({ entry }) => entry))];
    const id = episodeName(own[0]?.name ?? "");
    const named: Episode = { ...episode, id, kills: own.map(({ name }) => name) };
    for (const entry of own) Object.assign(entry, { episode: named, closed });
    for (const { entry } of added) this.#touch(entry);
  }

  #touch(entry: Entry | null): void {
    if (entry === null) return;
    this.#changed.add(entry);
    this.#mustJoin ||= this.#join.hasContext;
    this.#mustAdvise ||= entry.closed;
  }

  #hear(heard: Heard, timing: Timing): void {
    this.#join.hear(observationOf(heard, this.#feed.settledMoment(timing)));
    this.#mustJoin = true;
    this.#mustAdvise = true;
  }

  #tell(): void {
    // What a join changes, in every kill of the last while, is told at its expense.
    if (this.#mustJoin)
      this.#joining.spend(() => {
        this.#joinAll();
        this.#tellChanged();
      });
    this.#tellChanged();
    this.#window.trim();
    if (this.#mustAdvise) this.#advising.spend(() => this.#advise());
  }

  #tellChanged(): void {
    for (const entry of this.#changed) this.#tellOf(entry);
    this.#changed.clear();
  }

  #tellOf(entry: Entry): void {
    const { name, episode, closed } = entry;
    const before = this.#known.get(name);
    // One that is told already is told again when its report is over: not with every line of it.
    if ((entry.told !== null || before) && !closed) return;
    const kill = { ...entry.kill, id: name, episode: episode?.id ?? null };
    const reasoned = withReasons(this.#document([kill], episode ? [episode] : []));
    const shown = reasoned.kills[0] ?? kill;
    const digested = digest(JSON.stringify([shown, { ...episode, tasks: episode?.tasks.length }]));
    const update = entry.told !== null || before !== undefined;
    const isNews = digested !== entry.told && !(entry.told === null && before?.whole);
    entry.told = digested;
    if (isNews) this.#events.kill({ kill: shown, episode: reasoned.episodes[0] ?? null, update });
  }

  #joinAll(): void {
    this.#mustJoin = false;
    const input = this.#feed.input();
    const changed = this.#join.all((observations) =>
      logOf(input, 0, this.#feed.kernels, this.#notebook.codesOf(0), observations),
    );
    for (const entry of changed) this.#changed.add(entry);
    for (const exit of this.#join.exits) if (this.#news.isNew("exit", [exit.id])) this.#events.exit(exit);
  }

  /** Findings that need several kills become true at some time; each is told once. */
  #advise(): void {
    this.#mustAdvise = false;
    const over = this.#window.recent.filter(({ closed }) => closed);
    const kills = over.map(({ name, kill, episode }) => ({
      ...kill,
      id: name,
      episode: episode?.id ?? null,
    }));
    const episodes = new Map(over.flatMap(({ episode }) => (episode ? [[episode.id, episode]] : [])));
    const { findings } = explain(this.#document(kills, [...episodes.values()]), this.#join.join);
    for (const finding of findings) {
      const { code, kills: ofKills, exits, episodes: ofEpisodes } = finding;
      // After a restart the kills of before are read again, and what was found of them has been told.
      const told = ofKills.length > 0 && ofKills.every((id) => this.#known.get(id)?.whole);
      if (this.#news.isNew(code, [...ofKills, ...exits, ...ofEpisodes]) && !told)
        this.#events.finding(finding);
    }
  }

  #document(kills: readonly Kill[], episodes: readonly Episode[], generatedAt = ""): Analysis {
    return {
      schema: SCHEMA,
      tool: { name: "oomlog", version: this.#options.version },
      generatedAt,
      inputs: [],
      kills,
      episodes,
      exits: this.#join.exits,
      findings: [],
      diagnostics: [],
    };
  }
}
