import type { Episode, Kill } from "../model/analysis.js";
import { size } from "./bytes.js";
import { hitMemsw, limitBytes } from "./memory.js";
import { deadName } from "./name.js";
import { plain } from "./plain.js";

/** Takes a kill and its episode; returns the verdict in one sentence. */
export function verdict(kill: Kill, episode: Episode | null): string {
  const who = deadName(kill);
  const hedge = { certain: "", likely: "most likely ", guess: "perhaps " }[kill.confidence];
  switch (kill.class) {
    case "cgroup-oom":
      return `${who} was killed ${hedge}because ${bound(kill)} reached its ${limit(kill, episode)}.`;
    case "global-oom":
      return `${who} was killed ${hedge}because ${shortage(kill)}.`;
    case "kubelet-eviction":
      return `${who} was evicted ${hedge}by the kubelet because the node ran low on memory.`;
    case "userspace-oom":
      return `${who} was killed ${hedge}by ${kill.cause === "unknown" ? "a userspace OOM killer" : kill.cause}.`;
  }
}

function bound(kill: Kill): string {
  const path = kill.oomMemcg === null ? "" : ` ${plain(kill.oomMemcg)}`;
  switch (kill.cause) {
    case "container-limit":
      return "its container";
    case "pod-limit":
      return "its pod as a whole";
    case "qos-limit":
      return `the slice of its QoS class${path}`;
    case "node-allocatable":
      return `the cgroup of all pods${path}`;
    case "unit-limit":
      return `the systemd unit${path}`;
    default:
      return path === "" ? "a cgroup" : `the cgroup${path}`;
  }
}

function limit(kill: Kill, episode: Episode | null): string {
  const bytes = limitBytes(kill, episode);
  const memcg = episode?.memcg ?? null;
  // As the kernel calls it.
  const name = memcg !== null && hitMemsw(memcg) ? "memory+swap limit" : "memory limit";
  return bytes === null ? name : `${name} of ${size(bytes)}`;
}

function shortage(kill: Kill): string {
  switch (kill.cause) {
    case "node-memory":
      return "the node ran out of memory";
    case "cpuset":
      return "the memory nodes of a cpuset ran out of memory";
    case "mempolicy":
      return "the memory nodes of a memory policy ran out of memory";
    case "sysrq":
      return "somebody asked the kernel to (SysRq-f)";
    default:
      return "the kernel's OOM killer ran; the log does not say over which limit";
  }
}
