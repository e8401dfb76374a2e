import type { Random } from "./random.js";

/** A report of the OOM killer as Linux 6.1 prints it (mm/oom_kill.c, mm/memcontrol.c, lib/show_mem.c). */

export interface Task {
  readonly pid: number;
  readonly comm: string;
  readonly rssPages: number;
  readonly line: string;
}

export interface KernelReport {
  /** All messages but the kill line and the reaper's. */
  readonly messages: readonly string[];
  readonly victim: Task;
  readonly killLine: string;
  readonly reaperLine: string;
}

const comms = [
  "java",
  "python3",
  "nginx",
  "postgres",
  "node",
  "Web Content",
  "tokio-runtime-w",
  "kworker/u8:2",
];
const frames = ["dump_stack_lvl+0x34/0x48", "dump_header+0x4a/0x203", "oom_kill_process.cold+0xb/0x10"];
const memcgFrames = [
  "out_of_memory+0xed/0x2e0",
  "mem_cgroup_out_of_memory+0x13a/0x150",
  "try_charge_memcg+0x79d/0x8a0",
];
const hostFrames = ["out_of_memory+0xed/0x2e0", "__alloc_pages_slowpath.constprop.0+0xba0/0xce0"];
const last = ["do_user_addr_fault+0x1c2/0x550", "exc_page_fault+0x62/0x110", "asm_exc_page_fault+0x22/0x30"];
const stats = [
  "anon",
  "file",
  "kernel",
  "kernel_stack",
  "pagetables",
  "shmem",
  "file_mapped",
  "slab",
  "pgfault",
];

const cell = (value: number, width: number): string => String(value).padStart(width);

function taskOf(random: Random): Task {
  const [pid, rssPages] = [random.int(300, 4_000_000), random.int(40, 900_000)];
  const comm = random.pick(comms);
  const sizes = `${cell(rssPages * 3, 8)} ${cell(rssPages, 8)} ${cell(random.int(9, 900) * 4096, 8)}`;
  const score = cell(random.pick([0, 0, 999, -998, 500]), 13);
  return {
    pid,
    comm,
    rssPages,
    line: `[${cell(pid, 7)}] ${cell(random.pick([0, 999, 1000]), 5)} ${cell(pid, 5)} ${sizes} ${cell(0, 8)} ${score} ${comm}`,
  };
}

function trace(found: readonly string[]): string[] {
  return [
    "Call Trace:",
    " <TASK>",
    ...[...frames, ...found, ...last].map((frame) => ` ${frame}`),
    " </TASK>",
  ];
}

function memInfo(random: Random): string[] {
  const pages = (): number => random.int(0, 900_000);
  const kB = (): string => `${random.int(0, 4_000_000)}kB`;
  const zone = (name: string): string[] => [
    `Node 0 ${name} free:${kB()} boost:0kB min:${kB()} low:${kB()} high:${kB()} reserved_highatomic:0KB active_anon:${kB()} inactive_anon:${kB()} present:${kB()} managed:${kB()} mlocked:0kB bounce:0kB free_pcp:${kB()} local_pcp:0kB free_cma:0kB`,
    "lowmem_reserve[]: 0 0 3188 3188 3188",
  ];
  return [
    "Mem-Info:",
    `active_anon:${pages()} inactive_anon:${pages()} isolated_anon:0`,
    ` active_file:${pages()} inactive_file:${pages()} isolated_file:0`,
    ` unevictable:0 dirty:${pages()} writeback:0`,
    ` slab_reclaimable:${pages()} slab_unreclaimable:${pages()}`,
    ` free:${pages()} free_pcp:${pages()} free_cma:0`,
    `Node 0 active_anon:${kB()} inactive_anon:${kB()} active_file:${kB()} inactive_file:${kB()} unevictable:0kB isolated(anon):0kB isolated(file):0kB mapped:${kB()} dirty:0kB writeback:0kB shmem:${kB()} kernel_stack:${kB()} pagetables:${kB()} all_unreclaimable? no`,
    ...zone("DMA"),
    ...zone("Normal"),
    "Node 0 DMA: 1*4kB (U) 0*8kB 0*16kB 1*32kB (U) 3*4096kB (M) = 12324kB",
    "Node 0 Normal: 512*4kB (UME) 128*8kB (UE) 9*4096kB (M) = 39936kB",
    "Node 0 hugepages_total=0 hugepages_free=0 hugepages_surp=0 hugepages_size=2048kB",
    `${pages()} total pagecache pages`,
    "0 pages in swap cache",
    "Free swap  = 0kB",
    "Total swap = 0kB",
    "4194192 pages RAM",
    "0 pages HighMem/MovableOnly",
    "80412 pages reserved",
  ];
}

function memcgInfo(random: Random, path: string): string[] {
  const limit = random.int(64, 4096) * 1024;
  return [
    `memory: usage ${limit}kB, limit ${limit}kB, failcnt ${random.int(1, 9999)}`,
    "swap: usage 0kB, limit 0kB, failcnt 0",
    `Memory cgroup stats for ${path}:`,
    ...stats.map((name) => `${name} ${random.int(0, 99_999) * 4096}`),
  ];
}

/** @param rows how many tasks could have been chosen */
export function kernelReport(random: Random, rows: number): KernelReport {
  const tasks = Array.from({ length: rows }, () => taskOf(random));
  const victim = tasks.reduce((largest, task) => (task.rssPages > largest.rssPages ? task : largest));
  const pod = `/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod${random.hex(8)}_${random.hex(4)}_4${random.hex(3)}_a${random.hex(3)}_${random.hex(12)}.slice`;
  const scope = `cri-containerd-${random.hex(64)}.scope`;
  const memcg = random.int(0, 3) > 0;
  const where = memcg
    ? `constraint=CONSTRAINT_MEMCG,nodemask=(null),cpuset=${scope},mems_allowed=0,oom_memcg=${pod}`
    : "constraint=CONSTRAINT_NONE,nodemask=(null),cpuset=/,mems_allowed=0,global_oom";
  const kB = victim.rssPages * 4;
  return {
    victim,
    messages: [
      `${victim.comm} invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=999`,
      `CPU: ${random.int(0, 63)} PID: ${victim.pid} Comm: ${victim.comm} Not tainted 6.1.0-28-cloud-amd64 #1  Debian 6.1.119-1`,
      "Hardware name: Amazon EC2 m6i.xlarge/, BIOS 1.0 10/16/2017",
      ...trace(memcg ? memcgFrames : hostFrames),
      ...(memcg ? memcgInfo(random, pod) : memInfo(random)),
      "Tasks state (memory values in pages):",
      "[  pid  ]   uid  tgid total_vm      rss pgtables_bytes swapents oom_score_adj name",
      ...tasks.map(({ line }) => line),
      `oom-kill:${where},task_memcg=${pod}/${scope},task=${victim.comm},pid=${victim.pid},uid=0`,
    ],
    killLine: `${memcg ? "Memory cgroup out" : "Out"} of memory: Killed process ${victim.pid} (${victim.comm}) total-vm:${kB * 3}kB, anon-rss:${kB}kB, file-rss:0kB, shmem-rss:0kB, UID:0 pgtables:${random.int(9, 900)}kB oom_score_adj:999`,
    reaperLine: `oom_reaper: reaped process ${victim.pid} (${victim.comm}), now anon-rss:0kB, file-rss:0kB, shmem-rss:0kB`,
  };
}
