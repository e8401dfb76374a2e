import { type DeployOptions, MEMORY_LIMIT_MEBIBYTES, NAME, PORT } from "./agent.js";
import { agentRole } from "./agent-role.js";
import { logSources } from "./log-source.js";

/**
 * One agent on every node, with as little as can be: what its log needs, a read-only root, no network but its own port,
 * and no token of the API unless it is to name pods.
 */
export function daemonset(options: DeployOptions): string {
  const { version, namespace, image, source = "kmsg", emitEvents = false } = options;
  const cluster = options.cluster || emitEvents;
  const { why, paths, rights } = logSources[source];
  const mounts = paths.flatMap(({ name, path }) => [
    `- name: ${name}`,
    `  mountPath: ${path}`,
    "  readOnly: true",
  ]);
  const volumes = paths.flatMap(({ name, path, type }) => [
    `- name: ${name}`,
    "  hostPath:",
    `    path: ${path}`,
    `    type: ${type}`,
  ]);
  return `# oomlog manifests daemonset${source === "kmsg" ? "" : ` --source ${source}`} | kubectl apply -f -
apiVersion: v1
kind: Namespace
metadata:
  name: ${namespace}
  labels:
    # ${why}
    pod-security.kubernetes.io/enforce: privileged
---
apiVersion: v1
kind: ServiceAccount
metadata:
  name: ${NAME}
  namespace: ${namespace}
automountServiceAccountToken: false
---
${cluster ? agentRole(options) : ""}apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: ${NAME}
  namespace: ${namespace}
  labels:
    app.kubernetes.io/name: ${NAME}
    app.kubernetes.io/version: "${version}"
spec:
  selector:
    matchLabels:
      app.kubernetes.io/name: ${NAME}
  updateStrategy:
    rollingUpdate:
      maxUnavailable: 10%
  template:
    metadata:
      labels:
        app.kubernetes.io/name: ${NAME}
        app.kubernetes.io/version: "${version}"
      annotations:
        prometheus.io/scrape: "true"
        prometheus.io/port: "${PORT}"
    spec:
      serviceAccountName: ${NAME}
      automountServiceAccountToken: ${cluster}
      enableServiceLinks: false
      # It must be there when memory runs out.
      priorityClassName: system-node-critical
      terminationGracePeriodSeconds: 10
      nodeSelector:
        kubernetes.io/os: linux
      # A node in trouble is the one to look at.
      tolerations:
      - operator: Exists
      containers:
      - name: ${NAME}
        image: ${image}
        args: [follow, --${source}, --output=ndjson, --quiet, --state=/var/lib/oomlog/state, "--listen=:${PORT}"${emitEvents ? ", --emit-events" : ""}]
${cluster ? nodeName : ""}        ports:
        - name: metrics
          containerPort: ${PORT}
        resources:
          requests:
            cpu: 10m
            memory: 96Mi
          limits:
            memory: ${MEMORY_LIMIT_MEBIBYTES}Mi
        securityContext:
          runAsUser: 0
${lines(10, rights)}
          readOnlyRootFilesystem: true
          seccompProfile:
            type: RuntimeDefault
        startupProbe:
          httpGet: {path: /readyz, port: metrics}
          periodSeconds: 2
          failureThreshold: 30
        livenessProbe:
          httpGet: {path: /healthz, port: metrics}
          periodSeconds: 30
          timeoutSeconds: 5
        readinessProbe:
          httpGet: {path: /readyz, port: metrics}
          periodSeconds: 10
          timeoutSeconds: 5
        volumeMounts:
${lines(8, mounts)}
        - name: state
          mountPath: /var/lib/oomlog
      volumes:
${lines(6, volumes)}
      - name: state
        hostPath:
          path: /var/lib/oomlog
          type: DirectoryOrCreate
`;
}

const lines = (indent: number, texts: readonly string[]): string =>
  texts.map((text) => " ".repeat(indent) + text).join("\n");

const nodeName = `        env:
        - name: NODE_NAME
          valueFrom:
            fieldRef:
              fieldPath: spec.nodeName
`;
