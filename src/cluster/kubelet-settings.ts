import { bytesOfQuantity } from "../../grammars/quantity.js";
import type { KubeletSettings } from "../model/cluster.js";
import { flag, memory, number, object, part, record, type Shape, type Shaped, text, words } from "./valid.js";

const thresholds = record(text) as Shape<Record<string, string | null>>;

/** KubeletConfiguration (kubelet.config.k8s.io/v1beta1), and `kubeletconfig` of `/configz`, which is the same. */
export const kubeletShape = object({
  kubeReserved: part({ memory }),
  systemReserved: part({ memory }),
  evictionHard: thresholds,
  evictionSoft: thresholds,
  mergeDefaultEvictionSettings: flag,
  enforceNodeAllocatable: words,
  maxPods: number,
  singleProcessOOMKill: flag,
});

/** Of pkg/kubelet/apis/config/v1beta1/defaults_linux.go, DefaultEvictionHard. */
const DEFAULT_MEMORY_THRESHOLD = "100Mi";

export function settingsOf(
  object: Shaped<typeof kubeletShape>,
  source: KubeletSettings["source"],
): KubeletSettings {
  return {
    source,
    kubeReservedBytes: object.kubeReserved?.memory?.bytes ?? null,
    systemReservedBytes: object.systemReserved?.memory?.bytes ?? null,
    evictionHard: hard(given(object.evictionHard), object.mergeDefaultEvictionSettings === true),
    evictionSoft: given(object.evictionSoft),
    enforceNodeAllocatable: object.enforceNodeAllocatable.length === 0 ? null : object.enforceNodeAllocatable,
    maxPods: object.maxPods,
    singleProcessOOMKill: object.singleProcessOOMKill,
  };
}

type Thresholds = Readonly<Record<string, string>>;

function given(written: Readonly<Record<string, string | null>>): Thresholds | null {
  const told = Object.entries(written).filter((one): one is [string, string] => one[1] !== null);
  return told.length === 0 ? null : Object.fromEntries(told);
}

/** `mergeDefaultEvictionSettings`: the defaults stay for signals that are not given. */
function hard(told: Thresholds | null, merged: boolean): Thresholds | null {
  return told !== null && merged ? { "memory.available": DEFAULT_MEMORY_THRESHOLD, ...told } : told;
}

/**
 * Takes a kubelet's command line; returns what it says about memory:
 * `--kube-reserved=cpu=100m,memory=1Gi --eviction-hard=memory.available<5%`.
 */
export function settingsOfFlags(commandLine: string): KubeletSettings {
  const flags = new Map<string, string>();
  for (const [, name = "", value = ""] of commandLine.matchAll(/(?:^|\s)--([a-z-]+)[= ]["']?([^\s"']*)/g))
    flags.set(name, value);
  const maxPods = flags.get("max-pods");
  return {
    source: "flags",
    kubeReservedBytes: reserved(flags.get("kube-reserved")),
    systemReservedBytes: reserved(flags.get("system-reserved")),
    evictionHard: pairs(flags.get("eviction-hard"), "<"),
    evictionSoft: pairs(flags.get("eviction-soft"), "<"),
    enforceNodeAllocatable: flags.get("enforce-node-allocatable")?.split(",") ?? null,
    maxPods: maxPods !== undefined && /^\d{1,6}$/.test(maxPods) ? Number(maxPods) : null,
    singleProcessOOMKill: null,
  };
}

function reserved(commaList: string | undefined): number | null {
  const written = pairs(commaList, "=")?.["memory"];
  return written === undefined ? null : bytesOfQuantity(written);
}

/** `memory.available<100Mi,nodefs.available<10%` */
function pairs(commaList: string | undefined, between: string): Thresholds | null {
  if (commaList === undefined) return null;
  const split = commaList.split(",").map((one) => one.split(between, 2));
  return Object.fromEntries(split.filter((one) => one.length === 2));
}
