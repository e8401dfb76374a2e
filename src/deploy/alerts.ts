/** Rules for Prometheus over the figures of `oomlog follow --listen`. */
export const alerts = (): string => `# oomlog manifests alerts > oomlog.rules.yml
# promtool check rules oomlog.rules.yml
groups:
- name: oomlog
  rules:
  - alert: NodeOutOfMemory
    expr: increase(oomlog_oom_kills_total{class="global-oom"}[10m]) > 0
    labels:
      severity: critical
    annotations:
      summary: "{{ $labels.instance }} ran out of memory ({{ $labels.cause }})"
      description: "The kernel killed {{ $value | humanize }} processes within 10 minutes because the node itself had no memory left: whatever runs there may be the next."
  - alert: MemoryLimitReachedRepeatedly
    expr: sum by (instance, cause) (increase(oomlog_oom_kills_total{class="cgroup-oom"}[1h])) >= 3
    labels:
      severity: warning
    annotations:
      summary: "{{ $value | humanize }} kills within an hour at {{ $labels.cause }} on {{ $labels.instance }}"
      description: "A limit is hit again and again: it is too low, or something leaks. oomlog analyze --detail shows which."
  - alert: PodsEvictedForMemory
    expr: sum by (instance) (increase(oomlog_oom_kills_total{class="kubelet-eviction"}[30m])) > 0
    labels:
      severity: warning
    annotations:
      summary: "The kubelet evicted {{ $value | humanize }} pods from {{ $labels.instance }} within 30 minutes"
  - alert: KernelLogLosesRecords
    expr: increase(oomlog_lost_records_total[1h]) > 0
    labels:
      severity: info
    annotations:
      summary: "The log of {{ $labels.instance }} lost records: there may have been more kills than are counted"
  - alert: KillsHaveNoNames
    expr: oomlog_kubernetes_api_up == 0
    for: 15m
    labels:
      severity: info
    annotations:
      summary: "The Kubernetes API does not answer oomlog on {{ $labels.instance }}: kills are told without their pods"
  - alert: OomlogDown
    expr: up{job=~".*oomlog.*"} == 0
    for: 10m
    labels:
      severity: warning
    annotations:
      summary: "oomlog on {{ $labels.instance }} does not answer"
`;
