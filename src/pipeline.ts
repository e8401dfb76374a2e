import { inOrder } from "./chronology.js";
import { BootClocks } from "./clock/boot-clock.js";
import type { TimeOptions } from "./clock/input-clock.js";
import { apiInput } from "./cluster/input.js";
import { type Correlated, correlate } from "./correlate/correlate.js";
import { logOf } from "./correlate/coverage.js";
import { type Incident, incidentsOf } from "./correlate/incidents.js";
import type { Findings } from "./episodes.js";
import { explain } from "./explain.js";
import { type Clocks, Feed } from "./feed.js";
import type { TimedKill } from "./fold.js";
import { Kills } from "./kills.js";
import { isDue, isWarning, withoutIdle } from "./lead-up.js";
import { type Analysis, type Episode, type Input, type Kill, SCHEMA } from "./model/analysis.js";
import { type Cluster, emptyCluster } from "./model/cluster.js";
import { type Noted, note } from "./model/diagnostic.js";
import type { Timing } from "./model/record.js";
import { VERSION } from "./model/version.js";
import { Notebook } from "./notebook.js";
import { type Heard, type Observation, observationOf, refined } from "./observe.js";
import type { InputFacts, Intake } from "./read/intake.js";
import { Reasons } from "./reason/with-reasons.js";

/** From the kills of all inputs, and what services said, to the document. */

export interface AnalyserOptions {
  /** Version of the tool, for the document. Default: oomlog's own. */
  readonly version?: string;
  /** The zone, the year and the boot of times that do not say them. */
  readonly time?: TimeOptions;
  /**
   * Called with each kill when nothing more is expected to change it, in the order of the log. With it the
   * analyser keeps no kills and no episodes, so that its memory does not grow with the input.
   */
  readonly onKill?: (kill: Kill, episode: Episode | null) => void;
  /** Reads what all services say of containers, not only those that kill: what the join and the timeline need. */
  readonly services?: boolean;
}

/** A service's line, waiting for the last word on its time. */
interface Waiting {
  readonly heard: Heard;
  readonly timing: Timing;
}

/** API objects, and the name that stands for where they came from. */
interface Api {
  readonly name: string;
  readonly cluster: Cluster;
  readonly bytes: number;
}

/** Kills that are kept back because their reaper or a copy of them may still come. */
const PENDING = 8;
/** Reports without a kill that a stream keeps: the last ones tell how the log ended, as a panic does. */
const IDLE = 64;

/** Reads logs piece by piece and gives the analysis at the end. */
export class Analyser implements Intake {
  readonly #options: AnalyserOptions;
  readonly #clocks: Clocks;
  readonly #notebook = new Notebook();
  readonly #feeds: Feed[] = [];
  readonly #kills = new Kills();
  readonly #reasons = new Reasons();
  readonly #episodes = new Map<string, Episode>();
  /** Reports without a kill that a stream has, oldest first, and how many it has let go. */
  readonly #idle: string[] = [];
  #idleGone = 0;
  #heard: Waiting[] = [];
  /** Remarks that led up to something, or not, since idle ones were let go. */
  #remarks = 0;
  #api: Api | null = null;
  /** What incidents are made from: few ask for them. */
  #story: { readonly joined: Correlated; readonly observations: readonly Observation[] } | null = null;

  constructor(options: AnalyserOptions = {}) {
    this.#options = options;
    const { time = {} } = options;
    this.#clocks = { options: time, boots: new BootClocks(time.bootMillis ?? null), now: Date.now() };
  }

  /**
   * Begins an input. Push its bytes to the feed that comes back, then end it.
   *
   * @param name as it is to appear in the document; `-` for standard input
   */
  open(name: string, facts: InputFacts = {}): Feed {
    const found: Findings = {
      episode: (episode, kills) => this.#take(episode, kills),
      reaper: (reaper) => this.#kills.reap(reaper),
      service: (heard, timing) => this.#hear({ heard, timing }),
    };
    const services = this.#options.services ?? false;
    const feed = new Feed(name, this.#feeds.length, facts, this.#notebook, found, this.#clocks, services);
    this.#feeds.push(feed);
    return feed;
  }

  /**
   * Takes what is known of the cluster: one more input, after all logs.
   *
   * @param name where it came from, as it is to appear in the document
   */
  know(name: string, cluster: Cluster, diagnostics: readonly Noted[], bytes = 0): void {
    this.#api = { name, cluster, bytes };
    for (const noted of diagnostics) this.#notebook.add(noted);
  }

  /** What happened around each kill, moment by moment; known once all has ended. */
  incidents(): readonly Incident[] {
    return this.#story === null ? [] : incidentsOf(this.#story.joined, this.#story.observations);
  }

  /** Says that an input cannot be read at all. */
  unreadable(name: string, reason: string): void {
    this.#notebook.add(note("input-unreadable", { input: null, line: null }, { name, reason }));
  }

  /** Says that an input is left out, for a reason that is no fault. */
  skipped(name: string, reason: string): void {
    this.#notebook.add(note("input-skipped", { input: null, line: null }, { name, reason }));
  }

  /** Kills found up to now. */
  get killsSoFar(): number {
    return this.#kills.count;
  }

  /** Runs of the OOM killer without a kill that a stream no longer has: they are not in its analysis. */
  get idleGone(): number {
    return this.#idleGone;
  }

  /**
   * All inputs have ended.
   *
   * @param generatedAt the time of making, ISO 8601; now, where it is not given
   */
  end(generatedAt = new Date().toISOString()): Analysis {
    const observations = this.#observations();
    if (this.#options.onKill) this.#release(0);
    const kills = this.#options.onKill ? [] : this.#settled();
    const inputs = this.#feeds.map((feed) => feed.input());
    const episodes = [...this.#episodes.values()];
    const cluster = this.#api?.cluster ?? emptyCluster;
    const logs = this.#feeds.map((feed, index) =>
      logOf(inputs[index] as Input, index, feed.kernels, this.#notebook.codesOf(index), observations),
    );
    const joined = correlate({ kills, episodes, observations, cluster, logs, apiInput: inputs.length });
    this.#story = { joined, observations };
    if (joined.strangers)
      this.#notebook.add(note("kube-other-node", { input: null, line: null }, joined.strangers));
    if (this.#options.onKill) for (const kill of joined.kills) this.#options.onKill(kill, null);
    const analysis: Analysis = {
      schema: SCHEMA,
      tool: { name: "oomlog", version: this.#options.version ?? VERSION },
      generatedAt,
      inputs: [...inputs, ...(this.#api ? [apiInput(this.#api.name, this.#api.bytes)] : [])],
      kills: this.#options.onKill ? [] : inOrder(joined.kills),
      episodes,
      exits: joined.exits,
      findings: [],
      diagnostics: this.#notebook.diagnostics(),
    };
    return explain(analysis, joined.join);
  }

  /** Where nobody joins, what a kubelet repeats all day is not kept. */
  #hear(waiting: Waiting): void {
    this.#heard.push(waiting);
    if (this.#options.services || !isWarning(waiting.heard) || !isDue(++this.#remarks)) return;
    this.#heard = withoutIdle(this.#heard);
    this.#remarks = 0;
  }

  /** What services said, with the last word on when. A time of their own tells when the kernel's clock began. */
  #observations(): Observation[] {
    for (const { heard, timing } of this.#heard)
      if (heard.millis !== null && timing.moment.time === null)
        this.#feeds[heard.record.source.input]?.learn(timing, heard.millis);
    return this.#heard.map(({ heard, timing }) => {
      const feed = this.#feeds[heard.record.source.input] as Feed;
      const observation = observationOf(heard, feed.settledMoment(timing));
      return { ...observation, time: refined(observation.time, heard) };
    });
  }

  /** All kills that are left. A moment that one input knows of a kill tells another when its boot was. */
  #settled(): Kill[] {
    const timed: TimedKill[] = [];
    for (let one = this.#kills.shift(); one; one = this.#kills.shift()) timed.push(one);
    for (const { kill, timing } of timed)
      if (timing.moment.time === null && kill.time !== null)
        this.#feedOf(kill).learn(timing, Date.parse(kill.time));
    return timed.map((one) => this.#settle(one));
  }

  /** A copy of the kill may have known more than its own line. */
  #settle(one: TimedKill): Kill {
    return one.timing.moment.time === one.kill.time ? this.#feedOf(one.kill).settled(one) : one.kill;
  }

  #feedOf({ source }: Kill): Feed {
    return this.#feeds[source.input] as Feed;
  }

  #take(read: Episode, timed: readonly TimedKill[]): void {
    // One without a kill is still there at the end, and is explained then.
    const handedOut = this.#options.onKill && timed.length > 0;
    const { episode, kills } = handedOut ? this.#explained(read, timed) : { episode: read, kills: timed };
    // A stream hands its kills out before another input can tell more of them.
    const pieces = this.#options.onKill ? 0 : piecesOf(episode);
    const fresh: Kill[] = [];
    for (const one of kills) {
      const { kept, insteadOf } = this.#kills.add(one, pieces);
      if (kept) fresh.push(one.kill);
      if (insteadOf) this.#forget(insteadOf);
    }
    // The report of copies only is a copy itself.
    if (kills.length > 0 && fresh.length === 0) return;
    this.#episodes.set(episode.id, { ...episode, kills: fresh.map(({ id }) => id) });
    if (!this.#options.onKill) return;
    if (kills.length === 0) this.#keepIdle(episode.id);
    this.#release(PENDING);
  }

  /** A stream gives a report its reasons as it comes: at the end it has it no more. */
  #explained(read: Episode, timed: readonly TimedKill[]): { episode: Episode; kills: TimedKill[] } {
    const { episode, kills } = this.#reasons.of(
      read,
      timed.map(({ kill }) => kill),
    );
    return { episode, kills: timed.map((one, i) => ({ ...one, kill: kills[i] as Kill })) };
  }

  #keepIdle(id: string): void {
    this.#idle.push(id);
    if (this.#idle.length > IDLE) this.#letGo(this.#idle.shift() as string);
  }

  #letGo(id: string): void {
    if (this.#episodes.get(id)?.kills.length === 0) this.#idleGone++;
    this.#episodes.delete(id);
  }

  /** A kill is told by a better report: one that tells of no other is a copy. */
  #forget({ id, episode }: Kill): void {
    const known = this.#episodes.get(episode ?? "");
    if (known === undefined) return;
    const kills = known.kills.filter((one) => one !== id);
    if (kills.length === 0) this.#episodes.delete(known.id);
    else this.#episodes.set(known.id, { ...known, kills });
  }

  /** Reports come in the order of their kills: those before this one, and itself, have been told. */
  #forgetUpTo(id: string): void {
    for (const known of this.#episodes.keys()) {
      this.#letGo(known);
      if (known === id) return;
    }
  }

  /** Hands out the oldest kills until `keep` are left, and drops the reports that no kill needs any more. */
  #release(keep: number): void {
    while (this.#kills.size > keep) {
      const kill = this.#settle(this.#kills.shift() as TimedKill);
      const episode = this.#episodes.get(kill.episode ?? "") ?? null;
      this.#options.onKill?.(kill, episode);
      if (episode?.kills.at(-1) === kill.id) this.#forgetUpTo(episode.id);
    }
  }
}

/** How much a report says. */
function piecesOf({ trigger, constraint, memcg, memory, tasks }: Episode): number {
  const pieces = [trigger, constraint, memcg, memory].filter((piece) => piece !== null);
  return pieces.length + (tasks.length > 0 ? 1 : 0);
}
