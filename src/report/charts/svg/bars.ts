import { plain } from "../../../render/plain.js";
import { type Html, html } from "../../html/html.js";
import type { Bar, Bars } from "../chart.js";
import { totalOf, valueText } from "../table-of.js";
import { label } from "./label.js";
import type { Picture } from "./picture.js";
import { linear, rounded, type Scale } from "./scale.js";

const ROW = 42;
const BAR = 16;
const LEGEND = 26;
/** Characters of a label beside its value. */
const ROOM = 30;

/** One row per bar: its name and value above, the bar below. Colours and patterns are the page's. */
export function bars({ unit, series, bars: all }: Bars, width: number): Picture {
  const ends = all.flatMap(({ parts, limit }) => [
    sum(parts.filter((part) => part !== null && part > 0)),
    sum(parts.filter((part) => part !== null && part < 0)),
    limit ?? 0,
  ]);
  const scale = linear([Math.min(0, ...ends), Math.max(1, ...ends)], [1, width - 1]);
  const signed = Math.min(...ends) < 0;
  const top = series.length > 1 ? LEGEND : 0;
  const body = html`${top === 0 ? null : legend(series)}${all.map((bar, at) => row(bar, top + at * ROW, scale, width, unit, signed))}`;
  return { body, height: top + all.length * ROW };
}

const sum = (parts: readonly (number | null)[]): number =>
  parts.reduce<number>((total, part) => total + (part ?? 0), 0);

function legend(series: readonly string[]): Html {
  let x = 0;
  const entries = series.map((name, at) => {
    const left = x;
    x += 40 + name.length * 8.5;
    return html`<rect class="p${at}" x="${left + 1}" y="3" width="14" height="14"/><text x="${left + 21}" y="15">${name}</text>`;
  });
  return html`<g aria-hidden="true">${entries}</g>`;
}

function row(bar: Bar, y: number, scale: Scale, width: number, unit: Bars["unit"], signed: boolean): Html {
  const { parts, limit, mark } = bar;
  const total = totalOf(bar);
  const value =
    limit === null ? valueText(unit, total) : `${valueText(unit, total)} of ${valueText(unit, limit)}`;
  const name = mark === null ? plain(bar.label) : `✕ ${plain(bar.label)}, ${mark}`;
  const [up, down] = [{ at: 0 }, { at: 0 }];
  const drawn = parts.map((part, at) => {
    if (part === null || part === 0) return null;
    const side = part > 0 ? up : down;
    const [from, to] = [scale(side.at), scale(side.at + part)];
    side.at += part;
    return html`<rect class="p${at}" x="${Math.min(from, to)}" y="${y + 19}" width="${rounded(Math.max(0.5, Math.abs(to - from)))}" height="${BAR}"/>`;
  });
  const bound =
    limit === null
      ? null
      : html`<line class="limit" x1="${scale(limit)}" x2="${scale(limit)}" y1="${y + 15}" y2="${y + 39}"/>`;
  const zero = signed
    ? html`<line class="axis" x1="${scale(0)}" x2="${scale(0)}" y1="${y + 16}" y2="${y + 38}"/>`
    : null;
  return html`<text class="${mark === null ? "name" : "name marked"}" x="0" y="${y + 13}">${label(name, ROOM)}</text><text class="value" x="${width}" y="${y + 13}">${value}</text>${drawn}${zero}${bound}`;
}
