import { explain } from "./explain.js";
import { Feed } from "./feed.js";
import { Kills } from "./kills.js";
import { type Analysis, type Episode, type Kill, SCHEMA } from "./model/analysis.js";
import { note } from "./model/diagnostic.js";
import { Notebook } from "./notebook.js";
import type { InputFacts, Intake } from "./read/intake.js";

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
    return explain({
      schema: SCHEMA,
      tool: { name: "oomlog", version: this.#options.version },
      generatedAt,
      inputs: this.#feeds.map((feed) => feed.input()),
      kills: inOrder(kills),
      episodes: [...this.#episodes.values()],
      exits: [],
      findings: [],
      diagnostics: this.#notebook.diagnostics(),
    });
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

/** Oldest first; what has no time stays where the log has it. */
function inOrder(kills: readonly Kill[]): Kill[] {
  const timed = kills.every(({ time }) => time !== null);
  return timed ? [...kills].sort((a, b) => (a.time ?? "").localeCompare(b.time ?? "")) : [...kills];
}
