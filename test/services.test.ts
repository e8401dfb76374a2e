import { existsSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readEvictionMessage } from "../grammars/eviction-message.js";
import { peelKlog } from "../grammars/klog.js";
import { peelLogfmt } from "../grammars/logfmt.js";
import { recognise } from "../grammars/recognise.js";
import { parseService, recogniseService } from "../grammars/recognise-service.js";
import {
  holdsKillerNeedle,
  holdsServiceNeedle,
  killerNeedles,
  serviceNeedles,
} from "../grammars/service-needles.js";
import type { ServiceSection } from "../grammars/service-section.js";
import { type ServiceFact, serviceSections } from "../grammars/services.js";

const sections = serviceSections as readonly ServiceSection[];
const tagOf = ({ tags }: ServiceSection): string | null => tags?.[0] ?? null;
const asLogged = (section: ServiceSection, example: string): string =>
  `${tagOf(section) ?? ""}[812]: ${example}`;

/** The fact of a message; fails where no section knows it. */
function factOf(message: string, tag: string | null = null): ServiceFact {
  const section = recogniseService(message, tag);
  if (section === undefined) throw new Error(`not recognised: ${message}`);
  const parsed = parseService(section, message);
  if ("reason" in parsed) throw new Error(parsed.reason);
  return parsed.fact;
}

test("kinds are unique", () => {
  expect(new Set(sections.map(({ kind }) => kind)).size).toBe(sections.length);
});

describe.each(sections.map((section) => ({ section, kind: section.kind })))("$kind", ({ section }) => {
  test.each(section.examples)("reads %s", (example) => {
    expect(recogniseService(example, tagOf(section))?.kind).toBe(section.kind);
    expect(factOf(example, tagOf(section))).toHaveProperty("kind", section.kind);
  });

  test.each(section.examples)("is the only one that hears %s", (example) => {
    const hearing = sections.filter(
      (other) =>
        other.hear(example) && (other.frames[0] !== "text" || other.first.includes(example[0] ?? "")),
    );
    expect(hearing.map(({ kind }) => kind)).toEqual([section.kind]);
  });

  test.each(section.examples)("passes the gate with %s", (example) => {
    expect(holdsServiceNeedle(asLogged(section, example))).toBe(true);
  });

  test("is not idle with all it says", () => {
    expect(section.examples.some((example) => !section.isIdle(factOf(example, tagOf(section))))).toBe(true);
  });

  if (section.role !== "tells")
    test("is found where nobody asked for services", () => {
      const found = section.examples.filter((example) => holdsKillerNeedle(asLogged(section, example)));
      if (section.role === "kills") expect(found).toEqual(section.examples);
      else expect(found).not.toEqual([]);
    });

  if (section.onlyByName)
    test("has a name by which it counts", () => {
      expect(section.tags).not.toBeNull();
    });

  test.each(section.examples)("shares no example with the kernel: %s", (example) => {
    // "Killing process", "Out of memory!": a program's name tells them from the kernel's lines.
    if (section.tags === null) expect(recognise(example)?.kind).toBeUndefined();
  });
});

test("needles are short", () => {
  for (const needle of serviceNeedles) expect(needle.length).toBeLessThan(8);
});

test("what is searched for always leads to a kill or an eviction", () => {
  const searched = sections.filter(({ role }) => role !== "tells");
  const lines = searched.flatMap((section) => section.examples.map((example) => asLogged(section, example)));
  for (const needle of killerNeedles)
    expect(
      lines.some((line) => line.includes(needle)),
      needle,
    ).toBe(true);
});

test("no needle is held by another", () => {
  for (const needle of serviceNeedles)
    expect(serviceNeedles.filter((other) => other !== needle && needle.includes(other))).toEqual([]);
});

const id = "5d1e".repeat(16);
const uid = "1b2c3d4e-5f60-4718-8293-a4b5c6d7e8f9";

describe("klog", () => {
  const at = "I1012 19:34:44.999261    2480";

  test("a header gives severity, time and file", () => {
    expect(peelKlog(`${at} eviction_manager.go:374] "a message" n=7`)).toEqual({
      file: "eviction_manager.go",
      severity: "info",
      time: { form: "klog", month: 10, day: 12, clockMicros: 70_484_999_261 },
      message: "a message",
      values: { n: "7" },
    });
  });

  test("blanks may be collapsed and a folder may stand in front of the file", () => {
    expect(peelKlog('E0102 03:04:05.000006 1 eviction/eviction_manager.go:1] "m"')).toMatchObject({
      file: "eviction_manager.go",
      severity: "error",
      message: "m",
    });
  });

  test.each([
    ['k="a b" z=1', "a b"],
    [String.raw`k="say \"hi\"\tand \\ \u00e9 \xc3\xa9" z=1`, 'say "hi"\tand \\ é é'],
    ["k=[a/b c/d] z=1", "[a/b c/d]"],
    ["k=&{ID:x Type:ContainerDied Data:y} z=1", "&{ID:x Type:ContainerDied Data:y}"],
    ['k={"ID":"x","Type":"y"} z=1', '{"ID":"x","Type":"y"}'],
    ["k=&{At:2022-11-20 UTC m=+1.5 Name:/x} z=1", "&{At:2022-11-20 UTC m=+1.5 Name:/x}"],
    ['k=["a b=c]"] z=1', '["a b=c]"]'],
    ["k=[a z=1", "[a"],
    ["k=true z=1", "true"],
    ["k=27aff94d-e0d9 z=1", "27aff94d-e0d9"],
    ["k=<nil> z=1", "<nil>"],
    ["k= z=1", ""],
    ["k=(MISSING) z=1", "(MISSING)"],
  ])("reads the value of %s", (values, k) => {
    const entry = peelKlog(`${at} x.go:1] "m" ${values}`);
    expect(entry?.values).toEqual({ k, z: "1" });
  });

  test("reads a value of several lines, and what a journal left of one", () => {
    const lines = `${at} x.go:1] "m" output=<\n\tfirst line\n\tsecond line\n > z=1`;
    expect(peelKlog(lines)?.values).toEqual({ output: "first line\nsecond line", z: "1" });
    expect(peelKlog(`${at} x.go:1] "m" output=<`)?.values).toEqual({ output: "" });
  });

  test("of a repeated key the last counts, and no key is special", () => {
    expect(peelKlog(`${at} x.go:1] "m" a=1 a=2 __proto__="p"`)?.values).toEqual(
      Object.fromEntries([
        ["a", "2"],
        ["__proto__", "p"],
      ]),
    );
  });

  test("JSON gives the same, with the time since 1970", () => {
    const line =
      '{"ts":1763647387643.801,"caller":"eviction/eviction_manager.go:369","msg":"m","v":0,"resourceName":"memory","pods":[{"name":"a","namespace":"b"}]}';
    expect(peelKlog(line)).toEqual({
      file: "eviction_manager.go",
      severity: "info",
      time: { form: "epoch", millis: 1763647387643.801 },
      message: "m",
      values: { resourceName: "memory", pods: '[{"name":"a","namespace":"b"}]' },
    });
    expect(peelKlog('{"ts":1,"caller":"a.go:1","msg":"m"}')?.severity).toBe("error");
  });
});

test("a level of logrus that is the name of something else is none", () => {
  expect(peelLogfmt("level=constructor msg=m")?.severity).toBeNull();
});

test("logfmt unquotes what logrus quoted", () => {
  expect(
    peelLogfmt(String.raw`time="2025-11-20T14:03:07.1Z" level=info msg="StopContainer for \"ab\"" a=b`),
  ).toEqual({
    file: null,
    severity: "info",
    time: { form: "iso", text: "2025-11-20T14:03:07.1Z" },
    message: 'StopContainer for "ab"',
    values: { a: "b" },
  });
});

describe("the same fact in every version's words", () => {
  const ranked = [
    { namespace: "default", pod: "nginx", podUid: null },
    { namespace: "kube-system", pod: "kube-proxy-5thr6", podUid: null },
  ];
  test.each([
    "pods=[default/nginx kube-system/kube-proxy-5thr6]",
    'pods="[default/nginx kube-system/kube-proxy-5thr6]"',
    'pods=["default/nginx","kube-system/kube-proxy-5thr6"]',
  ])("%s", (pods) => {
    const message = `I1012 19:34:44.999261    2480 eviction_manager.go:374] "Eviction manager: pods ranked for eviction" ${pods}`;
    expect(factOf(message)).toMatchObject({ kind: "kubelet-eviction-ranked", pods: ranked });
  });

  const tail = 'containerName="api"';
  test.each([
    `podUID=${uid} ${tail} containerID="containerd://${id}"`,
    `podUID="${uid}" ${tail} containerID={"Type":"containerd","ID":"${id}"}`,
  ])("Killing container %s", (values) => {
    const message = `I1012 19:34:45.000152    2480 kuberuntime_container.go:709] "Killing container with a grace period" pod="shop/cart" ${values} gracePeriod=30`;
    expect(factOf(message)).toMatchObject({
      kind: "kubelet-killing-container",
      namespace: "shop",
      pod: "cart",
      podUid: uid,
      container: "api",
      containerId: id,
      gracePeriodSeconds: 30,
      override: false,
    });
  });

  test("the OOM watcher's struct with names, without, and as JSON", () => {
    const says = {
      pid: 4242,
      comm: "java",
      taskMemcg: "/system.slice/app.service",
      oomMemcg: "/",
      constraint: "CONSTRAINT_NONE",
    };
    const section = sections.find(({ kind }) => kind === "kubelet-system-oom") as ServiceSection;
    for (const example of section.examples) expect(factOf(example)).toMatchObject(says);
  });

  test("every threshold line names its signal", () => {
    const section = sections.find(({ kind }) => kind === "kubelet-threshold") as ServiceSection;
    for (const example of section.examples)
      expect(factOf(example)).toMatchObject({ signal: "memory.available" });
    expect(factOf(section.examples[3] as string)).toMatchObject({
      quantity: "450Mi",
      gracePeriod: "45s",
      lasted: "10.176854627s",
    });
    expect(factOf(section.examples[4] as string)).toMatchObject({
      available: "98120Ki",
      capacity: "3880520Ki",
    });
    expect(factOf(section.examples[5] as string)).toMatchObject({ available: "98120Ki", quantity: "100Mi" });
  });

  test("every liveness kill names pod, container and reason", () => {
    const section = sections.find(({ kind }) => kind === "kubelet-killing-container") as ServiceSection;
    for (const index of [2, 5])
      expect(factOf(section.examples[index] as string)).toMatchObject({
        namespace: "shop",
        pod: "cart",
        container: "api",
        containerId: id,
        reason: "Container api failed liveness probe, will be restarted",
      });
  });

  test("every form of a crash loop names pod, UID and container", () => {
    const section = sections.find(({ kind }) => kind === "kubelet-crash-loop") as ServiceSection;
    for (const example of section.examples)
      expect(factOf(example)).toMatchObject({
        namespace: "shop",
        pod: "cart",
        podUid: uid,
        container: "api",
        reason: "CrashLoopBackOff",
      });
  });

  test("every PLEG event names pod UID and container id", () => {
    const section = sections.find(({ kind }) => kind === "kubelet-pleg") as ServiceSection;
    for (const example of section.examples)
      expect(factOf(example)).toMatchObject({ namespace: "shop", pod: "cart", podUid: uid, containerId: id });
  });

  test("every TaskOOM names its container, every exit of a container its status", () => {
    const of = (kind: string) =>
      (sections.find((section) => section.kind === kind) as ServiceSection).examples;
    for (const example of of("containerd-oom")) expect(factOf(example)).toMatchObject({ containerId: id });
    const [first, exec, third, old] = of("containerd-exit").map((example) => factOf(example));
    const killed = { containerId: id, exec: false, pid: 4242, exitStatus: 137 };
    expect(first).toMatchObject({ ...killed, exitedAtSeconds: 1763647387, exitedAtNanos: 542411582 });
    expect(third).toMatchObject(killed);
    expect(old).toMatchObject(killed);
    expect(exec).toMatchObject({ containerId: id, exec: true, exitStatus: 1 });
  });

  test("every earlyoom line names pid and comm", () => {
    const section = sections.find(({ kind }) => kind === "earlyoom-kill") as ServiceSection;
    for (const example of section.examples)
      expect(factOf(example, "earlyoom")).toMatchObject({ pid: 4242, comm: "java" });
    expect(factOf(section.examples[0], "earlyoom")).toMatchObject({
      uid: 1000,
      signal: "SIGTERM",
      oomScore: 1164,
      oomScoreAdj: 300,
      vmRssMiB: 438,
      cmdline: "java -Xmx4g -jar app.jar",
    });
  });

  test("systemd-oomd's kill is read although a pager cut it", () => {
    expect(factOf("Killed /user.slice/a b.scope due to memory p>", "systemd-oomd")).toMatchObject({
      cgroup: "/user.slice/a b.scope",
      cause: "pressure",
      pressurePercent: null,
    });
    expect(
      factOf(
        "Killed /x.slice/a.service due to memory pressure for /x.slice being 62.50% > 50.00% for > 20s with reclaim activity",
      ),
    ).toMatchObject({
      cause: "pressure",
      pressureCgroup: "/x.slice",
      pressurePercent: 62.5,
      limitPercent: 50,
      pressureLasted: "20s",
    });
    expect(
      factOf(
        "Killed /x.slice/a.service due to memory used (90) / total (100) and swap used (95) / total (100) being more than 90.00%",
      ),
    ).toMatchObject({ cause: "swap", memoryUsedBytes: 90, swapTotalBytes: 100, limitPercent: 90 });
  });
});

describe("a name tells whose words they are", () => {
  test("a unit's line of another program is not systemd's", () => {
    expect(recogniseService("app.service: Failed with result 'oom-kill'.", "app")).toBeUndefined();
    expect(recogniseService("app.service: Failed with result 'oom-kill'.", "systemd")?.kind).toBe(
      "systemd-unit-failed",
    );
  });
  test("the victim's block counts only under nohang's name", () => {
    expect(recogniseService("  PID: 4242", null)).toBeUndefined();
    expect(recogniseService("  PID: 4242", "nohang")?.kind).toBe("nohang-victim");
  });
});

test("an eviction's message is taken apart in every version's words", () => {
  const consumers = [{ name: "api", kind: "container", usage: "312428Ki", request: "0" }];
  expect(
    readEvictionMessage(
      "The node was low on resource: memory. Threshold quantity: 100Mi, available: 98304Ki. Container api was using 312428Ki, request is 0, has larger consumption of memory. ",
    ),
  ).toEqual({ resource: "memory", thresholdQuantity: "100Mi", available: "98304Ki", consumers });
  expect(
    readEvictionMessage(
      "The node was low on resource: memory. Container api was using 312428Ki, which exceeds its request of 0. ",
    ),
  ).toEqual({ resource: "memory", thresholdQuantity: null, available: null, consumers });
  expect(readEvictionMessage("The node had condition: [MemoryPressure]. ")).toBeNull();
});

describe("hostile text", () => {
  const example = fc.constantFrom(...sections.flatMap(({ examples }) => examples));
  const tag = fc.constantFrom(null, "kubelet", "systemd", "systemd-oomd", "earlyoom", "nohang", "kernel");
  const read = (text: string, name: string | null): void => {
    const section = recogniseService(text, name);
    if (section) parseService(section, text);
    for (const other of sections) other.hear(text);
  };

  test("never throws", () => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), tag, (text, name) => read(text, name)));
  });

  test("a line cut or overwritten anywhere never throws", () => {
    fc.assert(
      fc.property(example, fc.nat(400), fc.string(), tag, (line, at, noise, name) => {
        read(line.slice(0, at), name);
        read(line.slice(0, at) + noise + line.slice(at + noise.length), name);
      }),
      { numRuns: 500 },
    );
  });

  test("a line of a megabyte is read in a moment", () => {
    const begins = [
      'I1012 19:34:44.999261    2480 eviction_manager.go:374] "',
      'time="a" level=info msg="',
      "container die abcdefabcdef (",
      "Killed /",
      "a.service: ",
    ];
    const fills = [" ", "a", '\\"', "{1 a 2020-11-11 / ", " a=", "\\", "[{", "(", '"name":', ", a=b"];
    for (const begin of begins)
      for (const fill of fills) {
        const started = performance.now();
        const line = begin + fill.repeat(1e6 / fill.length);
        const section = recogniseService(line, null);
        if (section) parseService(section, line);
        expect.soft(performance.now() - started, `${begin} ${fill}`).toBeLessThan(2000);
      }
  }, 60_000);
});

/** Recordings of a real node, where they are at hand. */
const recordings = new URL("../../shared/k8s/", import.meta.url);
const journal = (name: string): { tag: string; message: string }[] =>
  readFileSync(new URL(`${name}/journal/journal.short`, recordings), "utf8")
    .split("\n")
    .flatMap((line) => {
      const [, tag, message] = /^\w{3} [ \d]\d [\d:]{8} \S+ ([^[\s:]+)(?:\[\d+\])?: (.*)$/.exec(line) ?? [];
      return tag === undefined || message === undefined || tag === "kernel" ? [] : [{ tag, message }];
    });
const facts = (name: string): ServiceFact[] =>
  journal(name).flatMap(({ tag, message }) => (recogniseService(message, tag) ? [factOf(message, tag)] : []));
const truth = (name: string) => JSON.parse(readFileSync(new URL(`${name}/truth.json`, recordings), "utf8"));

describe.skipIf(!existsSync(recordings))("a recorded node", () => {
  const names = ["a-burstable-limit", "d-evict-hard", "g-liveness"];

  test.each(names)("%s: every end of a container has its line", (name) => {
    const exits = facts(name).flatMap((fact) => (fact.kind === "containerd-exit" ? [fact] : []));
    for (const event of truth(name).runtimeEvents) {
      if (event.topic === "/tasks/exit" && event.id === event.container_id && event.container)
        expect(exits).toContainEqual(
          expect.objectContaining({
            containerId: event.container_id,
            exitStatus: event.exit_status,
          }),
        );
      if (event.topic === "/tasks/oom")
        expect(facts(name)).toContainEqual(
          expect.objectContaining({ kind: "containerd-oom", containerId: event.container_id }),
        );
    }
  });

  test.each(names)("%s: every container can be named from the journal alone", (name) => {
    const said = facts(name);
    const started = said.flatMap((fact) =>
      fact.kind === "containerd-container-created" && fact.containerId !== null ? [fact] : [],
    );
    expect(started.length).toBeGreaterThan(0);
    for (const { sandboxId, container, containerId } of started) {
      expect(container).not.toBeNull();
      const known = said.some(
        (fact) =>
          (fact.kind === "containerd-sandbox" && fact.sandboxId === sandboxId) ||
          (fact.kind === "kubelet-pleg" && fact.containerId === containerId),
      );
      expect(known).toBe(true);
    }
  });

  test("every eviction has its lines", () => {
    const said = facts("d-evict-hard");
    for (const { namespace, pod, uid: podUid } of truth("d-evict-hard").evictions) {
      expect(said).toContainEqual(expect.objectContaining({ kind: "kubelet-pod-evicted", namespace, pod }));
      expect(said).toContainEqual(
        expect.objectContaining({
          kind: "kubelet-killing-container",
          namespace,
          pod,
          podUid,
          gracePeriodSeconds: 2,
        }),
      );
      expect(said.some((fact) => fact.kind === "kubelet-eviction-ranked" && fact.pods[0]?.pod === pod)).toBe(
        true,
      );
    }
    expect(said).toContainEqual(
      expect.objectContaining({ kind: "kubelet-node-condition", event: "NodeHasInsufficientMemory" }),
    );
  });

  test("every kill has systemd's line of the container's scope", () => {
    const said = facts("a-burstable-limit");
    for (const { containerID } of truth("a-burstable-limit").kills)
      expect(said).toContainEqual(
        expect.objectContaining({
          kind: "systemd-unit-oom",
          containerId: containerID.replace(/^.*:\/\//, ""),
        }),
      );
  });

  test("a failed liveness probe is told from an OOM", () => {
    expect(facts("g-liveness")).toContainEqual(
      expect.objectContaining({
        kind: "kubelet-killing-container",
        namespace: "auth",
        reason: expect.stringContaining("failed liveness probe"),
      }),
    );
  });

  test.each(names)("%s: every line that is read passes the gate by its own words", (name) => {
    for (const { tag, message } of journal(name))
      if (recogniseService(message, tag)) expect(holdsServiceNeedle(message), message).toBe(true);
  });
});
