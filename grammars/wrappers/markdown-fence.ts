import { defineWrapper, takePrefix } from "../wrapper.js";

const fence = /(?:`{3,}|~{3,})[\w-]*[ \t]*$/y;

export const markdownFence = defineWrapper({
  name: "markdown-fence",
  writtenBy: "people, in issues and notes",
  first: "`~",
  loses: [],
  examples: ["```", "```text", "~~~"],
  unwrap(line) {
    return takePrefix(fence, line) && { rest: "", marker: true };
  },
});
