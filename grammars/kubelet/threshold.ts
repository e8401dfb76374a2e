import { defineService } from "../service-section.js";
import { unnamed } from "../workload-names.js";

const keyValue = (key: string, text: string): string | null =>
  new RegExp(`\\b${key}[=:] ?(?:\\{)?([^\\s,\\])}]+)`).exec(text)?.[1] ?? null;

/** What the eviction manager measured against a threshold. At verbosity 3; the unmet criterion at 2. */
export const threshold = defineService({
  kind: "kubelet-threshold",
  printedBy:
    "kubelet, pkg/kubelet/eviction/helpers.go, logObservations(), logThresholds(), thresholdsMetGracePeriod()",
  versions: "1.4–",
  role: "warns",
  frames: ["klog"],
  files: ["helpers.go"],
  says: /[Ee]viction manager: ?(?:threshold observed resource|threshold had no observation|eviction criteria not yet met|(observations(?: after resource reclaim)?|thresholds? [\w -]{1,60}):|$)/y,
  fact: ([, log = null], { message, values }) => {
    // ≤1.20 and the criterion print a struct as text; later observations have a key for each field.
    const text = values["threshold"] ?? message;
    const observed = / observed (\S+)$/.exec(message)?.[1] ?? null;
    return {
      kind: "kubelet-threshold" as const,
      ...unnamed,
      /** `observations`, `thresholds - ignoring grace period`, …; null for the unmet criterion. */
      log: values["log"] ?? log,
      /** `memory.available`, `allocatableMemory.available`, … */
      signal: values["signal"] ?? keyValue("signal", text),
      resource: values["resourceName"] ?? null,
      /** Quantities as printed. */
      available: values["available"] ?? observed ?? keyValue("available", text),
      capacity: values["capacity"] ?? keyValue("capacity", text),
      quantity: values["quantity"] ?? keyValue("quantity", text) ?? keyValue("value", text),
      /** Of a soft threshold, as Go prints a duration. */
      gracePeriod: keyValue("gracePeriod", text),
      /** How long the threshold has been met. */
      lasted: values["duration"] ?? null,
    };
  },
  // What it measures it says every ten seconds; a grace period is named with a criterion that is not met yet.
  isIdle: ({ gracePeriod }) => gracePeriod === null,
  examples: [
    'I1120 14:03:07.100000    1234 helpers.go:940] "Eviction manager:" log="observations" signal="memory.available" resourceName="memory" available="98120Ki" capacity="3880520Ki" time="2025-11-20 14:03:05.120000000 +0000 UTC m=+60.1"',
    'I1120 14:03:07.100000    1234 helpers.go:955] "Eviction manager: threshold observed resource" log="thresholds - ignoring grace period" signal=memory.available resourceName="memory" quantity="100Mi" available="98120Ki"',
    'I1120 14:03:07.100000    1234 helpers.go:950] "Eviction manager: threshold had no observation" log="thresholds - updated stats" signal="memory.available"',
    'I1120 14:02:07.100000    1234 helpers.go:1036] "Eviction manager: eviction criteria not yet met" threshold="threshold(signal=memory.available, operator=LessThan, value={450Mi 0}, gracePeriod=45s)" duration="10.176854627s"',
    "I1120 14:03:07.100000    1234 helpers.go:840] eviction manager: observations: signal=memory.available, available: 98120Ki, capacity: 3880520Ki, time: 2020-11-20 14:03:05.120000000 +0000 UTC",
    "I1120 14:03:07.100000    1234 helpers.go:855] eviction manager: thresholds - ignoring grace period: threshold [signal=memory.available, quantity=100Mi] observed 98120Ki",
  ],
});
