import type { Kill } from "../model/analysis.js";
import { size } from "../render/bytes.js";

/** What a runtime does with memory when nobody tells it, and what to tell it. */
export interface Runtime {
  readonly name: string;
  /** Against a comm, which is at most 15 bytes of the name. */
  readonly comm: RegExp;
  /** @param limitBytes of the cgroup that was hit, null for the machine */
  readonly advice: (limitBytes: number | null) => string;
}

const share = (limitBytes: number | null, part: number): string =>
  limitBytes === null ? "" : ` (${size(limitBytes * part)} here)`;

/** By the process name alone: a guess, and every text says what it is for. Defaults as of 2026. */
export const runtimes: readonly Runtime[] = [
  {
    name: "Elasticsearch",
    comm: /^elastic/i,
    advice: (limit) =>
      `Elasticsearch: give the heap at most half of the limit${share(limit, 0.5)} (-Xmx), the rest is for direct buffers and page cache.`,
  },
  {
    name: "JVM",
    comm: /^(?:java|jsvc|tomcat\w*|catalina)$/,
    advice: (limit) =>
      `JVM: the heap takes 25 % of the limit unless -Xmx or -XX:MaxRAMPercentage says otherwise; metaspace, code cache, threads (1 MiB each) and direct buffers come on top. Keep -XX:MaxRAMPercentage at 75 or less${share(limit, 0.75)}, and look with -XX:NativeMemoryTracking=summary. JDK before 8u191, and before 15, 11.0.16 or 8u372 on cgroup v2, takes the machine's memory for its own.`,
  },
  {
    name: "Node.js",
    comm: /^(?:node|nodejs|npm|npm .*|yarn|pnpm)$/,
    advice: (limit) =>
      `Node.js: set --max-old-space-size to about 75 % of the limit${share(limit, 0.75)}; buffers and native memory come on top. Node before 20 does not see the limit on cgroup v2.`,
  },
  {
    name: ".NET",
    comm: /^dotnet$/,
    advice: (limit) =>
      `.NET: the GC heap may take 75 % of the limit${share(limit, 0.75)}; lower it with DOTNET_GCHeapHardLimitPercent (hexadecimal), or set System.GC.ConserveMemory.`,
  },
  {
    name: "Python",
    comm: /^(?:python[\d.]*|uwsgi|gunicorn.*|celery.*|uvicorn)$/,
    advice: () =>
      "Python has no heap limit: run fewer workers, recycle them (gunicorn --max-requests, celery --max-memory-per-child), and try MALLOC_ARENA_MAX=2 or jemalloc.",
  },
  {
    name: "PHP-FPM",
    comm: /^php(?:-fpm|\d?-fpm|-cgi|[\d.]*|-fpm[\d.]*|-fpm: .*)$/,
    advice: () =>
      "PHP-FPM: workers times memory_limit must fit; lower pm.max_children, and set pm.max_requests so that workers are renewed.",
  },
  {
    name: "Ruby",
    comm: /^(?:ruby[\d.]*|puma.*|sidekiq.*|bundle|unicorn.*)$/,
    advice: () =>
      "Ruby has no heap limit: run fewer workers or threads, and try MALLOC_ARENA_MAX=2 or jemalloc.",
  },
  {
    name: "PostgreSQL",
    comm: /^(?:postgres|postmaster|pg .*)$/,
    advice: (limit) =>
      `PostgreSQL: shared_buffers count as shared memory of the cgroup, and work_mem is per sort and per connection; keep shared_buffers near 25 % of the memory${share(limit, 0.25)}, lower work_mem and max_connections, and set vm.overcommit_memory=2 on a machine of its own.`,
  },
  {
    name: "MySQL",
    comm: /^(?:mysqld|mariadbd|mysqld_safe)$/,
    advice: (limit) =>
      `MySQL: innodb_buffer_pool_size and the buffers of all connections must fit; leave a quarter of the memory free${share(limit, 0.75)} for both together.`,
  },
  {
    name: "MongoDB",
    comm: /^mongod$/,
    advice: () =>
      "MongoDB: WiredTiger takes half of the memory less 1 GB for its cache; set storage.wiredTiger.engineConfig.cacheSizeGB.",
  },
  {
    name: "Redis",
    comm: /^(?:redis-server|valkey-server)$/,
    advice: () =>
      "Redis: set maxmemory well below the limit: a snapshot or an append-only rewrite copies what changes meanwhile.",
  },
  {
    name: "Go",
    comm: /^(?:etcd|kubelet|prometheus|containerd|dockerd|traefik|coredns|grafana|thanos|vault|consul|nomad|loki|gitea|minio)$/,
    advice: (limit) =>
      `Go: the collector aims at twice the live heap and sees no limit; set GOMEMLIMIT to about 90 % of it${share(limit, 0.9)}.`,
  },
];

/** What these victims' runtimes want to be told; empty where no name is known. */
export function runtimeAdvice(kills: readonly Kill[], limitBytes: number | null): string {
  const names = new Set(kills.map(({ victim }) => victim?.comm ?? ""));
  const known = runtimes.filter(({ comm }) => [...names].some((name) => comm.test(name)));
  return known.map(({ advice }) => ` ${advice(limitBytes)}`).join("");
}
