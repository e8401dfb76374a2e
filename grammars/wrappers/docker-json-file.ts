import { stringAt } from "../json.js";
import { wallAt } from "../json-time.js";
import { defineJsonWrapper } from "../json-wrapper.js";

/** A line longer than 16 KiB is split over several objects; only the last one ends with a newline. */
export const dockerJsonFile = defineJsonWrapper({
  name: "docker-json-file",
  writtenBy: "Docker, log driver json-file: /var/lib/docker/containers",
  loses: ["host"],
  examples: [
    '{"log":"[88021.500017] Mem-Info:\\n","stream":"stdout","time":"2025-03-03T04:05:06.500017123Z"}',
    '{"log":"the start of a long line","stream":"stdout","time":"2025-03-03T04:05:06.500017123Z"}',
  ],
  read(object) {
    const { log } = object;
    const stream = stringAt(object, "stream");
    if (typeof log !== "string" || stream === undefined || "kubernetes" in object) return undefined;
    return {
      rest: log.replace(/\r?\n$/, ""),
      wall: wallAt(object, "time"),
      fragment: { of: stream, more: log.endsWith("\n") ? false : "perhaps" },
    };
  },
});
