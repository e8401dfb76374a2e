/** Where an agent on a node of a cluster hears the kernel, and what it must be allowed for that. */

export type SourceName = "kmsg" | "journal";

interface HostPath {
  readonly name: string;
  readonly path: string;
  readonly type: "CharDevice" | "Directory" | "File";
}

export interface LogSource {
  /** Why the namespace must allow what others may not. */
  readonly why: string;
  /** Of the host, and read only. */
  readonly paths: readonly HostPath[];
  /** Lines of a container's securityContext. */
  readonly rights: readonly string[];
}

export const logSources: Readonly<Record<SourceName, LogSource>> = {
  /**
   * It has the kernel's reports whatever logger a node runs. The device needs root and CAP_SYSLOG, and a cgroup of devices
   * that lets it through: that is `privileged`, Kubernetes has no finer word for a character device.
   */
  kmsg: {
    why: "The kernel's log of a node is a device of the host.",
    paths: [{ name: "kmsg", path: "/dev/kmsg", type: "CharDevice" }],
    rights: ["privileged: true"],
  },
  /**
   * It has the kubelet's, the runtime's and systemd's lines, too. Its files belong to root, who needs no capability to read
   * his own. Where there is none on disk it is in /run. The folders above are mounted, for the runtime makes a folder that
   * is missing, and by /var/log/journal journald would begin to write to the disk (journald.conf(5), Storage=auto).
   */
  journal: {
    why: "The journal of a node is in folders of the host.",
    paths: [
      { name: "log", path: "/var/log", type: "Directory" },
      { name: "run-log", path: "/run/log", type: "Directory" },
      // The journal's entries are those of this machine.
      { name: "machine-id", path: "/etc/machine-id", type: "File" },
    ],
    rights: [
      "allowPrivilegeEscalation: false",
      "capabilities:",
      "  drop: [ALL]",
      "# Where SELinux is, it keeps containers from the host's logs.",
      "seLinuxOptions:",
      "  type: spc_t",
    ],
  },
};
