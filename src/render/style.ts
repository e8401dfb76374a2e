/** Takes plain text, returns it with a look. */
export type Paint = (text: string) => string;

/** The looks that the renderers use. */
export interface Style {
  readonly bold: Paint;
  readonly dim: Paint;
  readonly red: Paint;
  readonly yellow: Paint;
  readonly cyan: Paint;
}

const asIs: Paint = (text) => text;
const sgr =
  (on: number, off: number): Paint =>
  (text) =>
    text === "" ? text : `\x1b[${on}m${text}\x1b[${off}m`;

/** For pipes and files. */
export const colourless: Style = { bold: asIs, dim: asIs, red: asIs, yellow: asIs, cyan: asIs };

/** For terminals (ECMA-48, Select Graphic Rendition). */
export const coloured: Style = {
  bold: sgr(1, 22),
  dim: sgr(2, 22),
  red: sgr(31, 39),
  yellow: sgr(33, 39),
  cyan: sgr(36, 39),
};
