import type { Random } from "./random.js";

/** What else a log holds. */
export interface Said {
  /** Syslog identifier, with the pid where one is printed. */
  readonly by: string;
  readonly message: string;
}

/** Lines of a node that runs containers; few hold what the gate looks for. */
const speakers: readonly ((random: Random) => Said)[] = [
  (r) => ({ by: "kernel", message: `veth${r.hex(8)}: renamed from eth0` }),
  (r) => ({ by: "kernel", message: `cni0: port ${r.int(1, 99)}(veth${r.hex(8)}) entered forwarding state` }),
  (r) => ({
    by: "kernel",
    message: `audit: type=1400 audit(17725${r.int(10000, 99999)}.${r.int(100, 999)}:${r.int(1, 9999)}): apparmor="ALLOWED" operation="open" profile="containerd" name="/proc/${r.int(1, 99999)}/status" pid=${r.int(1, 99999)} comm="cat"`,
  }),
  (r) => ({
    by: "kernel",
    message: `TCP: request_sock_TCP: Possible SYN flooding on port ${r.int(1024, 65535)}. Sending cookies.`,
  }),
  (r) => ({ by: "systemd[1]", message: `session-${r.int(1, 99999)}.scope: Deactivated successfully.` }),
  (r) => ({
    by: "systemd[1]",
    message: `cri-containerd-${r.hex(64)}.scope: Consumed ${r.int(1, 99)}.${r.int(100, 999)}s CPU time.`,
  }),
  (r) => ({
    by: `cron[${r.int(300, 99999)}]`,
    message: "pam_unix(cron:session): session opened for user root(uid=0) by (uid=0)",
  }),
  (r) => ({
    by: `sshd[${r.int(300, 99999)}]`,
    message: `Failed password for invalid user ${r.int(0, 19) === 0 ? "bloom" : "admin"} from 10.${r.int(0, 255)}.${r.int(0, 255)}.7 port ${r.int(1024, 65535)} ssh2`,
  }),
  (r) => ({
    by: "containerd[812]",
    message: `time="2026-03-03T04:05:07.${r.int(100000000, 999999999)}Z" level=info msg="shim disconnected" id=${r.hex(64)} namespace=k8s.io`,
  }),
  (r) => ({
    by: "kubelet[1287]",
    message: `I0303 04:05:07.${r.int(100000, 999999)}    1287 kubelet.go:2465] "SyncLoop (PLEG): event for pod" pod="shop/cart-${r.hex(10)}" event={"ID":"${r.hex(32)}","Type":"ContainerStarted"}`,
  }),
  (r) => ({
    by: `api[${r.int(300, 99999)}]`,
    message: `{"level":"info","method":"GET","path":"/v1/orders/${r.int(1, 9999999)}","status":200,"latency_ms":${r.int(1, 999)},"trace":"${r.hex(32)}"}`,
  }),
];
const kernelSpeakers = speakers.slice(0, 4);

/** @param kernelOnly as in dmesg */
export function noise(random: Random, kernelOnly: boolean): Said {
  return random.pick(kernelOnly ? kernelSpeakers : speakers)(random);
}
