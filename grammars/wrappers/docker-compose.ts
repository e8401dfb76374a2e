import { defineWrapper, takePrefix } from "../wrapper.js";

/** The name is padded, so that all lines have their bar in one column. Not before plain text: it may be a table. */
const prefix =
  /[\w][\w.-]{0,127} +\| (?=\[[ \d]|\[[A-Z][a-z]{2} |<\d{1,3}>|\d{4}-\d\d-\d\d|[A-Z][a-z]{2} [ \d]\d \d\d:|\{|kern {2})/y;

export const dockerCompose = defineWrapper({
  name: "docker-compose",
  writtenBy: "docker compose logs",
  first: "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_",
  loses: ["wall", "year", "zone", "host"],
  examples: ["kmsg-tail-1  | [88021.500017] Mem-Info:"],
  unwrap(line) {
    const taken = takePrefix(prefix, line);
    return taken && { rest: taken.rest };
  },
});
