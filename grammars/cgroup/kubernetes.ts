import { defineForm, type Form, type Level } from "./form.js";

/**
 * The kubelet's hierarchy: kubepods, then the QoS class, then the pod, then what the runtime makes in it. A pod
 * without a QoS level above it is Guaranteed (kubelet, pkg/kubelet/cm/qos_container_manager_linux.go).
 * `--cgroup-root=/x` puts `x-` before every slice.
 */
const kubernetes = (level: Level, shape: RegExp): Form => defineForm({ kind: "kubernetes", level, shape });

// A container or its pause sandbox: both are made in the same shape. Kata adds its own prefix.
const cgroupfs: readonly Form[] = [
  kubernetes(
    "container",
    /\/kubepods(?:\/(?<qos>burstable|besteffort))?\/pod(?<pod>[^/]+)\/(?:(?<runtime>crio)-)?(?:kata_)?(?<container>[0-9a-f]{64})/,
  ),
  kubernetes(
    "other",
    /\/kubepods(?:\/(?<qos>burstable|besteffort))?\/pod(?<pod>[^/]+)\/(?<runtime>crio-conmon)-(?<container>[0-9a-f]{64})/,
  ),
  kubernetes("pod", /\/kubepods(?:\/(?<qos>burstable|besteffort))?\/pod(?<pod>[^/]+)/),
  kubernetes("qos", /\/kubepods\/(?<qos>burstable|besteffort)/),
  kubernetes("kubepods", /\/kubepods/),
];

// Each slice repeats its parents, so the pod's slice says it all. Below a scope, crun makes `container`.
const systemd: readonly Form[] = [
  kubernetes(
    "container",
    /\/(?:[^/]+-)?kubepods(?:-(?<qos>burstable|besteffort))?-pod(?<pod>[\w\\]+)\.slice\/(?:(?<runtime>cri-containerd|crio|docker|libpod)-)?(?:kata_)?(?<container>[0-9a-f]{64})(?:\.scope)?(?:\/container)?/,
  ),
  kubernetes(
    "other",
    /\/(?:[^/]+-)?kubepods(?:-(?<qos>burstable|besteffort))?-pod(?<pod>[\w\\]+)\.slice\/(?<runtime>crio-conmon)-(?<container>[0-9a-f]{64})\.scope/,
  ),
  // An id that somebody shortened is no id, but the component still is the container's.
  kubernetes(
    "container",
    /\/(?:[^/]+-)?kubepods(?:-(?<qos>burstable|besteffort))?-pod(?<pod>[\w\\]+)\.slice\/(?<runtime>cri-containerd|crio|docker|libpod)-[0-9a-f]+\.scope(?:\/container)?/,
  ),
  kubernetes("pod", /\/(?:[^/]+-)?kubepods(?:-(?<qos>burstable|besteffort))?-pod(?<pod>[\w\\]+)\.slice/),
  kubernetes("qos", /\/(?:[^/]+-)?kubepods-(?<qos>burstable|besteffort)\.slice/),
  kubernetes("kubepods", /\/(?:[^/]+-)?kubepods\.slice/),
];

// The kubelet speaks systemd and the runtime does not: it takes `slice:prefix:id` for the name of a directory.
const mixed: readonly Form[] = [
  kubernetes(
    "container",
    /\/(?:[^/:]+-)?kubepods(?:-(?<qos>burstable|besteffort))?-pod(?<pod>[\w\\]+)\.slice:(?<runtime>cri-containerd|crio|docker):(?:kata_)?(?<container>[0-9a-f]{64})/,
  ),
];

export const kubernetesForms: readonly Form[] = [...cgroupfs, ...systemd, ...mixed];
