import { type DeployOptions, NAME } from "./agent.js";

/** For a folder in which `daemonset` and `alerts` were saved: images and namespaces are changed in one place. */
export const kustomize = ({ namespace, image }: DeployOptions): string => {
  const [, name = image, tag = "latest"] = /^(.*?)(?::([^:/]+))?$/.exec(image) ?? [];
  return `# oomlog manifests daemonset > daemonset.yaml; oomlog manifests kustomize > kustomization.yaml
# kubectl apply -k .
apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
namespace: ${namespace}
resources:
- daemonset.yaml
labels:
- pairs:
    app.kubernetes.io/part-of: ${NAME}
images:
- name: ${name}
  newTag: "${tag}"
`;
};
