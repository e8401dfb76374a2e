import { defineWrapper, takePrefix } from "../wrapper.js";

const prefix = /data: (?=\{)/y;

export const serverSentEvent = defineWrapper({
  name: "server-sent-event",
  writtenBy: "journalctl -o json-sse; systemd-journal-gatewayd",
  first: "d",
  loses: [],
  carrier: "always",
  examples: ['data: {"MESSAGE":"Mem-Info:","_TRANSPORT":"kernel"}'],
  unwrap(line) {
    const taken = takePrefix(prefix, line);
    return taken && { rest: taken.rest };
  },
});
