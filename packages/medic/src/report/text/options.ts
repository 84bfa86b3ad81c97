import type { Style } from './style.ts';

export interface TextOptions {
  readonly columns: number;
  readonly style: Style;
  /** The user's home folder, shown as `~`. */
  readonly home: string;
  /** Show healthy servers and hints in full. */
  readonly all: boolean;
}
