import { Hosts } from "../machine.js";
import type { Kill } from "../model/analysis.js";
import type { Cluster } from "../model/cluster.js";
import type { Log } from "./coverage.js";
import type { End } from "./ends.js";

/** Logs of one machine and objects of another: nothing of the one belongs to the other. */
export interface Strangers {
  readonly hosts: readonly string[];
  readonly nodes: readonly string[];
}

/**
 * @param kills with the names that the join gave them
 * @returns null where a name of a host is a node's, where anything was joined by its id, or where either has no names
 */
export function strangersOf(
  logs: readonly Log[],
  { nodes, pods }: Cluster,
  kills: readonly Kill[],
  ends: readonly End[],
): Strangers | null {
  const hosts = [...new Set(logs.flatMap((log) => log.hosts))];
  const names = [...new Set([...nodes.map(({ name }) => name), ...pods.map(({ node }) => node)])].filter(
    (name): name is string => name !== null,
  );
  if (hosts.length === 0 || names.length === 0) return null;
  const nodesNamed = new Hosts(names);
  if (hosts.some((host) => nodesNamed.has(host))) return null;
  const ofLogs = new Set(logs.map(({ index }) => index));
  const met =
    kills.some(({ source, workload }) => ofLogs.has(source.input) && (workload?.node ?? null) !== null) ||
    ends.some(({ source, object }) => source !== null && object !== null);
  return met ? null : { hosts, nodes: names };
}
