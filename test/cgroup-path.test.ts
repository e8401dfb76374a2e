import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type CgroupPath, describeCgroup } from "../grammars/cgroup-path.js";

const id = "5d1e".repeat(16);
const outer = "0ab9".repeat(16);
const uid = "1b2c3d4e-5f60-4718-8293-a4b5c6d7e8f9";
const slice = uid.replaceAll("-", "_");
const fixed = "8f3e2d1c0b9a48576655443322110ffe";
const task = "0123456789abcdef0123456789abcdef";
const alloc = "7c1d2e3f-0011-2233-4455-66778899aabb";

/** What each path must say; what is not listed is not asked. */
type Claims = readonly (readonly [path: string, says: Partial<CgroupPath>])[];

const claim = (title: string, claims: Claims) =>
  describe(title, () => {
    for (const [path, says] of claims)
      test(path, () => expect(describeCgroup(path)).toEqual(expect.objectContaining(says)));
  });

const container = { kind: "kubernetes", level: "container", podUid: uid, containerId: id } as const;
const burstable = `/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod${slice}.slice`;

claim("a container of a pod", [
  [`/kubepods/burstable/pod${uid}/${id}`, { ...container, qosClass: "Burstable", runtime: null, unit: null }],
  [`/kubepods/besteffort/pod${uid}/${id}`, { ...container, qosClass: "BestEffort", sandboxPossible: true }],
  [`/kubepods/pod${uid}/${id}`, { ...container, qosClass: "Guaranteed" }],
  [`/kubepods/burstable/pod${uid}/crio-${id}`, { ...container, runtime: "cri-o" }],
  [`${burstable}/cri-containerd-${id}.scope`, { ...container, qosClass: "Burstable", runtime: "containerd" }],
  [`${burstable}/crio-${id}.scope`, { ...container, runtime: "cri-o" }],
  [`${burstable}/crio-${id}.scope/container`, { ...container, runtime: "cri-o" }],
  [`${burstable}/docker-${id}.scope`, { ...container, runtime: "docker" }],
  [
    `/kubepods.slice/kubepods-pod${slice}.slice/cri-containerd-${id}.scope`,
    { ...container, qosClass: "Guaranteed" },
  ],
  [
    `/kubepods.slice/kubepods-besteffort.slice/kubepods-besteffort-pod${slice}.slice/cri-containerd-${id}.scope`,
    { ...container, qosClass: "BestEffort" },
  ],
  [
    `/system.slice/containerd.service/kubepods-burstable-pod${slice}.slice:cri-containerd:${id}`,
    { ...container, qosClass: "Burstable", runtime: "containerd" },
  ],
  [`/system.slice/kubepods-besteffort-pod${slice}.slice:crio:${id}`, { ...container, runtime: "cri-o" }],
  [
    `/kubepods-pod${slice}.slice:docker:${id}`,
    { ...container, runtime: "docker", qosClass: "Guaranteed", nodeContainerId: null },
  ],
  [`/kubepods/burstable/pod${uid}/kata_${id}`, container],
  [`/kubepods/burstable/pod${fixed}/${id}`, { ...container, podUid: fixed }],
  [
    `/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod${fixed}.slice/cri-containerd-${id}.scope`,
    { ...container, podUid: fixed },
  ],
  [`/kubepods/burstable/pod${uid.toUpperCase()}/${id}`, container],
  [`${burstable}/cri-containerd-${id}.scope (deleted)`, container],
  [`/../../kubepods/burstable/pod${uid}/${id}`, container],
  [
    "/kubepods.slice/kubepods-podt1.slice/cri-containerd-ab12.scope",
    { level: "container", podUid: "t1", containerId: null },
  ],
]);

claim("the levels above a container", [
  [burstable, { kind: "kubernetes", level: "pod", podUid: uid, qosClass: "Burstable", containerId: null }],
  [`/kubepods/pod${uid}`, { level: "pod", podUid: uid, qosClass: "Guaranteed", sandboxPossible: false }],
  ["/kubepods/burstable", { kind: "kubernetes", level: "qos", qosClass: "Burstable", podUid: null }],
  ["/kubepods.slice/kubepods-besteffort.slice", { level: "qos", qosClass: "BestEffort" }],
  ["/kubepods", { kind: "kubernetes", level: "kubepods", qosClass: null }],
  ["/kubepods.slice", { kind: "kubernetes", level: "kubepods", qosClass: null }],
  ["/kubelet.slice/kubelet-kubepods.slice", { kind: "kubernetes", level: "kubepods" }],
]);

claim("what runs inside a container is its pod's, at a level of its own", [
  [`/kubepods/burstable/pod${uid}/${id}/worker`, { ...container, level: "other" }],
  [`${burstable}/crio-${id}.scope/exec/7`, { ...container, level: "other" }],
  [`/kubepods/pod${uid}/${id}/docker/${outer}`, { ...container, level: "other" }],
  [
    `/kubepods/pod${uid}/${id}/system.slice/nginx.service`,
    { ...container, level: "unit", unit: "nginx.service" },
  ],
  [`${burstable}/crio-conmon-${id}.scope`, { ...container, level: "other", runtime: "cri-o" }],
  [`/kubepods/burstable/pod${uid}/crio-conmon-${id}`, { ...container, level: "other" }],
]);

const nested = `/kubelet.slice/kubelet-kubepods.slice/kubelet-kubepods-burstable.slice/kubelet-kubepods-burstable-pod${slice}.slice/cri-containerd-${id}.scope`;

claim("of nested roots the innermost pod counts", [
  [`/docker/${outer}/kubelet/kubepods/burstable/pod${uid}/${id}`, { ...container, nodeContainerId: outer }],
  [
    `/system.slice/docker-${outer}.scope${nested}`,
    { ...container, qosClass: "Burstable", runtime: "containerd", nodeContainerId: outer },
  ],
  [nested, { ...container, nodeContainerId: null }],
  [
    `/kubepods/pod${fixed}/${outer}/kubelet/kubepods/besteffort/pod${uid}/${id}`,
    { ...container, qosClass: "BestEffort", nodeContainerId: outer },
  ],
  [`/lxc.payload.node7${burstable}/cri-containerd-${id}.scope`, container],
  [`/lxc/node7/kubepods/pod${uid}/${id}`, container],
  [`/docker/${outer}/docker/${id}`, { kind: "docker", level: "container", containerId: id }],
  [`/lxc/104/ns/system.slice/docker-${id}.scope`, { kind: "docker", level: "container", containerId: id }],
]);

claim("a container outside Kubernetes", [
  [`/docker/${id}`, { kind: "docker", runtime: "docker", level: "container", containerId: id }],
  [`/system.slice/docker-${id}.scope`, { kind: "docker", level: "container", containerId: id, unit: null }],
  [
    `/user.slice/user-1000.slice/user@1000.service/user.slice/docker-${id}.scope`,
    { kind: "docker", level: "container", containerId: id },
  ],
  ["/docker/ab12", { kind: "docker", level: "container", containerId: null, name: "ab12" }],
  ["/docker", { kind: "docker", level: "other" }],
  [`/docker/${id}/init.scope`, { kind: "docker", level: "unit", containerId: id, unit: "init.scope" }],
  [`/actions_job/${id}`, { kind: "docker", containerId: id }],
  [`/batch/${id}`, { kind: "other", level: "container", containerId: id }],
  [`/kata_overhead/${id}`, { kind: "other", containerId: id }],
  [
    `/machine.slice/libpod-${id}.scope`,
    { kind: "podman", runtime: "podman", level: "container", containerId: id },
  ],
  [`/machine.slice/libpod-${id}.scope/container`, { kind: "podman", level: "container", containerId: id }],
  [`/machine.slice/libpod-conmon-${id}.scope`, { kind: "podman", level: "other", containerId: id }],
  [
    `/machine.slice/machine-libpod_pod_${outer}.slice/libpod-${id}.scope`,
    { kind: "podman", level: "container", containerId: id },
  ],
  [`/machine.slice/machine-libpod_pod_${outer}.slice`, { kind: "podman", level: "pod" }],
  [
    `/user.slice/user-1000.slice/user@1000.service/user.slice/libpod-${id}.scope/container`,
    { kind: "podman", level: "container", containerId: id },
  ],
  [`/libpod_parent/libpod-${id}`, { kind: "podman", level: "container", containerId: id }],
  [
    `/system.slice/shop.service/libpod-payload-${id}`,
    { kind: "podman", level: "container", containerId: id, unit: "shop.service" },
  ],
  [`/default/${id}`, { kind: "containerd", runtime: "containerd", level: "container", containerId: id }],
  ["/default/shop", { kind: "containerd", name: "shop" }],
  [`/k8s.io/${id}`, { kind: "containerd", containerId: id }],
  ["/buildkit/x1y2z3", { kind: "containerd", name: "x1y2z3" }],
  [`/system.slice/nerdctl-${id}.scope`, { kind: "containerd", containerId: id }],
]);

claim("system containers and machines", [
  ["/lxc/104", { kind: "lxc", level: "container", name: "104" }],
  ["/lxc/104/ns/.lxc", { kind: "lxc", level: "container", name: "104" }],
  [
    "/lxc/104/ns/system.slice/cron.service",
    { kind: "lxc", name: "104", unit: "cron.service", level: "unit" },
  ],
  ["/lxc.payload.web", { kind: "lxc", level: "container", name: "web" }],
  ["/lxc.payload.web/user.slice", { kind: "lxc", level: "slice", name: "web" }],
  ["/lxc.payload/web", { kind: "lxc", level: "container", name: "web" }],
  ["/lxc.monitor.web", { kind: "lxc", level: "other", name: "web" }],
  [
    "/machine.slice/systemd-nspawn@shop.service/payload",
    { kind: "nspawn", level: "unit", name: "shop", unit: "systemd-nspawn@shop.service" },
  ],
  ["/machine.slice/machine-old\\x2dshop.scope", { kind: "nspawn", name: "old-shop" }],
  [
    "/machine.slice/machine-qemu\\x2d3\\x2ddb\\x2d1.scope/libvirt/emulator",
    { kind: "libvirt", name: "db-1", unit: "machine-qemu-3-db-1.scope" },
  ],
  ["/machine.slice/machine-qemu\\x2d3\\x2ddb.scope", { kind: "libvirt", level: "unit", name: "db" }],
  ["/qemu.slice/101.scope", { kind: "other", level: "unit", name: "101", unit: "101.scope" }],
]);

claim("jobs and tasks of a scheduler", [
  [`/ecs/${task}/${id}`, { kind: "ecs", level: "container", name: task, containerId: id }],
  [`/ecs/${task}`, { kind: "ecs", level: "other", name: task }],
  [
    `/ecstasks.slice/ecstasks-${task}.slice/docker-${id}.scope`,
    { kind: "ecs", runtime: "docker", level: "container", name: task, containerId: id },
  ],
  [`/ecstasks.slice/ecstasks-${task}.slice`, { kind: "ecs", level: "other", name: task }],
  ["/slurm/uid_1005/job_4711/step_batch/task_0", { kind: "slurm", level: "other", name: "4711.batch" }],
  ["/slurm_node3/uid_1005/job_4711", { kind: "slurm", name: "4711" }],
  ["/system.slice/slurmstepd.scope/job_4711/step_0/user/task_2", { kind: "slurm", name: "4711.0" }],
  ["/system.slice/node3_slurmstepd.scope/job_4711/step_extern/slurm", { kind: "slurm", name: "4711.extern" }],
  [`/nomad/${alloc}.web`, { kind: "nomad", name: "web" }],
  [`/nomad.slice/${alloc}.web.scope`, { kind: "nomad", name: "web" }],
  [`/nomad.slice/share.slice/${alloc}.web.scope`, { kind: "nomad", name: "web" }],
  [`/nomad.slice/reserve.slice/${alloc}.web.scope`, { kind: "nomad", name: "web" }],
  [`/mesos/${alloc}`, { kind: "mesos", level: "container", name: alloc }],
  [`/mesos/${uid}/mesos/${alloc}`, { kind: "mesos", name: alloc }],
  [
    "/htcondor/condor_var_lib_condor_execute_slot1_4@node3.example",
    { kind: "htcondor", name: "slot1_4@node3.example" },
  ],
  [
    "/system.slice/condor.service/slot2@node3",
    { kind: "htcondor", name: "slot2@node3", unit: "condor.service" },
  ],
  [
    "/yarn/hadoop-yarn/container_e07_17_0042_01_000003",
    { kind: "yarn", name: "container_e07_17_0042_01_000003" },
  ],
  ["/hadoop-yarn/container_17_0042_01_000003", { kind: "yarn", level: "container" }],
  ["/torque/4711.node3", { kind: "other", name: "4711.node3" }],
  ["/pbspro.service/jobid/4711", { kind: "other", name: "4711", unit: "pbspro.service" }],
  ["/garden/f00d", { kind: "other", level: "container", name: "f00d" }],
]);

claim("a unit, slice or session of systemd", [
  ["/system.slice/shop.service", { kind: "systemd", level: "unit", unit: "shop.service", name: null }],
  ["/system.slice/shop.service/worker", { kind: "systemd", level: "other", unit: "shop.service" }],
  ["/system.slice/system-shop.slice/shop@a\\x2db.service", { kind: "systemd", unit: "shop@a-b.service" }],
  ["/system.slice/caf\\xc3\\xa9.service", { unit: "café.service" }],
  ["/system.slice/odd\\xff.service", { unit: "odd\\xff.service" }],
  ["/init.scope", { kind: "systemd", level: "unit", unit: "init.scope" }],
  [
    "/user.slice/user-1000.slice/session-3.scope",
    { kind: "systemd", level: "unit", unit: "session-3.scope" },
  ],
  ["/user.slice/user-1000.slice", { kind: "systemd", level: "slice", unit: "user-1000.slice" }],
  [
    "/user.slice/user-1000.slice/user@1000.service/app.slice/app-shop.scope",
    { kind: "systemd", level: "unit", unit: "app-shop.scope" },
  ],
  ["/system.slice", { kind: "systemd", level: "slice", unit: "system.slice" }],
]);

claim("what only looks like a pod is none", [
  ["/foo/podcast/episode1", { kind: "other", podUid: null, level: "other" }],
  ["/kubepodsX", { kind: "other", podUid: null }],
  [`/kubepodsX/pod${uid}/${id}`, { podUid: null, kind: "other" }],
  [`/notkubepods/burstable/pod${uid}`, { podUid: null, kind: "other" }],
  ["/user.slice/user-1000.slice/pod-shop.scope", { kind: "systemd", podUid: null, unit: "pod-shop.scope" }],
  ["/system.slice/kubepods.service", { kind: "systemd", podUid: null }],
  [
    `/kubepods/burstable/pod${uid}/cri-containe`,
    { kind: "kubernetes", level: "other", podUid: uid, containerId: null },
  ],
]);

claim("what is no path of anybody", [
  ["/", { kind: "other", level: "root" }],
  ["", { kind: "other", level: "other" }],
  ["(error)", { kind: "other", level: "other" }],
  ["(name too long)", { kind: "other", level: "other" }],
  ["/leaker", { kind: "other", level: "other", name: null }],
  ["/apps/lava", { kind: "other", level: "other" }],
]);

test("any text at all can be described, and says the same twice", () => {
  const component = fc.oneof(
    fc.string(),
    fc.constantFrom(
      "kubepods",
      "kubepods.slice",
      "burstable",
      `pod${uid}`,
      id,
      "docker",
      "lxc",
      "x.scope",
      "\\x2d",
    ),
    fc.stringMatching(/^(?:a-)?kubepods(?:-burstable)?-pod[0-9a-f_]{0,40}\.slice$/),
  );
  fc.assert(
    fc.property(fc.array(component), (components) => {
      const path = `/${components.join("/")}`;
      expect(describeCgroup(path)).toEqual(describeCgroup(path));
    }),
  );
  fc.assert(fc.property(fc.string(), (text) => describeCgroup(text).kind.length > 0));
});

test("a hostile path of the greatest length is described in no time", () => {
  const start = performance.now();
  for (const piece of [
    "/",
    "/kubepods/pod",
    "/a-kubepods-pod",
    "\\x",
    "/docker",
    "-kubepods-podx",
    "/x-".repeat(3),
    "f",
  ])
    describeCgroup(`/${piece.repeat(Math.ceil(4096 / piece.length))}`.slice(0, 4096));
  expect(performance.now() - start).toBeLessThan(2000);
});
