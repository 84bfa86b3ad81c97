import type { Style } from './style.ts';

export interface TextOptions {
  readonly columns: number;
  readonly style: Style;
  /** The user's home folder, shown as `~`. */
  readonly home: string;
  /** Config files whose own fault was shown already: their servers point there instead of repeating it. */
  readonly faultyFiles?: ReadonlySet<string>;
  /** Show healthy servers and hints in full. */
  readonly all: boolean;
}
