import { Tally } from "./coverage.js";
import type { Input } from "./model/analysis.js";
import type { Envelope, SourceLine, Stamps } from "./model/record.js";
import type { InputFacts } from "./read/intake.js";
import type { LineReader } from "./read/reader.js";
import { Unwrapper } from "./unwrap/unwrapper.js";

/** Hosts that are named; a forged log may hold any number. */
const MOST_HOSTS = 1000;

/** What a time at an edge of the input means; null where it cannot be told. */
type EdgeTime = (edge: "first" | "last", stamps: Stamps) => string | null;

/** The account of one input: what was read, in which formats, of which hosts, and where its lines went. */
export class Account {
  readonly tally = new Tally();
  bytes = 0;
  readonly #kernels = new Set<string | null>();
  #envelope: Envelope | null = null;
  readonly #formats = new Set<string>();
  readonly #hosts = new Set<string>();

  /** The hosts whose kernel's lines were seen; null where they name none. */
  get kernels(): ReadonlySet<string | null> {
    return this.#kernels;
  }

  /** A line was recognised as the kernel's by what it says. */
  sawKernel({ host }: Envelope): void {
    if (this.#kernels.size < MOST_HOSTS) this.#kernels.add(host);
  }

  /** Remembers where a line came from. Lines with one and the same prefix share one envelope. */
  remember(envelope: Envelope): void {
    if (envelope === this.#envelope) return;
    this.#envelope = envelope;
    const { format, sender } = envelope;
    if (sender === "kernel") this.sawKernel(envelope);
    this.#formats.add(format);
    this.sawHost(envelope);
  }

  /** A line tells of a host. */
  sawHost({ host }: Envelope): void {
    if (host !== null && this.#hosts.size < MOST_HOSTS) this.#hosts.add(host);
  }

  /** The account as it is published. */
  input(
    name: string,
    { compression }: InputFacts,
    { lines, firstLines, lastLine }: Pick<LineReader, "lines" | "firstLines" | "lastLine">,
    timeOf: EdgeTime,
  ): Input {
    const firstTime = this.#timeAt("first", firstLines, timeOf);
    const lastTime = this.#timeAt("last", lastLine ? [lastLine] : [], timeOf);
    return {
      name,
      format: this.#format(),
      compression: compression ?? null,
      bytes: this.bytes,
      lines,
      firstTime,
      lastTime,
      hosts: [...this.#hosts],
      coverage: this.tally.coverage(lines),
    };
  }

  #format(): string | null {
    const wrapped = [...this.#formats].filter((format) => format !== "bare");
    if (wrapped.length > 1) return "mixed";
    return wrapped[0] ?? (this.#formats.size > 0 ? "bare" : null);
  }

  /** The first time that these lines carry. */
  #timeAt(edge: "first" | "last", lines: readonly SourceLine[], timeOf: EdgeTime): string | null {
    const unwrapper = new Unwrapper();
    for (const { envelope } of lines.flatMap((line) => unwrapper.unwrap(line))) {
      this.remember(envelope);
      const time = timeOf(edge, envelope);
      if (time !== null) return time;
    }
    return null;
  }
}
