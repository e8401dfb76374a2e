import { defineService } from "../service-section.js";
import { numberOf, unnamed } from "../workload-names.js";

/** The sandbox that a pod got: name, namespace and UID of the pod, and the id that its containers refer to. */
export const containerdSandbox = defineService({
  kind: "containerd-sandbox",
  printedBy: "containerd, internal/cri/instrument/service.go, RunPodSandbox()",
  versions: "1.3–",
  role: "tells",
  frames: ["logfmt"],
  says: /RunPodSandbox for &PodSandboxMetadata\{Name:([^,}]*),Uid:([^,}]*),Namespace:([^,}]*),Attempt:(\d+),\}(?: returns sandbox id "([0-9a-f]{8,64})")?/y,
  fact: ([, pod = null, podUid = null, namespace = null, attempt, sandboxId = null]) => ({
    kind: "containerd-sandbox" as const,
    ...unnamed,
    namespace,
    pod,
    podUid,
    sandboxId,
    attempt: numberOf(attempt),
  }),
  examples: [
    'time="2025-11-20T14:03:01.1Z" level=info msg="RunPodSandbox for &PodSandboxMetadata{Name:cart,Uid:1b2c3d4e-5f60-4718-8293-a4b5c6d7e8f9,Namespace:shop,Attempt:0,} returns sandbox id \\"0ab90ab90ab90ab90ab90ab90ab90ab90ab90ab90ab90ab90ab90ab90ab90ab9\\""',
    'time="2025-11-20T14:03:01.0Z" level=info msg="RunPodSandbox for &PodSandboxMetadata{Name:cart,Uid:1b2c3d4e-5f60-4718-8293-a4b5c6d7e8f9,Namespace:shop,Attempt:0,}"',
  ],
});
