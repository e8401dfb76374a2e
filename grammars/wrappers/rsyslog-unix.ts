import { defineWrapper, takePrefix } from "../wrapper.js";

const prefix = /(\d{10}) ([\w.-]{1,253}) (?=\[ *\d{1,12}\.\d{6}\])/y;

/** A template of one's own: `%timestamp:::date-unixtimestamp% %hostname% %msg%`. */
export const rsyslogUnix = defineWrapper({
  name: "rsyslog-unix",
  writtenBy: "rsyslog with date-unixtimestamp",
  first: "0123456789",
  loses: ["fraction"],
  examples: ["1740974706 web7 [88021.500017] Mem-Info:"],
  unwrap(line) {
    const taken = takePrefix(prefix, line);
    if (!taken) return undefined;
    const [, seconds = "", host] = taken.match;
    return { rest: taken.rest, wall: { form: "unix", text: seconds }, host };
  },
});
