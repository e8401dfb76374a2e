import { execFileSync, spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parseAllDocuments } from "yaml";
import { alerts, daemonset, dockerfile, kustomize, rbac, systemd } from "../src/deploy/index.js";
import { has, temporaryFolder } from "./reading.js";

const folder = temporaryFolder();
const built = new URL("../dist/oomlog.mjs", import.meta.url).pathname;
const options = {
  version: "1.2.3",
  namespace: "observing",
  image: "registry.example:5000/tools/oomlog:1.2.3",
};

/** What the command finds wrong with these words. A time that is none keeps it from starting, and is looked at last. */
function complaintOf(words: readonly string[]): string | undefined {
  const done = spawnSync(process.execPath, [built, ...words, "--since", "never"], { encoding: "utf8" });
  return done.stderr.split("\n")[0];
}
const onlyTheTime = "oomlog: --since takes a time such as yesterday, -2h or 2025-11-20 14:00, not never";

// biome-ignore lint/suspicious/noExplicitAny: documents of any form
function documents(text: string): any[] {
  return parseAllDocuments(text, { strict: true }).map((one) => {
    expect(one.errors).toEqual([]);
    return one.toJS();
  });
}

test.each([
  ["daemonset", daemonset],
  ["rbac", rbac],
  ["kustomize", kustomize],
])("%s is YAML of objects that have a name or are of kustomize", (_, print) => {
  for (const object of documents(print(options))) {
    expect(object).toMatchObject({ apiVersion: expect.any(String), kind: expect.any(String) });
    if (object.kind !== "Kustomization") expect(object.metadata.name).toMatch(/^[a-z-]+$/);
  }
});

test("the DaemonSet selects its own pods, is everywhere, and is small", () => {
  const set = documents(daemonset(options)).find(({ kind }) => kind === "DaemonSet");
  const { metadata, spec } = set.spec.template;
  expect(metadata.labels).toMatchObject(set.spec.selector.matchLabels);
  expect(spec.tolerations).toEqual([{ operator: "Exists" }]);
  expect(spec.automountServiceAccountToken).toBe(false);
  const [container] = spec.containers;
  expect(container.image).toBe(options.image);
  expect(container.securityContext.readOnlyRootFilesystem).toBe(true);
  expect(container.resources.limits.memory).toBe("192Mi");
  for (const probe of ["startupProbe", "livenessProbe", "readinessProbe"])
    expect(container.ports.map(({ name }: { name: string }) => name)).toContain(
      container[probe].httpGet.port,
    );
  const volumes = spec.volumes.map(({ name }: { name: string }) => name);
  expect(container.volumeMounts.map(({ name }: { name: string }) => name)).toEqual(volumes);
});

describe("an agent that reads the journal", () => {
  const set = documents(daemonset({ ...options, source: "journal" })).find(
    ({ kind }) => kind === "DaemonSet",
  );
  const { containers, volumes } = set.spec.template.spec;
  const [{ args, securityContext, volumeMounts }] = containers;

  test("is not privileged and has no capability", () => {
    expect(securityContext).toMatchObject({
      allowPrivilegeEscalation: false,
      capabilities: { drop: ["ALL"] },
      readOnlyRootFilesystem: true,
      seccompProfile: { type: "RuntimeDefault" },
    });
    expect(securityContext.privileged).toBeUndefined();
  });

  test("may write nothing of the host but its own state, and makes no folder of the journal's", () => {
    const writable = volumeMounts.filter(({ readOnly }: { readOnly?: boolean }) => !readOnly);
    expect(writable.map(({ mountPath }: { mountPath: string }) => mountPath)).toEqual(["/var/lib/oomlog"]);
    expect(volumes.map(({ hostPath }: { hostPath: object }) => hostPath)).toEqual([
      { path: "/var/log", type: "Directory" },
      { path: "/run/log", type: "Directory" },
      { path: "/etc/machine-id", type: "File" },
      { path: "/var/lib/oomlog", type: "DirectoryOrCreate" },
    ]);
  });

  test("is started with what it understands, in an image that has journalctl", () => {
    expect(args).toContain("--journal");
    expect(complaintOf(args)).toBe(onlyTheTime);
    expect(dockerfile({ source: "journal" })).toMatch(/^RUN apt-get .* systemd /m);
  });
});

describe("an agent that names pods", () => {
  const printed = documents(daemonset({ ...options, cluster: true }));
  const emitting = documents(daemonset({ ...options, emitEvents: true }));
  const kinds = ["ClusterRole", "ClusterRoleBinding", "ServiceAccount", "DaemonSet"];
  const find = (all: ReturnType<typeof documents>, kind: string) => all.find((one) => one.kind === kind);

  test("has a token, and the name of its node", () => {
    const { spec } = find(printed, "DaemonSet").spec.template;
    expect(spec.automountServiceAccountToken).toBe(true);
    expect(spec.containers[0].env).toEqual([
      { name: "NODE_NAME", valueFrom: { fieldRef: { fieldPath: "spec.nodeName" } } },
    ]);
  });

  test("may read pods and its node, and nothing else", () => {
    expect(find(printed, "ClusterRole").rules).toEqual([
      { apiGroups: [""], resources: ["pods"], verbs: ["list", "watch"] },
      { apiGroups: [""], resources: ["nodes"], verbs: ["get"] },
    ]);
  });

  test("may look once more and create Events where it is to, and is started with that", () => {
    expect(find(emitting, "ClusterRole").rules).toEqual([
      { apiGroups: [""], resources: ["pods"], verbs: ["get", "list", "watch"] },
      { apiGroups: [""], resources: ["nodes"], verbs: ["get"] },
      { apiGroups: [""], resources: ["events"], verbs: ["create"] },
    ]);
    const { args } = find(emitting, "DaemonSet").spec.template.spec.containers[0];
    expect(args).toContain("--emit-events");
    expect(complaintOf(args)).toBe(onlyTheTime);
  });

  test("has one role, bound to its own account", () => {
    const [role, binding, account, set] = kinds.map((kind) => find(printed, kind));
    expect(binding.roleRef.name).toBe(role.metadata.name);
    expect(binding.subjects).toEqual([
      { kind: "ServiceAccount", name: account.metadata.name, namespace: options.namespace },
    ]);
    expect(set.spec.template.spec.serviceAccountName).toBe(account.metadata.name);
  });

  test("is the same otherwise", () => {
    const kindsOf = (text: string) => documents(text).map(({ kind }) => kind);
    expect(kindsOf(daemonset(options))).toEqual(["Namespace", "ServiceAccount", "DaemonSet"]);
    expect(printed).toHaveLength(5);
  });
});

test("the rights are to read, and of no secret", () => {
  const role = documents(rbac(options)).find(({ kind }) => kind === "ClusterRole");
  for (const { verbs, resources } of role.rules) {
    expect(verbs).toEqual(["get", "list"]);
    expect(resources).not.toContain("secrets");
  }
});

test("kustomize changes the tag of the image that the DaemonSet names", () => {
  const [kustomization] = documents(kustomize(options));
  expect(kustomization.images).toEqual([{ name: "registry.example:5000/tools/oomlog", newTag: "1.2.3" }]);
});

test("what is started understands its options", () => {
  const set = documents(daemonset(options)).find(({ kind }) => kind === "DaemonSet");
  const unit = /^ExecStart=\/usr\/bin\/env oomlog (.*)$/m.exec(systemd())?.[1]?.split(" ") ?? [];
  for (const words of [set.spec.template.spec.containers[0].args, unit]) {
    expect(complaintOf(words)).toBe(onlyTheTime);
  }
  expect(complaintOf(["follow", "--nonsense"])).toBe("oomlog: Unknown argument: nonsense");
  expect(dockerfile()).toMatch(/^FROM \S+\nCOPY /m);
});

test.skipIf(!has("systemd-analyze"))("systemd-analyze verifies the unit", () => {
  const file = join(folder, "oomlog.service");
  writeFileSync(file, systemd());
  const done = spawnSync("systemd-analyze", ["verify", "--man=no", file], { encoding: "utf8" });
  expect(
    `${done.stdout}${done.stderr}`.split("\n").filter((line) => line.includes("oomlog.service")),
  ).toEqual([]);
});

test.skipIf(!has("promtool"))("promtool takes the rules", () => {
  const file = join(folder, "oomlog.rules.yml");
  writeFileSync(file, alerts());
  expect(execFileSync("promtool", ["check", "rules", file], { encoding: "utf8" })).toContain("6 rules found");
});
