import type { KubeletSettings, Node } from "../model/cluster.js";
import type { Reservation } from "../model/node.js";
import { providerOf } from "./provider.js";
import { bytesOfThreshold } from "./threshold.js";

/** What a kubelet keeps from pods (pkg/kubelet/cm/node_container_manager_linux.go, getNodeAllocatableAbsolute()). */
interface Kept {
  readonly kubeReservedBytes: number;
  readonly systemReservedBytes: number;
  readonly evictionHardBytes: number;
}

const MiB = 1 << 20;
/** The kubelet and the node count in KiB; providers round to MiB. */
const EXACT = 1 << 10;

/**
 * Takes a node and the settings of kubelets that were given; returns what is kept from pods and whether the node
 * reports the same. Settings that fit the node are preferred, as they do not say whose they are.
 */
export function reservationOf(node: Node, kubelets: readonly KubeletSettings[]): Reservation | null {
  if (node.capacityBytes === null) return null;
  const told = kubelets.map((settings) => reserve(node, node.capacityBytes ?? 0, keptBy(settings, node)));
  const given = told.find(({ matches }) => matches === true) ?? told[0];
  return given ?? guessed(node, node.capacityBytes);
}

function guessed(node: Node, capacityBytes: number): Reservation {
  const provider = providerOf(node);
  if (provider === null) {
    const plain = { kubeReservedBytes: 0, systemReservedBytes: 0, evictionHardBytes: defaultThreshold(node) };
    return { ...reserve(node, capacityBytes, plain), source: "default" };
  }
  const { name, formula, toleranceBytes = MiB, keeps } = provider;
  const reservation = reserve(node, capacityBytes, keeps(capacityBytes, node.maxPods ?? 110), toleranceBytes);
  return { ...reservation, source: "provider", provider: name, formula };
}

const defaultThreshold = ({ os }: Node): number => (os === "windows" ? 500 * MiB : 100 * MiB);

function keptBy(settings: KubeletSettings, node: Node): Kept {
  const { evictionHard } = settings;
  const written = evictionHard?.["memory.available"];
  return {
    kubeReservedBytes: settings.kubeReservedBytes ?? 0,
    systemReservedBytes: settings.systemReservedBytes ?? 0,
    // A map without the signal replaces the default as well: then memory never evicts.
    evictionHardBytes:
      evictionHard === null
        ? defaultThreshold(node)
        : bytesOfThreshold(written ?? "0", node.capacityBytes ?? 0),
  };
}

function reserve(node: Node, capacityBytes: number, kept: Kept, toleranceBytes = EXACT): Reservation {
  const hugepagesBytes = node.hugepagesBytes ?? 0;
  const { kubeReservedBytes, systemReservedBytes, evictionHardBytes } = kept;
  const expected =
    capacityBytes - kubeReservedBytes - systemReservedBytes - evictionHardBytes - hugepagesBytes;
  const reported = node.allocatableBytes;
  return {
    ...{ source: "kubelet", provider: null, formula: null, ...kept, hugepagesBytes },
    expectedAllocatableBytes: Math.max(0, expected),
    matches: reported === null ? null : Math.abs(reported - expected) <= toleranceBytes,
  };
}
