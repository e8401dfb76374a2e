import { isOtherHost } from "../machine.js";
import type { Kill, Victim } from "../model/analysis.js";
import type { Observation } from "../observe.js";
import { secondsBetween } from "./apart.js";
import { evidenceOf, placeOf } from "./kill-of-observation.js";
import { Killers, type ToldKill } from "./killers.js";
import { workloadOf } from "./workload.js";

/** Kills by programs of user space: each once, though it was told by two loggers, or took two signals. */

/** A signal that is sent again, and a copy from another logger, come within this. */
const SAME_SECONDS = 120;
/** Of one pid or cgroup: what is killed more often is killed in a loop, and to compare each with all takes hours. */
const ALIKE = 1000;

/** A kill, and the inputs that tell of it. */
interface UserspaceKill {
  kill: Kill;
  readonly inputs: Set<number>;
}

export function userspaceKills(observations: readonly Observation[]): Kill[] {
  const killers = new Killers();
  const kills: UserspaceKill[] = [];
  /** Those that one line may be another telling of. */
  const alike = new Map<string, UserspaceKill[]>();
  for (const observation of observations) {
    const told = killers.hear(observation);
    if (told === null) continue;
    const key = `${told.cause} ${told.victim.pid} ${told.cgroup}`;
    const candidates = alike.get(key) ?? [];
    const { input } = observation.source;
    const known = candidates.find((one) => isSame(one, told, observation));
    if (known !== undefined) {
      known.kill = again(known.kill, observation, told);
      known.inputs.add(input);
      continue;
    }
    const fresh = { kill: killOf(observation, told), inputs: new Set([input]) };
    kills.push(fresh);
    alike.set(key, [...candidates.slice(1 - ALIKE), fresh]);
  }
  return kills.map(({ kill }) => kill);
}

/** Of two that name the same pid, or the same cgroup: in one input only a pid can tell that two lines are one kill. */
function isSame({ kill, inputs }: UserspaceKill, { victim }: ToldKill, observation: Observation): boolean {
  if (victim.pid === null && inputs.has(observation.source.input)) return false;
  const [comm, other] = [victim.comm, kill.victim?.comm ?? null];
  if (comm !== null && other !== null && comm !== other) return false;
  if (isOtherHost(kill.host, observation.host)) return false;
  const seconds = secondsBetween(kill, observation);
  return seconds === null || Math.abs(seconds) <= SAME_SECONDS;
}

/** The second signal of one killer is evidence; the same from another input is a copy. */
function again(kill: Kill, observation: Observation, { victim }: ToldKill): Kill {
  const copy = observation.source.input !== kill.source.input;
  const whole = { ...(kill.victim as Victim) };
  return {
    ...kill,
    victim: {
      ...whole,
      comm: whole.comm ?? victim.comm,
      uid: whole.uid ?? victim.uid,
    },
    evidence: copy ? kill.evidence : [...kill.evidence, evidenceOf(observation)],
    duplicates: kill.duplicates + (copy ? 1 : 0),
  };
}

function killOf(observation: Observation, { cause, victim, cgroup }: ToldKill): Kill {
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
