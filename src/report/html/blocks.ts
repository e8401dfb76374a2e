import { draw } from "../charts/svg/draw.js";
import { tableOf } from "../charts/table-of.js";
import type { Block, Details, Facts, Figure, Lines, Subsection, Table, Text } from "../report.js";
import { type Html, html } from "./html.js";
import { textHtml } from "./text.js";

/** Takes blocks; returns them as HTML. Subsections are headed by `h3`. */
export function blocksHtml(blocks: readonly Block[]): Html {
  return html`${blocks.map(blockHtml)}`;
}

function blockHtml(block: Block): Html {
  switch (block.kind) {
    case "paragraph":
      return html`<p>${textHtml(block.text)}</p>\n`;
    case "list":
      return html`<ul>${block.items.map((item) => html`<li>${textHtml(item)}</li>`)}</ul>\n`;
    case "facts":
      return factsHtml(block);
    case "table":
      return tableHtml(block);
    case "figure":
      return figureHtml(block);
    case "subsection":
      return subsectionHtml(block);
    case "details":
      return detailsHtml(block);
    case "lines":
      return linesHtml(block);
  }
}

function factsHtml({ facts }: Facts): Html {
  if (facts.length === 0) return html``;
  return html`<dl>${facts.map(([label, value]) => html`<dt>${label}</dt><dd>${textHtml(value)}</dd>`)}</dl>\n`;
}

/** More columns than these do not fit a phone: cells with prose keep a width, and the table scrolls. */
const WIDE = 3;

function tableHtml({ caption, columns, rows }: Table): Html {
  const align = (at: number) => {
    const { figures, time } = columns[at] ?? {};
    return figures ? html` class="figures"` : time ? html` class="time"` : null;
  };
  const head = columns.map(({ title }, at) =>
    title === "" ? html`<td></td>` : html`<th scope="col"${align(at)}>${title}</th>`,
  );
  const prose = columns.length >= WIDE && columns.some(({ figures }) => !figures);
  const body = rows.map((row) => html`<tr>${row.map((cell, at) => cellHtml(cell, at, align(at)))}</tr>\n`);
  // A part that scrolls must be reachable by keyboard (WCAG 2.1.1).
  return html`<div class="scroll" role="group" tabindex="0" aria-label="${caption}"><table${prose && !columns.some(({ figures }) => figures) ? html` class="wide"` : null}><caption>${caption}</caption><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div>\n`;
}

function cellHtml(cell: Text, at: number, align: Html | null): Html {
  return at === 0
    ? html`<th scope="row"${align}>${textHtml(cell)}</th>`
    : html`<td${align}>${textHtml(cell)}</td>`;
}

function figureHtml({ chart }: Figure): Html {
  return html`<figure><figcaption><strong>${chart.title}</strong><p>${chart.description}</p></figcaption><div class="${chart.kind === "strip" ? "stack" : "pair"}">${draw(chart)}${tableHtml(tableOf(chart))}</div></figure>\n`;
}

function subsectionHtml({ id, title, blocks }: Subsection): Html {
  return html`<section><h3 id="${id}">${title}</h3>\n${blocksHtml(blocks)}</section>\n`;
}

function detailsHtml({ summary, blocks }: Details): Html {
  return html`<details><summary>${summary}</summary>\n${blocksHtml(blocks)}</details>\n`;
}

function linesHtml({ lines }: Lines): Html {
  if (lines.length === 0) return html``;
  return html`<ul class="lines">${lines.map(({ place, text }) => html`<li><cite>${place}</cite><pre>${text}</pre></li>`)}</ul>\n`;
}
