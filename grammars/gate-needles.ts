import { clockNeedles } from "./clock-line.js";
import { lossNeedles } from "./loss-line.js";
import { kernelNeedles } from "./needles.js";
import { killerNeedles, serviceNeedles } from "./service-needles.js";

/**
 * What is searched for in bytes of which nothing is known yet.
 *
 * @param services all services are of interest, not only those that kill
 * @param loss it matters that the log lost lines
 */
export const gateNeedles = (services: boolean, loss: boolean): readonly string[] => [
  ...kernelNeedles,
  ...clockNeedles,
  ...killerNeedles,
  ...(services ? serviceNeedles : []),
  ...(loss ? lossNeedles : []),
];
