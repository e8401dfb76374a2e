import { Counter, Gauge, Histogram, openMetricsContentType, Registry } from "prom-client";
import type { Told } from "../live/live.js";
import type { Kill } from "../model/analysis.js";
import { causesOf } from "../model/causes.js";
import { VERSION } from "../model/version.js";

/**
 * The figures for Prometheus. Those whose labels are a closed set are there from the start at 0, since a rate needs a
 * value before the first kill. No label holds what anybody may choose freely: a pid, a name of a process or of a pod.
 */

const qosClasses = ["Guaranteed", "Burstable", "BestEffort", "none"] as const;
/** Namespaces that have a series of their own; text of a log could make any number. */
const NAMESPACES = 200;
/** A namespace is a label of DNS (RFC 1123): what is none was not made by Kubernetes. */
const namespaceName = /^[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?$/;
const MEBI = 1 << 20;

/** How far reading has come. */
export interface Progress {
  readonly lines: number;
  readonly bytes: number;
  /** How often the log said of itself that records are missing. */
  readonly lost: number;
}

/** A figure that somebody else counts. */
export interface Figure {
  readonly name: string;
  readonly help: string;
  readonly type: "counter" | "gauge";
  /** The name of a label, whose values are a closed set. */
  readonly label?: string;
  /** By the value of the label where there is one. */
  readonly value: () => number | Readonly<Record<string, number>>;
}

export class Metrics {
  readonly #text = new Registry<"text/plain; version=0.0.4; charset=utf-8">();
  readonly #open = new Registry<typeof openMetricsContentType>();
  readonly #kills: Each<"class" | "cause">;
  readonly #qos: Each<"qos">;
  readonly #namespaces: Each<"namespace">;
  readonly #lastKill: Gauge[];
  readonly #sizes: Histogram[];
  readonly #seen = new Set<string>();

  /** @param progress asked whenever the figures are, as are `figures` */
  constructor(progress: () => Progress, figures: readonly Figure[] = []) {
    this.#open.setContentType(openMetricsContentType);
    const registers = [this.#text, this.#open] as const;
    this.#kills = counter(
      registers,
      "oomlog_oom_kills_total",
      "Processes and pods killed for want of memory.",
      ["class", "cause"],
    );
    this.#qos = counter(
      registers,
      "oomlog_oom_kills_by_qos_total",
      "The same, by the pod's class of quality of service.",
      ["qos"],
    );
    this.#namespaces = counter(
      registers,
      "oomlog_oom_kills_by_namespace_total",
      "The same, by the pod's namespace; other where there are too many.",
      ["namespace"],
    );
    this.#lastKill = registers.map(
      (register) =>
        new Gauge({
          name: "oomlog_last_oom_kill_timestamp_seconds",
          help: "When the last kill was, by the log.",
          registers: [register],
        }),
    );
    this.#sizes = registers.map(
      (register) =>
        new Histogram({
          name: "oomlog_victim_resident_bytes",
          help: "Resident memory of the killed processes.",
          buckets: [16, 64, 256, 1024, 4096, 16384, 65536].map((mebibytes) => mebibytes * MEBI),
          registers: [register],
        }),
    );
    for (const register of registers) {
      new Gauge({
        name: "oomlog_build_info",
        help: "The version of oomlog.",
        labelNames: ["version"],
        registers: [register],
      }).set({ version: VERSION }, 1);
      for (const figure of [...read(progress), ...figures]) tell(register, figure);
    }
    for (const [killClass, ofClass] of Object.entries(causesOf))
      for (const cause of ofClass) this.#kills({ class: killClass, cause }, 0);
    for (const qos of qosClasses) this.#qos({ qos }, 0);
    this.#namespaces({ namespace: "none" }, 0);
    this.#namespaces({ namespace: "other" }, 0);
  }

  kill({ kill, update }: Told): void {
    if (update) return;
    this.#kills({ class: kill.class, cause: kill.cause }, 1);
    this.#qos({ qos: kill.workload?.qosClass ?? "none" }, 1);
    this.#namespaces({ namespace: this.#namespaceOf(kill) }, 1);
    const seconds = kill.time === null ? null : Date.parse(kill.time) / 1000;
    if (seconds !== null) for (const gauge of this.#lastKill) gauge.set(seconds);
    const bytes = residentBytes(kill);
    if (bytes !== null) for (const sizes of this.#sizes) sizes.observe(bytes);
  }

  /** @param open in the form of OpenMetrics */
  async page(open: boolean): Promise<{ readonly type: string; readonly body: string }> {
    const register = open ? this.#open : this.#text;
    return { type: register.contentType, body: await register.metrics() };
  }

  #namespaceOf({ workload }: Kill): string {
    const name = workload?.namespace ?? null;
    if (name === null) return "none";
    if (!namespaceName.test(name)) return "other";
    if (!this.#seen.has(name) && this.#seen.size >= NAMESPACES) return "other";
    this.#seen.add(name);
    return name;
  }
}

type Registers = readonly [Registry, Registry<typeof openMetricsContentType>];
type Each<Label extends string> = (labels: Partial<Record<Label, string>>, by: number) => void;

/** A counter in both forms: a registry of prom-client writes one of them only. */
function counter<Label extends string>(
  registers: Registers,
  name: string,
  help: string,
  labelNames: Label[],
): Each<Label> {
  const both = registers.map(
    (register) => new Counter({ name, help, labelNames, registers: [register as Registry] }),
  );
  return (labels, by) => {
    for (const one of both) one.inc(labels as Record<Label, string>, by);
  };
}

const read = (progress: () => Progress): readonly Figure[] => [
  {
    name: "oomlog_read_lines_total",
    help: "Lines read.",
    type: "counter",
    value: () => progress().lines,
  },
  {
    name: "oomlog_read_bytes_total",
    help: "Bytes read.",
    type: "counter",
    value: () => progress().bytes,
  },
  {
    name: "oomlog_lost_records_total",
    help: "Times that the log said of itself that records are missing.",
    type: "counter",
    value: () => progress().lost,
  },
];

function tell(register: Registers[number], { name, help, type, label, value }: Figure): void {
  const options = {
    ...{ name, help, registers: [register as Registry] },
    ...(label === undefined ? {} : { labelNames: [label] }),
    collect(this: Counter | Gauge) {
      this.reset();
      const now = value();
      if (typeof now === "number") this.inc(now);
      else for (const [one, count] of Object.entries(now)) this.inc({ [label ?? ""]: one }, count);
    },
  };
  if (type === "counter") new Counter(options);
  else new Gauge(options);
}

function residentBytes({ victim }: Kill): number | null {
  const parts = [victim?.anonRssBytes, victim?.fileRssBytes, victim?.shmemRssBytes];
  const known = parts.filter((part) => part !== null && part !== undefined);
  return known.length === 0 ? null : known.reduce((sum, part) => sum + part, 0);
}
