// Writes docs/explain.md: which causes `explain` can recognise from text, and by what words. `--check` fails when it is stale.
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CAUSES_BY_LAYER } from '../packages/medic/src/model/ids.ts';
import type { Sign } from '../packages/medic/src/model/index.ts';
import { CONNECT_RULES } from '../packages/medic/src/rules/connect/index.ts';

const WORDS_CAP = 4;
const path = join(dirname(fileURLToPath(import.meta.url)), '..', 'docs', 'explain.md');

const text = `${[
  '# What explain recognises',
  '',
  '`mcp-medic explain [FILE | -]` reads an error message or a log and names the cause, offline. It feeds what it recognises to',
  'the rules of the doctor, so that both name the same causes in the same words.',
  '',
  '- Text is taken as it is pasted: UTF-8 or UTF-16, CRLF, colours, mail and Markdown quoting, HTML entities, JSON-escaped, JSON log',
  '  lines, lines that a terminal wrapped, system messages of Windows and Linux in other languages.',
  '- Log prefixes of clients, SDKs, loggers, npm and Docker are told from the message. Where lines name several servers, each is',
  '  judged by its own lines.',
  '- Lines that name no cause (`-32000 Connection closed`, `Server disconnected`) lose to any line that does. Alone they give a',
  '  ranked list of the usual causes and the check that decides.',
  '- What a later line shows to be overcome does not count. Answers that the specification asks for (`-32601` to an optional list)',
  '  are called harmless when the connection works.',
  '- `--follow-up` then runs the checks that decide, as far as they are safe: who holds the port, where the program is, whether the path',
  '  exists, which version a runtime prints, what the config files hold, and the connection of the configured server that the text',
  '  names. Nothing is started or dialled that stands in the text alone; `--server NAME` and `--url URL` name what to connect to.',
  '- Of a long log, lines of the same shape are looked at a few times; memory does not grow with the file.',
  '',
  'Measured on the corpus in packages/testbed/corpus with `npm run bench:explain`. The table is written by',
  '`npx tsx scripts/explain-docs.ts` from the rules: the words are those by which lines are picked out before a pattern decides.',
  '',
  '| cause | recognised from text by |',
  '| --- | --- |',
  ...Object.values(CAUSES_BY_LAYER).flatMap((causes) => causes.map((cause) => `| [\`${cause}\`](causes/${cause}.md) | ${sayWords(cause)} |`)),
].join('\n')}\n`;

if (!process.argv.includes('--check')) writeFileSync(path, text);
else if (readFileSync(path, 'utf8') !== text) {
  console.error('docs/explain.md is stale; run: npx tsx scripts/explain-docs.ts');
  process.exitCode = 1;
}

function sayWords(cause: string): string {
  const signs = CONNECT_RULES.filter((rule) => rule.cause === cause && !rule.id.endsWith('-suspect')).flatMap(({ signs: own = [] }) => own.filter(isForText));
  if (signs.length === 0) return 'not from text: it shows on the machine only';
  const words = [...new Set(signs.map(({ literals }) => literals.toSorted((a, b) => b.length - a.length)[0] ?? ''))];
  const shown = words.toSorted((a, b) => b.length - a.length).slice(0, WORDS_CAP);
  return `${shown.map((word) => `\`${word.replaceAll('|', String.raw`\|`).replaceAll('`', "'")}\``).join(', ')}${signs.length > shown.length ? ` and ${signs.length - shown.length} more` : ''}`;
}

function isForText({ sources }: Sign): boolean {
  return sources === undefined || sources.includes('pasted');
}
