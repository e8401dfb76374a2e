// How fast `oomlog follow` is, through a real pipe: node test/bench/follow.mjs [million lines]
// Prints the time from a kill's line to its kill, then lines per second, CPU and memory over many lines.
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";

const built = new URL("../../dist/oomlog.mjs", import.meta.url).pathname;
const millions = Number(process.argv[2] ?? 2);
const pause = (millis) => new Promise((resolve) => setTimeout(resolve, millis));

const killOf = (pid, seconds) =>
  `[${seconds.toFixed(6)}] java invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0\n` +
  `[${seconds.toFixed(6)}] memory: usage 81920kB, limit 81920kB, failcnt 46\n` +
  `[${seconds.toFixed(6)}] oom-kill:constraint=CONSTRAINT_MEMCG,nodemask=(null),cpuset=/,mems_allowed=0,oom_memcg=/a,task_memcg=/a,task=java,pid=${pid},uid=0\n` +
  `[${seconds.toFixed(6)}] Memory cgroup out of memory: Killed process ${pid} (java) total-vm:${1000 + pid}kB, anon-rss:${900 + pid}kB, file-rss:0kB, shmem-rss:0kB, UID:0 pgtables:160kB oom_score_adj:0\n`;

const start = (out) => spawn(process.execPath, [built, "follow", "-q"], { stdio: ["pipe", out, "inherit"] });

async function latency() {
  const child = start("pipe");
  let wake = () => {};
  child.stdout.on("data", () => wake());
  const times = [];
  await pause(1500);
  for (let i = 0; i < 50; i++) {
    await pause(60);
    const came = new Promise((resolve) => {
      wake = resolve;
    });
    const began = performance.now();
    child.stdin.write(killOf(100 + i, 1000 + i));
    await came;
    if (i > 0) times.push(performance.now() - began);
    else console.log(`first kill, the grammars loaded for it: ${(performance.now() - began).toFixed(0)} ms`);
  }
  child.kill();
  times.sort((a, b) => a - b);
  console.log(
    `kill line in to kill out: median ${times[24].toFixed(1)} ms, worst ${times.at(-1).toFixed(1)} ms`,
  );
}

async function load() {
  const child = start("ignore");
  const chatter = Array.from(
    { length: 1000 },
    (_, i) =>
      `[@.${String(i).padStart(3, "0")}000] eth0: link is up, ${i} packets of no interest to anybody\n`,
  ).join("");
  let peak = 0;
  const look = () => {
    const status = readFileSync(`/proc/${child.pid}/status`, "utf8");
    peak = Math.max(peak, Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0));
    return (peak / 1024).toFixed(0);
  };
  const began = performance.now();
  for (let i = 0; i < millions * 1000; i++) {
    const text = chatter.replaceAll("@", String(2000 + i)) + killOf(100 + (i % 30000), 2001 + i);
    if (!child.stdin.write(text)) await new Promise((resolve) => child.stdin.once("drain", resolve));
    if (i % 500 === 499) look();
  }
  const rss = look();
  const [, , , , , , , , , , , , , user, system] = readFileSync(`/proc/${child.pid}/stat`, "latin1").split(
    " ",
  );
  child.stdin.end();
  await new Promise((resolve) => child.once("close", resolve));
  const seconds = (performance.now() - began) / 1000;
  console.log(
    `${millions} million lines with ${millions * 1000} kills: ${((millions * 1e6) / seconds).toFixed(0)} lines/s, ` +
      `${((Number(user) + Number(system)) / 100).toFixed(1)} s of CPU, ${rss} MB at most`,
  );
}

await latency();
await load();
