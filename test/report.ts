/** Reports of the OOM killer as three eras print them, with places for names. Every number is invented. */

export const COMM_BYTES = 15;

export interface Names {
  readonly victim: string;
  readonly trigger: string;
}

export interface Report {
  readonly kernel: string;
  readonly lines: (names: Names) => readonly string[];
}

const cgroup = "/system.slice/shop.service";

export const reports: readonly Report[] = [
  {
    kernel: "3.10",
    lines: ({ victim, trigger }) => [
      `${trigger} invoked oom-killer: gfp_mask=0xd0, order=0, oom_score_adj=0`,
      `${trigger} cpuset=/ mems_allowed=0`,
      `CPU: 3 PID: 4251 Comm: ${trigger} Not tainted 3.10.99 #1`,
      "Call Trace:",
      " [<ffffffff8163515c>] dump_stack+0x19/0x1b",
      `Task in ${cgroup} killed as a result of limit of ${cgroup}`,
      "memory: usage 524288kB, limit 524288kB, failcnt 118",
      "[ pid ]   uid  tgid total_vm      rss nr_ptes swapents oom_score_adj name",
      `[ 4242]  1000  4242   912345   129870     364        0             0 ${victim}`,
      `[ 4251]  1000  4251     1000      100       4        0             0 ${trigger}`,
      `Memory cgroup out of memory: Kill process 4242 (${victim}) score 991 or sacrifice child`,
      `Killed process 4242 (${victim}) total-vm:3649380kB, anon-rss:518528kB, file-rss:952kB`,
    ],
  },
  {
    kernel: "5.10",
    lines: ({ victim, trigger }) => [
      `${trigger} invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0`,
      `CPU: 3 PID: 4251 Comm: ${trigger} Not tainted 5.10.99 #1`,
      "Call Trace:",
      " dump_stack+0x6b/0x83",
      "memory: usage 524288kB, limit 524288kB, failcnt 118",
      "swap: usage 0kB, limit 0kB, failcnt 0",
      `Memory cgroup stats for ${cgroup}:`,
      "anon 530972672",
      "Tasks state (memory values in pages):",
      "[  pid  ]   uid  tgid total_vm      rss pgtables_bytes swapents oom_score_adj name",
      `[   4242]  1000  4242   912345   129870  1490944        0             0 ${victim}`,
      `[   4251]  1000  4251     1000      100    40960        0             0 ${trigger}`,
      `oom-kill:constraint=CONSTRAINT_MEMCG,nodemask=(null),cpuset=/,mems_allowed=0,oom_memcg=${cgroup},task_memcg=${cgroup},task=${victim},pid=4242,uid=1000`,
      `Memory cgroup out of memory: Killed process 4242 (${victim}) total-vm:3649380kB, anon-rss:518528kB, file-rss:952kB, shmem-rss:0kB, UID:1000 pgtables:1456kB oom_score_adj:0`,
      `oom_reaper: reaped process 4242 (${victim}), now anon-rss:0kB, file-rss:0kB, shmem-rss:0kB`,
    ],
  },
  {
    kernel: "6.12",
    lines: ({ victim, trigger }) => [
      `${trigger} invoked oom-killer: gfp_mask=0x140cca(GFP_HIGHUSER_MOVABLE|__GFP_COMP), order=0, oom_score_adj=0`,
      `CPU: 3 UID: 1000 PID: 4251 Comm: ${trigger} Not tainted 6.12.30 #1`,
      "Call Trace:",
      " <TASK>",
      " dump_stack_lvl+0x5d/0x80",
      " </TASK>",
      "Mem-Info:",
      "Tasks state (memory values in pages):",
      "[  pid  ]   uid  tgid total_vm      rss rss_anon rss_file rss_shmem pgtables_bytes swapents oom_score_adj name",
      `[   4242]  1000  4242   912345   129870   129632      238         0  1490944        0             0 ${victim}`,
      `[   4251]  1000  4251     1000      100       90       10         0    40960        0             0 ${trigger}`,
      `oom-kill:constraint=CONSTRAINT_NONE,nodemask=(null),cpuset=/,mems_allowed=0,global_oom,task_memcg=${cgroup},task=${victim},pid=4242,uid=1000`,
      `Out of memory: Killed process 4242 (${victim}) total-vm:3649380kB, anon-rss:518528kB, file-rss:952kB, shmem-rss:0kB, UID:1000 pgtables:1456kB oom_score_adj:0`,
    ],
  },
];

/** The report as dmesg prints it. */
export function reportOf({ lines }: Report, names: Names): string {
  return `${lines(names)
    .map((line, i) => `[  812.${String(100_000 + i)}] ${line}`)
    .join("\n")}\n`;
}
