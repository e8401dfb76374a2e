import { bytesOfQuantity } from "../../grammars/quantity.js";
import { hostKey } from "../machine.js";
import type { Cluster } from "../model/cluster.js";
import { type Observation, ofKind } from "../observe.js";

/** Quantities of the thresholds that are known to be hard, and soft. */
export interface Thresholds {
  readonly hard: ReadonlySet<number>;
  readonly soft: ReadonlySet<number>;
}

/** Thresholds of eviction by node. */
export class NodeThresholds {
  /** A configuration does not say whose it is. */
  readonly #configured: Thresholds;
  /** Those that a node's kubelet gives a grace period: by host, null where the log names none. */
  readonly #graced = new Map<string | null, Set<number>>();

  constructor({ kubelets }: Cluster, observations: readonly Observation[]) {
    this.#configured = {
      hard: bytesOf(kubelets.map(({ evictionHard }) => evictionHard?.["memory.available"])),
      soft: bytesOf(kubelets.map(({ evictionSoft }) => evictionSoft?.["memory.available"])),
    };
    for (const { fact, host } of ofKind(observations, "kubelet-threshold")) {
      if (fact.signal !== "memory.available" || fact.gracePeriod === null) continue;
      // Go prints the struct of a quantity: `{450Mi 0}`.
      const bytes = bytesOf([/^\{?([^\s}]+)/.exec(fact.quantity ?? "")?.[1]]);
      const key = host === null ? null : hostKey(host);
      this.#graced.set(key, new Set([...(this.#graced.get(key) ?? []), ...bytes]));
    }
  }

  /** @param node null where nobody names it: it may be any */
  of(node: string | null): Thresholds {
    const keys = node === null ? [...this.#graced.keys()] : [hostKey(node), null];
    const graced = keys.flatMap((key) => [...(this.#graced.get(key) ?? [])]);
    return { hard: this.#configured.hard, soft: new Set([...this.#configured.soft, ...graced]) };
  }
}

const bytesOf = (texts: readonly (string | null | undefined)[]): ReadonlySet<number> =>
  new Set(texts.map((text) => bytesOfQuantity(text ?? "")).filter((one) => one !== null));
