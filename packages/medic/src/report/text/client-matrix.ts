import type { ClientOutlook } from '../../model/index.ts';
import { groupClients, OUTLOOKS, outlookReasons } from '../check-words.ts';
import { showLine } from '../show.ts';
import type { TextOptions } from './options.ts';
import { wrap } from './wrap.ts';

const WORD_WIDTH = 17;
/** Below this the words stand on lines of their own. */
const WIDE_COLUMNS = 64;

/** What each client will do: the unlucky ones first with the reason, clients that share a reason together. */
export function renderClients(clients: readonly ClientOutlook[], options: TextOptions): readonly string[] {
  if (clients.length === 0) return [];
  return [options.style.strong('What each client will do'), ...OUTLOOKS.flatMap(([outlook, words]) => renderOutlook(clients, outlook, words, options)), ''];
}

function renderOutlook(clients: readonly ClientOutlook[], outlook: ClientOutlook['outlook'], words: string, options: TextOptions): readonly string[] {
  const { style, columns, home, all } = options;
  const paint = { fails: style.bad, 'loses-tools': style.warn, 'needs-login': style.warn, unknown: style.dim, connects: style.good }[outlook];
  const groups = groupClients(clients.filter((client) => client.outlook === outlook));
  if (groups.length === 0) return [];
  const isWide = columns >= WIDE_COLUMNS;
  const indent = ' '.repeat(isWide ? WORD_WIDTH + 2 : 4);
  const lines = groups.flatMap((group) => {
    const names = group.map(({ name }) => showLine(name, home)).join(', ');
    const [first] = group;
    const why = first === undefined ? '' : showLine(outlookReasons(first, all ? Number.POSITIVE_INFINITY : undefined), home);
    return wrap(why === '' ? names : `${names}: ${why}`, columns, `${indent}  `, indent);
  });
  if (!isWide) return [`  ${paint(words)}`, ...lines];
  return lines.map((line, index) => (index === 0 ? `  ${paint(words)}${' '.repeat(WORD_WIDTH - words.length)}${line.slice(indent.length)}` : line));
}
