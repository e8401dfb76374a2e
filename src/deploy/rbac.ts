import { type DeployOptions, NAME } from "./agent.js";

/** What reading the cluster with `kubectl` needs, and no more: nothing is written, and no secret is read. */
export const rbac = ({ namespace }: DeployOptions): string => `# oomlog manifests rbac | kubectl apply -f -
# For oomlog analyze --kubectl in a pod. The agent has its own: oomlog manifests daemonset --cluster.
apiVersion: v1
kind: ServiceAccount
metadata:
  name: ${NAME}-reader
  namespace: ${namespace}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: ${NAME}-reader
rules:
- apiGroups: [""]
  resources: [pods, nodes, events]
  verbs: [get, list]
- apiGroups: [apps]
  resources: [replicasets]
  verbs: [get, list]
- apiGroups: [batch]
  resources: [jobs]
  verbs: [get, list]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata:
  name: ${NAME}-reader
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: ${NAME}-reader
subjects:
- kind: ServiceAccount
  name: ${NAME}-reader
  namespace: ${namespace}
`;
