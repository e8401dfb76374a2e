/** Each class of kill, and the causes that it can have. The one list: types, schema, filters and metrics follow it. */
export const causesOf = {
  "cgroup-oom": [
    "container-limit",
    "pod-limit",
    "qos-limit",
    "node-allocatable",
    "unit-limit",
    "cgroup-limit",
  ],
  "global-oom": ["node-memory", "cpuset", "mempolicy", "sysrq", "unknown"],
  "kubelet-eviction": ["eviction-hard", "eviction-soft", "unknown"],
  "userspace-oom": ["systemd-oomd", "earlyoom", "nohang", "oomd", "lmkd", "unknown"],
} as const;
