export { defaultImage } from "./agent.js";
export { alerts } from "./alerts.js";
export { daemonset } from "./daemonset.js";
export { dockerfile } from "./dockerfile.js";
export { kustomize } from "./kustomize.js";
export { rbac } from "./rbac.js";
export { systemd } from "./systemd.js";
