import type { AnyRule } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { contextSign, DEAD_SERVER_SIGN, draftSuspect } from '../suspects.ts';
import { signsNamed } from '../weigh-signs.ts';
import { sayReload, tell } from '../words.ts';
import { near } from '../near.ts';

/** On Windows `npx` is a batch file, which a client that starts programs directly does not find. */
export const rule: AnyRule = defineRule({
  id: 'windows-launcher-suffix-suspect',
  layer: 'command',
  severity: 'blocks',
  cause: 'windows-launcher-suffix',
  needs: [],
  uses: ['client', 'session', 'host'],
  signs: [
    DEAD_SERVER_SIGN,
    contextSign('batch', ['npx', 'npm', 'pnpm', 'yarn'], /(?<![\w.\\/-])(?:npx|npm|pnpm|yarn)(?![\w.-])/u),
    contextSign('windows', ['.exe', ':\\', 'Windows', 'win32', 'PowerShell', '.cmd'], /\.exe\b|\b[A-Z]:\\|\bWindows\b|\bwin32\b|PowerShell/u),
    contextSign('failed-batch', ['ailed to connect'], near(/: (?:npx|npm|pnpm|yarn) /u, 300, /[✗✘] ?Failed to connect/u)),
    contextSign('working-program', ['Connected'], near(/: (?!npx|npm|pnpm|yarn)(?:(?!\.exe\b)\S){1,200}\.exe\b/u, 300, /[✓✔] ?Connected/u)),
  ],

  judge({ session, client, host, signs }) {
    if (session !== undefined) return [];
    const isTelling = signsNamed(signs, 'failed-batch').length > 0 && signsNamed(signs, 'working-program').length > 0;
    const isWrapped = signs.some(({ quote }) => /\bcmd(?:\.exe)?["', ]{1,6}\/c\b|npx\.cmd/iu.test(quote));
    if (isWrapped) return [];
    return draftSuspect(signs, host?.platform === 'win32' ? ['batch'] : ['batch', 'windows'], {
      confidence: isTelling ? 'likely' : 'possible',
      title: 'Windows may not start "npx" without cmd',
      why: isTelling
        ? 'Programs with .exe connect and the batch files (npx) do not: this client starts programs directly.'
        : '"npx" is a batch file on Windows; a client that starts programs directly cannot run it.',
      fixes: [tell('wrap-in-cmd', 'Start it through cmd', `Set "command" to "cmd" and put "/c", "npx" first into "args".${sayReload(client)}`)],
      decisive: 'put "cmd" and "/c" before it in the entry: it then starts, or it was something else',
    });
  },
});
