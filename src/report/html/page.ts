import { when } from "../../render/when.js";
import type { Report, Section } from "../report.js";
import { atIso } from "../times.js";
import { blocksHtml } from "./blocks.js";
import { Html, html } from "./html.js";
import { STYLE, STYLE_HASH } from "./style.js";

/** No script, no network, no style but the one of the page. */
const policy = `default-src 'none'; style-src '${STYLE_HASH}'; img-src data:; base-uri 'none'; form-action 'none'`;

/** Fills of the parts of a bar, told apart without colour. */
const patterns = new Html(
  `<svg class="patterns" aria-hidden="true" focusable="false"><defs><pattern id="hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><line class="k1" x1="2" x2="2" y1="0" y2="7"/></pattern><pattern id="dots" width="6" height="6" patternUnits="userSpaceOnUse"><circle class="k2" cx="3" cy="3" r="2"/></pattern><pattern id="cross" width="7" height="7" patternUnits="userSpaceOnUse"><path class="k3" d="M0 3h7M3 0v7"/></pattern></defs></svg>`,
);

/** Takes a report; returns one HTML file that needs nothing beside it. */
export function page(report: Report): string {
  const { title, madeAt, madeBy, sections } = report;
  return html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${new Html(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${new Html(STYLE)}</style>
</head>
<body>
<a class="skip" href="#main">To the report</a>
${patterns}
<header><h1>${title}</h1>
<p class="made">Made ${when(atIso(madeAt))} by ${madeBy}. What only people know is marked: <span class="blank">to be filled in</span></p></header>
<nav aria-labelledby="contents"><h2 id="contents">Contents</h2>
<ol>${sections.map(({ id, title: heading }) => html`<li><a href="#${id}">${heading}</a></li>`)}</ol></nav>
<main id="main" tabindex="-1">
${sections.map(sectionHtml)}</main>
<footer><p>Nothing here is invented: what the logs do not say is a dash, or said to be missing. One file, no script, no network.</p></footer>
</body>
</html>
`.text;
}

function sectionHtml({ id, title, blocks }: Section): Html {
  return html`<section aria-labelledby="${id}"><h2 id="${id}">${title}</h2>
${blocksHtml(blocks)}</section>
`;
}
