import { defineService } from "../service-section.js";
import { podName, unnamed } from "../workload-names.js";

const field = (name: string, text: string): string | null =>
  new RegExp(`\\b${name}"?: ?"?([\\w.-]+)`).exec(text)?.[1] ?? null;

/** The pod lifecycle event generator saw a container or a sandbox of a pod start or die. */
export const pleg = defineService({
  kind: "kubelet-pleg",
  printedBy: "kubelet, pkg/kubelet/kubelet.go, syncLoopIteration()",
  versions: "1.2–",
  role: "tells",
  frames: ["klog"],
  files: ["kubelet.go"],
  says: /SyncLoop \(PLEG\): (?:event for pod|"([^"]*)", event: (.*))/y,
  fact: ([, pod, text], { values }) => {
    const event = values["event"] ?? text ?? "";
    const name = podName(pod ?? values["pod"]);
    return {
      kind: "kubelet-pleg" as const,
      ...unnamed,
      ...name,
      podUid: field("ID", event) ?? name.podUid,
      /** A container's or the sandbox's. */
      containerId: field("Data", event),
      /** `ContainerStarted`, `ContainerDied`, `ContainerRemoved`, `PodSync`, … */
      event: field("Type", event),
    };
  },
  examples: [
    'I1120 14:03:08.000001    1234 kubelet.go:2569] "SyncLoop (PLEG): event for pod" pod="shop/cart" event={"ID":"1b2c3d4e-5f60-4718-8293-a4b5c6d7e8f9","Type":"ContainerDied","Data":"5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e"}',
    'I1120 14:03:08.000001    1234 kubelet.go:2125] "SyncLoop (PLEG): event for pod" pod="shop/cart" event=&{ID:1b2c3d4e-5f60-4718-8293-a4b5c6d7e8f9 Type:ContainerStarted Data:5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e}',
    'I1120 14:03:08.000001    1234 kubelet.go:1958] SyncLoop (PLEG): "cart_shop(1b2c3d4e-5f60-4718-8293-a4b5c6d7e8f9)", event: &pleg.PodLifecycleEvent{ID:"1b2c3d4e-5f60-4718-8293-a4b5c6d7e8f9", Type:"ContainerDied", Data:"5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e"}',
  ],
});
