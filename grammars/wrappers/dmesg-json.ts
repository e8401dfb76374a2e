import { at, isArray, isObject, type JsonObject, stringAt, textOf } from "../json.js";
import { defineJsonWrapper } from "../json-wrapper.js";
import type { Unwrapped } from "../wrapper.js";

/** util-linux 2.38 prints the whole rest of the buffer behind each message that it reads by syslog(2). */
const overrun = /\n<\d{1,3}>\[/;

function recordOf(object: JsonObject): Unwrapped | undefined {
  const message = textOf(at(object, "msg"));
  const priority = at(object, "pri");
  if (message === undefined || priority === undefined) return undefined;
  const time = at(object, "time");
  const facility = at(object, "fac");
  return {
    rest: message.split(overrun, 1)[0] as string,
    monotonic: typeof time === "number" ? time.toFixed(6) : undefined,
    caller: stringAt(object, "caller"),
    // Without -x the priority is the level alone.
    sender: facility === undefined ? "unknown" : facility === "kern" ? "kernel" : "userspace",
    innermost: true,
  };
}

export const dmesgJson = defineJsonWrapper({
  name: "dmesg-json",
  writtenBy: "dmesg -J, dmesg -J -x",
  loses: ["wall", "year", "zone", "host"],
  examples: [
    '{"dmesg":[{"pri":6,"time":88021.500017,"msg":"Mem-Info:"}]}',
    '{"dmesg":[{"fac":"kern","pri":"info","time":88021.500017,"caller":"T3141","msg":"Mem-Info:"}]}',
    '{"pri":6,"time":88021.500017,"msg":"Mem-Info:"}',
  ],
  read(object) {
    const { dmesg } = object;
    if (isArray(dmesg)) return dmesg.flatMap((entry) => (isObject(entry) ? (recordOf(entry) ?? []) : []));
    return "pri" in object && "time" in object ? recordOf(object) : undefined;
  },
});
