type Paint = (text: string) => string;

/** Colour as decoration: every word stands there without it too. */
export interface Style {
  readonly bad: Paint;
  readonly good: Paint;
  readonly warn: Paint;
  readonly strong: Paint;
  readonly dim: Paint;
}

const sgr =
  (open: number, close: number): Paint =>
  (text) =>
    `\u001b[${open}m${text}\u001b[${close}m`;
const plain: Paint = (text) => text;

export const COLOURED: Style = { bad: sgr(31, 39), good: sgr(32, 39), warn: sgr(33, 39), strong: sgr(1, 22), dim: sgr(2, 22) };
export const PLAIN: Style = { bad: plain, good: plain, warn: plain, strong: plain, dim: plain };
