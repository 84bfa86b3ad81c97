import { COLOURED, PLAIN, type Style } from '../report/text/style.ts';
import { usableColumns } from '../report/text/wrap.ts';

export interface Terminal {
  readonly isTty: boolean;
  readonly columns: number;
  readonly style: Style;
}

/** What the output stream can show. NO_COLOR and TERM=dumb switch colour off, FORCE_COLOR switches it on. */
export function readTerminal(stream: NodeJS.WriteStream, env: Readonly<Record<string, string | undefined>>): Terminal {
  const isTty = stream.isTTY;
  const wantsColour = env['FORCE_COLOR'] !== undefined && env['FORCE_COLOR'] !== '0' ? true : isTty && (env['NO_COLOR'] ?? '') === '' && env['TERM'] !== 'dumb';
  return { isTty, columns: usableColumns(isTty ? stream.columns : undefined), style: wantsColour ? COLOURED : PLAIN };
}
