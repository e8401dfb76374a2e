import { type DeployOptions, NAME } from "./agent.js";

/**
 * The rights of an agent that names pods. They hold for all pods and nodes, though it asks for those of its own node: RBAC
 * knows no field selectors (Kubernetes, "Using RBAC Authorization"). No secret, no log, nothing that changes anything but
 * Events where those are wanted.
 */
export const agentRole = ({
  namespace,
  emitEvents,
}: DeployOptions): string => `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: ${NAME}
rules:
# It asks for the pods of its own node alone; RBAC cannot hold it to that.
- apiGroups: [""]
  resources: [pods]
  verbs: [${emitEvents ? "get, " : ""}list, watch]
- apiGroups: [""]
  resources: [nodes]
  verbs: [get]
${emitEvents ? events : ""}---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata:
  name: ${NAME}
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: ${NAME}
subjects:
- kind: ServiceAccount
  name: ${NAME}
  namespace: ${namespace}
---
`;

const events = `- apiGroups: [""]
  resources: [events]
  verbs: [create]
`;
