import { machineOf } from "../machine.js";
import type { UserspaceCause, Victim } from "../model/analysis.js";
import type { Observation } from "../observe.js";
import { nobody } from "./kill-of-observation.js";

/** What killers of user space say they did. Some say it in several lines: those of one machine belong together. */

/** A kill as one killer tells of it. */
export interface ToldKill {
  readonly cause: UserspaceCause;
  readonly victim: Victim;
  /** systemd-oomd, Facebook's oomd and Talos kill a whole cgroup, and name no process. */
  readonly cgroup: string | null;
}

/** Lines in which nohang describes its victim, at most. */
const NOHANG_BLOCK = 32;

/** What nohang said of a victim, the last first. */
interface Block {
  readonly said: readonly Victim[];
  /** A signal was sent to it: what comes next describes another, or the same anew. */
  readonly acted: boolean;
}
const nothingSaid: Block = { said: [], acted: false };

/** Takes what killers say, in the order of each input; remembers of each machine what the next line refers to. */
export class Killers {
  /** Of nohang, by machine. */
  readonly #blocks = new Map<string, Block>();
  /** The cgroup that systemd-oomd would have killed, in its last words. */
  readonly #spared = new Map<string, string>();

  /** @returns the kill that this tells of, or null */
  hear(observation: Observation): ToldKill | null {
    const { fact } = observation;
    const machine = machineOf(observation);
    switch (fact.kind) {
      case "earlyoom-kill": {
        const { pid, comm, uid, oomScoreAdj, badness, vmRssMiB } = fact;
        const resident = vmRssMiB === null ? null : { vmRssBytes: vmRssMiB * 2 ** 20 };
        const victim = { ...nobody, pid, comm, uid, oomScoreAdj, badness, ...resident };
        return { cause: "earlyoom", victim, cgroup: null };
      }
      case "lmkd-kill": {
        const { pid, comm, uid, oomScoreAdj, swapKB } = fact;
        const swapBytes = swapKB === null ? null : swapKB * 1024;
        return { cause: "lmkd", victim: { ...nobody, pid, comm, uid, oomScoreAdj, swapBytes }, cgroup: null };
      }
      case "nohang-victim": {
        const { pid, comm, uid, badness, oomScoreAdj } = fact;
        const { said, acted } = this.#blocks.get(machine) ?? nothingSaid;
        const victim = { ...nobody, pid, comm, uid, badness, oomScoreAdj };
        this.#blocks.set(machine, {
          said: [victim, ...(acted ? [] : said)].slice(0, NOHANG_BLOCK),
          acted: false,
        });
        return null;
      }
      case "nohang-action": {
        const { said } = this.#blocks.get(machine) ?? nothingSaid;
        if (fact.outcome !== null) this.#blocks.delete(machine);
        if (fact.signal === null) return null;
        this.#blocks.set(machine, { said, acted: true });
        return { cause: "nohang", victim: described(fact.comm, said), cgroup: null };
      }
      case "facebook-oomd-kill":
        return fact.dryRun ? null : { cause: "oomd", victim: nobody, cgroup: absolute(fact.cgroup) };
      case "systemd-oomd-note":
        this.#spared.delete(machine);
        if (fact.step === "dry-run") this.#spared.set(machine, fact.text);
        return null;
      case "systemd-oomd-kill": {
        const spared = this.#spared.get(machine) ?? "";
        this.#spared.delete(machine);
        const isDryRun = fact.cgroup !== null && spared.includes(fact.cgroup);
        return isDryRun ? null : { cause: "systemd-oomd", victim: nobody, cgroup: fact.cgroup };
      }
      case "talos-kill":
        return fact.cgroup === null
          ? null
          : { cause: "unknown", victim: nobody, cgroup: absolute(fact.cgroup) };
      default:
        return null;
    }
  }
}

const absolute = (path: string | null): string | null =>
  path === null || path.startsWith("/") ? path : `/${path}`;

/** nohang describes its victim in the lines before, one value each in some releases. */
function described(comm: string | null, said: readonly Victim[]): Victim {
  const last = <Field extends keyof Victim>(field: Field): Victim[Field] | null =>
    said.find((one) => one[field] !== null)?.[field] ?? null;
  return {
    ...nobody,
    pid: last("pid"),
    comm: comm ?? last("comm"),
    uid: last("uid"),
    badness: last("badness"),
    oomScoreAdj: last("oomScoreAdj"),
  };
}
