import { groupBy } from "../../group-by.js";
import type { Finding } from "../../model/analysis.js";
import { count } from "../../render/count.js";
import type { Case } from "../case.js";
import type { Block, Text } from "../report.js";
import { blank, code, facts, list, paragraph, strong, table } from "../write.js";
import { kept } from "./evidence.js";

const TOLD = 40;

/** What made it likely, or worse: the findings of the document. */
export function factors({ analysis }: Case): readonly Block[] {
  const { findings, kills } = analysis;
  if (findings.length === 0) return kills.length === 0 ? [] : [facts(["Contributing factors", [blank]])];
  const hidden = findings.length - TOLD;
  return [
    list(findings.slice(0, TOLD).map(factorText)),
    ...(hidden > 0
      ? [paragraph(`${count(hidden, "further finding")} left out; the analysis document has them.`)]
      : []),
  ];
}

const factorText = ({ severity, title, detail, code: name }: Finding): Text => [
  strong(`${title}.`),
  ` ${kept(detail)} (${severity}, `,
  code(name),
  ")",
];

/** What to do, drawn from the findings; who does it, and where that is tracked, is for people to say. */
export function actions({ analysis }: Case): readonly Block[] {
  if (analysis.kills.length + analysis.findings.length === 0) return [];
  const byAdvice = groupBy(analysis.findings, ({ advice }) => advice);
  const rows = [...byAdvice]
    .slice(0, TOLD)
    .map(([advice, findings]) => [
      kept(advice),
      aboutText(findings),
      findings[0]?.severity ?? "",
      [blank],
      [blank],
    ]);
  return [
    table(
      "Action items",
      ["action", "because", "severity", "owner", "ticket"],
      [...rows, [[blank], [blank], [blank], [blank], [blank]]],
    ),
  ];
}

function aboutText(findings: readonly Finding[]): string {
  const titles = findings.map(({ title }) => title);
  const more = titles.length - 3;
  return kept(
    more > 0 ? `${titles.slice(0, 3).join("; ")}; and ${count(more, "more", "more")}` : titles.join("; "),
  );
}

/** What a team learns; none of it is in a log. */
export function lessons({ analysis }: Case): readonly Block[] {
  if (analysis.kills.length === 0) return [];
  return [facts(["What went well", [blank]], ["What went wrong", [blank]], ["Where we got lucky", [blank]])];
}
