import { defineForm, type Form } from "./form.js";

/** Slurm: cgroup v1 by user, v2 below slurmstepd. A job is named as sacct does: `4711.batch`. */
export const slurmForms: readonly Form[] = [
  defineForm({
    kind: "slurm",
    level: "other",
    shape: /\/slurm(?:_[^/]+)?\/uid_\d+\/job_(?<name>\d+)(?:\/step_(?<step>[^/]+)(?:\/task_[^/]+)?)?/,
  }),
  defineForm({
    kind: "slurm",
    level: "other",
    shape:
      /\/(?:[^/]+_)?slurmstepd\.scope\/job_(?<name>\d+)(?:\/step_(?<step>[^/]+)(?:\/(?:user|slurm))?(?:\/task_[^/]+)?)?/,
  }),
  defineForm({
    kind: "slurm",
    level: "other",
    shape: /^\/slurm(?:_[^/]+)?(?:\/uid_\d+)?/,
  }),
  defineForm({
    kind: "slurm",
    level: "other",
    shape: /\/(?:[^/]+_)?slurmstepd\.scope(?:\/system)?/,
  }),
];
