import { defineForm, type Form } from "./form.js";

/** Cluster and batch schedulers that need no more than a shape or two. */
export const schedulerForms: readonly Form[] = [
  // Nomad names a task by its allocation; 1.7 splits tasks by whether they reserve cores.
  defineForm({
    kind: "nomad",
    level: "other",
    shape: /\/nomad\.slice(?:\/(?:share|reserve)\.slice)?\/[0-9a-f-]{36}\.(?<name>[^/]+)\.scope/,
  }),
  defineForm({
    kind: "nomad",
    level: "other",
    shape: /\/nomad\/[0-9a-f-]{36}\.(?<name>[^/]+)/,
  }),
  defineForm({
    kind: "nomad",
    level: "other",
    shape: /^\/(?:nomad|nomad\.slice(?:\/(?:share|reserve)\.slice)?)/,
  }),

  defineForm({
    kind: "mesos",
    level: "container",
    shape: /\/mesos\/(?<name>[0-9a-f-]{36}[^/]*)/,
  }),

  // HTCondor puts the execute directory before the slot.
  defineForm({
    kind: "htcondor",
    level: "other",
    shape: /\/(?:htcondor|(?<unit>condor\.service))\/(?:[^/]*_(?=slot\d))?(?<name>[^/]+)/,
  }),
  defineForm({ kind: "htcondor", level: "other", shape: /\/htcondor/ }),

  defineForm({
    kind: "yarn",
    level: "container",
    shape: /\/(?:yarn\/)?(?:hadoop-)?yarn\/(?<name>container_[^/]+)/,
  }),
  defineForm({
    kind: "yarn",
    level: "other",
    shape: /^\/(?:yarn\/)?(?:hadoop-)?yarn/,
  }),

  // Torque, PBS, Cloud Foundry.
  defineForm({
    kind: "other",
    level: "other",
    shape: /\/torque\/(?<name>[^/]+)/,
  }),
  defineForm({
    kind: "other",
    level: "other",
    shape: /\/(?<unit>pbspro\.service|pbs_jobs\.service)\/jobid\/(?<name>[^/]+)/,
  }),
  defineForm({
    kind: "other",
    level: "container",
    shape: /\/garden\/(?<name>[^/]+)/,
  }),
];
