import { defineWrapper, takeAt } from "../wrapper.js";

const chatter =
  /(?:Creating debugging pod node-debugger-|If you don't see a command prompt, try pressing enter\.|warning: couldn't attach to pod\/|Defaulted container |Starting pod\/\S+-debug|Removing debug pod|To use host binaries, run )/y;

export const kubectlDebug = defineWrapper({
  name: "kubectl-debug",
  writtenBy: "kubectl debug node/…, oc debug node/…: what they say before the node's own lines",
  first: "CIwDSRT",
  loses: [],
  examples: [
    "Creating debugging pod node-debugger-web7-x2x9k with container debugger on node web7.",
    "If you don't see a command prompt, try pressing enter.",
  ],
  unwrap(line) {
    return takeAt(chatter, line, 0) ? { rest: "", marker: true } : undefined;
  },
});
