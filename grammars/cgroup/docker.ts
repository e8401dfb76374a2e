import { defineForm, type Form } from "./form.js";

const docker = { kind: "docker", runtime: "docker" } as const;

/** dockerd: cgroupfs driver, systemd driver, and the parent that GitHub's runners ask for. */
export const dockerForms: readonly Form[] = [
  defineForm({
    ...docker,
    level: "container",
    shape: /\/docker-(?<container>[0-9a-f]{64})\.scope(?:\/container)?/,
  }),
  defineForm({
    ...docker,
    level: "container",
    shape: /\/(?:docker|actions_job)\/(?<container>[0-9a-f]{64})/,
  }),
  // Shortened in documents and bug reports: still a container, but its id is not known.
  defineForm({
    ...docker,
    level: "container",
    shape: /\/docker-(?<name>[0-9a-f]{4,63})\.scope/,
  }),
  defineForm({
    ...docker,
    level: "container",
    shape: /\/docker\/(?<name>[^/]+)/,
  }),
  defineForm({ ...docker, level: "other", shape: /\/(?:docker|actions_job)/ }),
];
