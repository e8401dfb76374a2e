import { size } from "../render/bytes.js";
import { limitBytes } from "../render/memory.js";
import { defineFinding } from "./finding.js";
import { victims } from "./subject.js";

/** All pods together reached what the kubelet lets them have. */
export const nodeAllocatableHit = defineFinding({
  code: "node-allocatable-hit",
  severity: "critical",
  find: ({ analysis, join, episodeOf }) => {
    const all = analysis.kills.filter(({ cause }) => cause === "node-allocatable");
    const hosts = [...new Set(all.map(({ host }) => host))];
    return hosts.flatMap((host) => {
      const kills = all.filter((kill) => kill.host === host);
      const [kill] = kills;
      if (kill === undefined) return [];
      const limit = limitBytes(kill, episodeOf(kill));
      const { pods } = join.cluster;
      const here = pods.filter(({ node }) => node !== null && node === kill.workload?.node);
      const sum = (of: "requestBytes" | "limitBytes") =>
        here.flatMap(({ containers }) => containers).reduce((total, each) => total + Number(each[of]), 0);
      const promised =
        here.length === 0
          ? ""
          : ` Containers of the node request ${size(sum("requestBytes"))} and may take ${size(sum("limitBytes"))}, where they have limits.`;
      return [
        {
          title: `The pods together filled what the node has for them${limit === null ? "" : `, ${size(limit)}`}${host === null ? "" : `, on ${host}`}`,
          detail: `${victims(kills)}. No pod was above its own limit: the cgroup of all pods was full, which is capacity less kube-reserved and system-reserved.${promised} Certain: oom_memcg is that cgroup.`,
          advice:
            "The node is overcommitted: set memory requests to what pods use, so that the scheduler places fewer of them here. The kubelet's eviction was too late or is off for memory: check evictionHard.",
          kills,
        },
      ];
    });
  },
});
