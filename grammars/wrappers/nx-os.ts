import { isoOfNamedMonth } from "../stamp.js";
import { defineWrapper, takePrefix } from "../wrapper.js";

/** The switch's own time and name, the device context, the time of the line, and its level. */
const header =
  /(\d{4}) ([A-Z][a-z]{2}) +(\d{1,2}) (\d\d:\d\d:\d\d(?:\.\d{1,6})?) +(?:([\w.-]{1,255}) +)?(?:%\$ VDC-\d{1,2} %\$ +)?(?:[A-Z][a-z]{2} +\d{1,2} \d\d:\d\d:\d\d +)?%KERN-([0-7])-SYSTEM_MSG: ?/y;
/** The facility, behind what the kernel said. */
const facility = / +- kernel$/;

export const nxOs = defineWrapper({
  name: "nx-os",
  writtenBy: "Cisco NX-OS: show logging logfile, consoles of switches",
  first: "0123456789",
  loses: ["zone"],
  examples: [
    "2025 Mar  3 04:05:06 leaf7 %$ VDC-1 %$ Mar  3 04:05:05 %KERN-3-SYSTEM_MSG: [88021.500017] Mem-Info: - kernel",
    "2025 Mar  3 04:05:06.500 leaf7 %KERN-3-SYSTEM_MSG: [88021.500017] Mem-Info:  - kernel",
  ],
  unwrap(line) {
    const taken = takePrefix(header, line);
    if (!taken) return undefined;
    const [, year = "", month = "", day = "", clock = "", host, level] = taken.match;
    const text = isoOfNamedMonth(year, month, day, clock);
    return {
      rest: taken.rest.replace(facility, ""),
      wall: text === null ? undefined : { form: "iso", text },
      host,
      level: Number(level),
      sender: "kernel",
    };
  },
});
