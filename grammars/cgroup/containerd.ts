import { defineForm, type Form } from "./form.js";

const containerd = { kind: "containerd", runtime: "containerd" } as const;

/** containerd without Kubernetes: nerdctl, ctr and buildkit, by containerd namespace. */
export const containerdForms: readonly Form[] = [
  defineForm({
    ...containerd,
    level: "container",
    shape: /\/(?:nerdctl|cri-containerd|containerd)-(?<container>[0-9a-f]{64})\.scope(?:\/container)?/,
  }),
  // `default` is an everyday word, so only the top of the hierarchy is believed.
  defineForm({
    ...containerd,
    level: "container",
    shape: /^\/(?:default|k8s\.io|moby|buildkit)\/(?:(?<container>[0-9a-f]{64})|(?<name>[^/]+))/,
  }),
  defineForm({
    ...containerd,
    level: "container",
    shape: /\/docker\/buildkit\/(?<name>[^/]+)/,
  }),
];
