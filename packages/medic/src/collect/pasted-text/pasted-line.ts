/** One line of pasted text, with its number in what the user gave. */
export interface PastedLine {
  /** From 1. */
  readonly number: number;
  readonly text: string;
}

/** Longer lines are cut; what follows is not looked at. */
export const LINE_CAP: number = 65_536;
