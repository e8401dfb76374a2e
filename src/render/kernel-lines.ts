/** What a line of the kernel's report means, for people who read one for the first time. */
const meanings: readonly (readonly [phrase: string, meaning: string])[] = [
  [
    "invoked oom-killer",
    "this process asked for memory when there was none. It is the one that noticed, not the one to blame; gfp_mask says what kind of memory it asked for, order how large a block (2^order pages).",
  ],
  [
    "oom-kill:",
    "the kernel's own summary. constraint names the bound that was hit (NONE is the whole machine, MEMCG a cgroup's limit); oom_memcg is the cgroup whose limit it was, task_memcg the cgroup of the victim, task and pid the victim.",
  ],
  [
    "memory.oom.group",
    "the cgroup asks to be killed as a whole, so all of its processes die with the victim.",
  ],
  [
    "killed as a result of limit of",
    "the first path is the victim's cgroup, the second the cgroup whose limit was hit.",
  ],
  [
    "Memory cgroup out of memory",
    "this process was killed because a cgroup hit its limit, not because the machine was full. total-vm is address space it had reserved; anon-rss, file-rss and shmem-rss are what it really held.",
  ],
  [
    "or sacrifice child",
    "the process that was chosen and its score, per mille of the memory with oom_score_adj in it; to 5.0 one of its children may die instead.",
  ],
  [
    "Out of memory",
    "this process was killed because the kernel found no free page. total-vm is address space it had reserved; anon-rss, file-rss and shmem-rss are what it really held.",
  ],
  [
    "Killed process",
    "this is the kill. total-vm is address space that the process had reserved; anon-rss, file-rss and shmem-rss are what it really held.",
  ],
  ["memory: usage", "what the cgroup used, what its limit is, and how often it ran into it."],
  [
    "oom_reaper: reaped",
    "the kernel took the victim's memory away before it had ended; what is left is shared, or could not be taken.",
  ],
  [
    "oom_reaper: unable",
    "the kernel could not take the victim's memory: the process hangs in a lock, mostly on a disk or a network file system.",
  ],
  ["Mem-Info", "here the kernel counts all pages of the machine, in pages unless kB stands behind."],
];

/** Takes a quoted line; returns what it means, null for one that needs no teaching. */
export function meaningOf(line: string): string | null {
  return meanings.find(([phrase]) => line.includes(phrase))?.[1] ?? null;
}
