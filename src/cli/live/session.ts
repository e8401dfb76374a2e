import type { TimeOptions } from "../../clock/input-clock.js";
import { Live, type Told } from "../../live/live.js";
import type { Finding, Input } from "../../model/analysis.js";
import { VERSION } from "../../model/version.js";
import { nothingFound, withHidden, withKill } from "../../render/found.js";
import { summaryLine } from "../../render/ndjson.js";
import { plain } from "../../render/plain.js";
import { summary } from "../../render/summary.js";
import { follow } from "../../serve/follow.js";
import { addressOf, type Health, serve } from "../../serve/http.js";
import { Metrics } from "../../serve/metrics.js";
import { NoSource, type Position, type Source } from "../../serve/source.js";
import { type State, stateText } from "../../serve/state.js";
import { mustBeWritable, writeAtomically } from "../atomic.js";
import { NotWritten, UsageError } from "../exit.js";
import { err, isTerminal, Output, terminalWidth } from "../streams.js";
import { styleFor } from "../style.js";
import { tellDiagnostics } from "../tell.js";
import { shownZone } from "../time.js";
import { keepYoungGeneration } from "../young-generation.js";
import type { ClusterContext } from "./cluster-context.js";
import type { FollowArguments } from "./follow-options.js";
import { Cards, lines, type Printer } from "./printer.js";

export interface SessionOptions {
  readonly argv: FollowArguments;
  readonly time: TimeOptions;
  /** Kills before it are not told. */
  readonly sinceMillis: number | null;
  readonly source: Source;
  /** Null where no cluster is asked. */
  readonly cluster: ClusterContext | null;
  /** What an earlier run left; null where nothing is kept. */
  readonly state: State | null;
}

/** Kills that are not told, and whose corrections are not told either. */
const HIDDEN = 1024;
/** A reader that takes nothing for so long is stuck. */
const STUCK_MILLIS = 30_000;
/** How often the state is written where no kill was told. */
const STATE_MILLIS = 1000;

/** One run of `oomlog follow`. */
export class Session {
  readonly #options: SessionOptions;
  readonly #output = new Output();
  readonly #live: Live;
  readonly #hidden = new Set<string>();
  #printer: Printer = lines(this.#output);
  readonly #metrics: Metrics;
  #found = nothingFound;
  #isReading = false;
  #hasBegun = false;
  /** Since when nobody takes what was printed; null where all was taken. */
  #waitingSince: number | null = null;
  /** What is read now was printed before reading began. */
  #past = false;
  #position: Position | null;
  #savedAt = 0;
  #mustSave = false;
  /** The last state could not be written, and that was told. */
  #isUnsaved = false;

  constructor(options: SessionOptions) {
    const { time, source, state, cluster } = options;
    this.#options = options;
    this.#position = state?.position ?? null;
    const live = {
      ...{ version: VERSION, time },
      ...(state ? { known: state.kills } : {}),
      ...(cluster ? { cluster: cluster.live } : {}),
    };
    this.#metrics = new Metrics(() => this.#live.progress, cluster?.figures);
    this.#live = new Live(source.name, {}, live, {
      kill: (told) => this.#kill(told),
      exit: (exit) => this.#past || this.#printer.exit(exit),
      finding: (finding) => this.#isHidden(finding) || this.#printer.finding(finding),
    });
  }

  /** Follows the log until it ends, or `signal` says that it is enough; then tells what it was. */
  async run(signal: AbortSignal): Promise<void> {
    const { argv, source, cluster } = this.#options;
    // Better known now than at the first kill.
    if (argv.state !== undefined) mustBeWritable(argv.state);
    this.#printer = await this.#printerOf(argv, source);
    await this.#listen(argv);
    try {
      await cluster?.begin(signal);
      keepYoungGeneration();
      this.#isReading = true;
      await follow({
        source,
        live: this.#live,
        signal,
        begins: ({ past }) => {
          this.#hasBegun = true;
          this.#past = past === true;
        },
        reached: (position) => this.#reached(position),
        taken: () => this.#taken(signal),
        ...(cluster ? { onChange: (changed) => cluster.onChange(changed) } : {}),
      });
    } catch (error) {
      // Of a log that there is not, nothing is to be told but that.
      if (!(error instanceof NoSource) || this.#hasBegun) await this.#end();
      throw error;
    }
    await this.#end();
  }

  async #listen({ listen, quiet }: FollowArguments): Promise<void> {
    if (listen === undefined) return;
    const address = addressOf(listen);
    if (address === null)
      throw new UsageError(`--listen takes ADDRESS:PORT such as 127.0.0.1:9477, not ${listen}`);
    const port = await serve(address, { metrics: this.#metrics, health: () => this.#health() });
    if (!quiet) err(`Serving /metrics, /healthz and /readyz at port ${port}\n`);
  }

  #health(): Health {
    const { name } = this.#options.source;
    if (!this.#isReading) return { ready: false, why: `${name} is not open` };
    const isStuck = this.#waitingSince !== null && Date.now() - this.#waitingSince > STUCK_MILLIS;
    return isStuck
      ? { ready: false, why: "nobody takes what is printed" }
      : { ready: true, why: `reading ${name}` };
  }

  async #printerOf({ output, color, utc }: FollowArguments, { name }: Source): Promise<Printer> {
    if ((output ?? (isTerminal("stdout") ? "card" : "ndjson")) === "ndjson") return lines(this.#output);
    const style = styleFor(color, "stdout");
    const names = [name, ...(this.#options.cluster ? [this.#options.cluster.live.name] : [])];
    return new Cards(this.#output, names.map(named), {
      width: terminalWidth() ?? 80,
      style,
      zone: await shownZone({ utc }),
    });
  }

  #kill(told: Told): void {
    const { kill, update } = told;
    const { sinceMillis } = this.#options;
    const isBefore = sinceMillis !== null && kill.time !== null && Date.parse(kill.time) < sinceMillis;
    if (!update && (this.#past || isBefore)) {
      this.#hide(kill.id);
      // What an earlier run told is in nobody's count.
      if (!this.#past) this.#found = withHidden(this.#found);
    }
    if (this.#hidden.has(kill.id)) return;
    if (!update) this.#found = withKill(this.#found, kill);
    this.#printer.kill(told);
    this.#metrics.kill(told);
    this.#options.cluster?.kill(told);
    this.#mustSave = true;
  }

  #isHidden({ kills }: Finding): boolean {
    return this.#past || (kills.length > 0 && kills.every((id) => this.#hidden.has(id)));
  }

  #hide(id: string): void {
    this.#hidden.add(id);
    const [oldest] = this.#hidden;
    if (oldest !== undefined && this.#hidden.size > HIDDEN) this.#hidden.delete(oldest);
  }

  #reached(position: Position): void {
    this.#position = position;
    if (Date.now() - this.#savedAt >= STATE_MILLIS) this.#mustSave = true;
    this.#save();
  }

  async #taken(signal: AbortSignal): Promise<void> {
    // Told first and remembered then: a crash in between tells a kill twice, and never not at all.
    this.#save();
    this.#waitingSince = Date.now();
    await this.#output.taken(signal);
    this.#waitingSince = null;
  }

  /** A disk that is full for a while must not end what tells of kills; the next start may tell some again. */
  #save(): void {
    if (!this.#mustSave) return;
    this.#mustSave = false;
    this.#savedAt = Date.now();
    try {
      this.#writeState();
      this.#isUnsaved = false;
    } catch (error) {
      if (!(error instanceof NotWritten)) throw error;
      if (!this.#isUnsaved) err(`oomlog: warning: ${plain(error.message)}\n`);
      this.#isUnsaved = true;
    }
  }

  #writeState(): void {
    const { argv, cluster } = this.#options;
    const { state } = argv;
    if (state === undefined) return;
    writeAtomically(
      state,
      stateText({ position: this.#position, kills: this.#live.recent, losses: cluster?.losses ?? [] }),
    );
  }

  async #end(): Promise<void> {
    const { argv, cluster } = this.#options;
    const analysis = this.#live.end(new Date().toISOString());
    this.#mustSave = true;
    this.#save();
    cluster?.end();
    const found = { ...this.#found, idle: this.#live.idleRuns };
    if (this.#printer instanceof Cards === false) this.#output.write(summaryLine(analysis, found));
    await tellDiagnostics(analysis, argv);
    if (!argv.quiet) err(summary(analysis, styleFor(argv.color, "stderr"), found));
  }
}

/** An input of which nothing but the name is known yet. */
const named = (name: string): Input => ({
  name,
  format: null,
  compression: null,
  bytes: 0,
  lines: 0,
  firstTime: null,
  lastTime: null,
  hosts: [],
  coverage: { outside: 0, parsed: 0, unparsed: 0, undecoded: 0 },
});
