import { describeCgroup, type Level } from "../../../grammars/cgroup-path.js";
import type { CgroupCause } from "../../model/analysis.js";
import { certain, defineRule } from "../rule.js";

const limitOf: Readonly<Record<Level, CgroupCause>> = {
  container: "container-limit",
  pod: "pod-limit",
  qos: "qos-limit",
  kubepods: "node-allocatable",
  unit: "unit-limit",
  slice: "unit-limit",
  root: "cgroup-limit",
  other: "cgroup-limit",
};

/** The cgroup whose limit was hit says what kind of limit it was. It is printed for memcg OOM only. */
export const limitingCgroup = defineRule({
  id: "limiting-cgroup",
  needs: ["oomMemcg"],
  decide: ({ oomMemcg }) => {
    // "(error)" and "(name too long)" can stand for a path (fs/kernfs/dir.c, pr_cont_kernfs_path()).
    const cause = oomMemcg.value.startsWith("/") ? limitOf[describeCgroup(oomMemcg.value).level] : null;
    return certain({ class: "cgroup-oom", cause }, oomMemcg.evidence);
  },
});
