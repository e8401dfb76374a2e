import { coloured, colourless, type Style } from "../render/style.js";
import { oneValue } from "./one-value.js";
import { isTerminal } from "./streams.js";

const whens = ["auto", "always", "never"] as const;
export type ColourWhen = (typeof whens)[number];

/** `--color`, for every command that prints for people. */
export const colourOption = {
  choices: whens,
  default: "auto" as ColourWhen,
  ...oneValue,
  describe: "When to use colours",
} as const;

/**
 * Takes what `--color` asks for and the stream to print to; returns the looks to print with. An explicit `--color`
 * wins over `NO_COLOR` (no-color.org), and that over `FORCE_COLOR`.
 */
export function styleFor(when: ColourWhen, stream: "stdout" | "stderr"): Style {
  switch (when) {
    case "always":
      return coloured;
    case "never":
      return colourless;
    case "auto":
      return wanted(stream) ? coloured : colourless;
  }
}

function wanted(stream: "stdout" | "stderr"): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
  if (NO_COLOR !== undefined && NO_COLOR !== "") return false;
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== "0" && FORCE_COLOR !== "false";
  return isTerminal(stream) && TERM !== "dumb";
}
