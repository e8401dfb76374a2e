import type { Kill, UserspaceCause, Victim } from "../model/analysis.js";
import type { Observation } from "../observe.js";
import { secondsBetween } from "./apart.js";
import { evidenceOf, nobody, placeOf } from "./kill-of-observation.js";
import { workloadOf } from "./workload.js";

/** Kills by programs of user space: each once, though it was told by two loggers, or took two signals. */

/** A signal that is sent again, and a copy from another logger, come within this. */
const SAME_SECONDS = 120;
/** Lines of nohang within which the victim of an action is described. */
const NOHANG_BLOCK = 32;

/** A kill as one killer tells of it. */
interface Told {
  readonly cause: UserspaceCause;
  readonly victim: Victim;
  /** systemd-oomd, Facebook's oomd and Talos kill a whole cgroup, and name no process. */
  readonly cgroup: string | null;
}

export function userspaceKills(observations: readonly Observation[]): Kill[] {
  const kills: Kill[] = [];
  for (const [at, observation] of observations.entries()) {
    const told = toldBy(observation, observations, at);
    if (told === null) continue;
    const copied = kills.findLastIndex((kill) => isSame(kill, told, observation));
    const known = kills[copied];
    if (known === undefined) kills.push(killOf(observation, told));
    else kills[copied] = again(known, observation, told);
  }
  return kills;
}

function toldBy(observation: Observation, all: readonly Observation[], at: number): Told | null {
  const { fact } = observation;
  switch (fact.kind) {
    case "earlyoom-kill": {
      const { pid, comm, uid, oomScoreAdj, badness, vmRssMiB } = fact;
      const resident = vmRssMiB === null ? null : { vmRssBytes: vmRssMiB * 2 ** 20 };
      return {
        cause: "earlyoom",
        victim: { ...nobody, pid, comm, uid, oomScoreAdj, badness, ...resident },
        cgroup: null,
      };
    }
    case "lmkd-kill": {
      const { pid, comm, uid, oomScoreAdj, swapKB } = fact;
      const swapBytes = swapKB === null ? null : swapKB * 1024;
      return { cause: "lmkd", victim: { ...nobody, pid, comm, uid, oomScoreAdj, swapBytes }, cgroup: null };
    }
    case "nohang-action":
      return fact.signal === null ? null : ofNohang(fact.comm, all, at);
    case "facebook-oomd-kill":
      return fact.dryRun ? null : { cause: "oomd", victim: nobody, cgroup: absolute(fact.cgroup) };
    case "systemd-oomd-kill":
      return isDryRun(fact.cgroup, observation, all)
        ? null
        : { cause: "systemd-oomd", victim: nobody, cgroup: fact.cgroup };
    case "talos-kill":
      return fact.cgroup === null
        ? null
        : { cause: "unknown", victim: nobody, cgroup: absolute(fact.cgroup) };
    default:
      return null;
  }
}

const absolute = (path: string | null): string | null =>
  path === null || path.startsWith("/") ? path : `/${path}`;

/** nohang describes its victim in the lines before, one value each in some releases. */
function ofNohang(comm: string | null, all: readonly Observation[], at: number): Told {
  let victim: Victim = { ...nobody, comm };
  const input = all[at]?.source.input;
  for (let before = at - 1; before >= Math.max(0, at - NOHANG_BLOCK); before--) {
    const { fact, source } = all[before] as Observation;
    if (source.input !== input) continue;
    if (fact.kind === "nohang-action" && fact.outcome !== null) break;
    if (fact.kind !== "nohang-victim") continue;
    victim = {
      ...victim,
      pid: victim.pid ?? fact.pid,
      comm: victim.comm ?? fact.comm,
      uid: victim.uid ?? fact.uid,
      badness: victim.badness ?? fact.badness,
      oomScoreAdj: victim.oomScoreAdj ?? fact.oomScoreAdj,
    };
  }
  return { cause: "nohang", victim, cgroup: null };
}

function isDryRun(cgroup: string | null, observation: Observation, all: readonly Observation[]): boolean {
  return all.some(
    ({ fact, source }) =>
      fact.kind === "systemd-oomd-note" &&
      fact.step === "dry-run" &&
      source.input === observation.source.input &&
      Math.abs(source.line - observation.source.line) <= 2 &&
      cgroup !== null &&
      fact.text.includes(cgroup),
  );
}

function isSame(kill: Kill, { cause, victim, cgroup }: Told, observation: Observation): boolean {
  if (kill.cause !== cause || kill.taskMemcg !== cgroup) return false;
  const { pid, comm } = victim;
  const other = kill.victim as Victim;
  const samePid = pid === null || other.pid === null || pid === other.pid;
  const sameComm = comm === null || other.comm === null || comm === other.comm;
  if (!samePid || !sameComm || differ(kill.host, observation.host)) return false;
  const seconds = secondsBetween(kill, observation);
  return seconds === null || Math.abs(seconds) <= SAME_SECONDS;
}

const differ = (a: string | null, b: string | null): boolean => a !== null && b !== null && a !== b;

/** The second signal of one killer is evidence; the same from another input is a copy. */
function again(kill: Kill, observation: Observation, { victim }: Told): Kill {
  const copy = observation.source.input !== kill.source.input;
  const whole = { ...(kill.victim as Victim) };
  return {
    ...kill,
    victim: {
      ...whole,
      pid: whole.pid ?? victim.pid,
      comm: whole.comm ?? victim.comm,
      uid: whole.uid ?? victim.uid,
    },
    evidence: copy ? kill.evidence : [...kill.evidence, evidenceOf(observation)],
    duplicates: kill.duplicates + (copy ? 1 : 0),
  };
}

function killOf(observation: Observation, { cause, victim, cgroup }: Told): Kill {
  return {
    ...placeOf(observation, victim.pid),
    class: "userspace-oom",
    cause,
    victim,
    taskMemcg: cgroup,
    workload: workloadOf(cgroup, null, victim.oomScoreAdj),
    eviction: null,
  };
}
