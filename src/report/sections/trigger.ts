import type { Trigger } from "../../model/analysis.js";
import { count } from "../../render/count.js";
import { processName } from "../../render/name.js";
import type { Case } from "../case.js";
import type { Block } from "../report.js";
import { blank, code, facts, list, paragraph } from "../write.js";

const TOLD = 8;

/** Who asked for the memory that was not there; what had changed before is for people to say. */
export function trigger({ incidents, episodeOf }: Case): readonly Block[] {
  if (incidents.length === 0) return [];
  const asked = incidents.flatMap(({ id, kills }) => {
    const first = kills.map((kill) => episodeOf(kill)?.trigger ?? null).find((one) => one !== null);
    return first
      ? [[`${id.replace("incident-", "Incident ")}: `, code(processName(first)), ` ${wantText(first)}`]]
      : [];
  });
  const hidden = asked.length - TOLD;
  return [
    ...(asked.length === 0
      ? [paragraph("The log does not say who asked for memory.")]
      : [
          paragraph("The process that asked for memory is the one that noticed, not the one to blame."),
          list(asked.slice(0, TOLD)),
          ...(hidden > 0 ? [paragraph(`${count(hidden, "further incident")} left out.`)] : []),
        ]),
    facts(["What had changed before", [blank]]),
  ];
}

function wantText({ order, gfpFlags, gfpMask }: Trigger): string {
  const block =
    order === null
      ? "asked for memory"
      : order < 0
        ? "was the occasion"
        : `asked for ${count(2 ** order, "page")} in one block (order ${order})`;
  const mask = gfpFlags.length > 0 ? gfpFlags.join("|") : gfpMask;
  return mask === null ? `${block}.` : `${block}, ${mask}.`;
}
