// Writes docs/explain.md: which causes `explain` recognises from text, each with an example that was tried. `--check` fails when it is stale.
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CAUSES_BY_LAYER } from '../packages/medic/src/model/ids.ts';
import { explainText } from '../packages/medic/src/engine/explain.ts';

const LINE_CHARS = 110;
const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const path = join(root, 'docs', 'explain.md');
const corpus = readFileSync(join(root, 'packages', 'testbed', 'corpus', 'failures.jsonl'), 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => JSON.parse(line) as { readonly cause: string; readonly input: string });
const rows: string[] = [];
for (const cause of Object.values(CAUSES_BY_LAYER).flat()) rows.push(`| [\`${cause}\`](causes/${cause}.md) | ${await sayExample(cause)} |`);

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
  "`npx tsx scripts/explain-docs.ts`, which gives each example to `explain`: it is a line of the cause's page, or of the corpus, by",
  'which the cause is named first.',
  '',
  '| cause | for example |',
  '| --- | --- |',
  ...rows,
].join('\n')}\n`;

if (!process.argv.includes('--check')) writeFileSync(path, text);
else if (readFileSync(path, 'utf8') !== text) {
  console.error('docs/explain.md is stale; run: npx tsx scripts/explain-docs.ts');
  process.exitCode = 1;
}

/** A text that shows the cause, and that `explain` takes for it. */
async function sayExample(cause: string): Promise<string> {
  const page = readFileSync(join(root, 'docs', 'causes', `${cause}.md`), 'utf8');
  const looks = page.slice(0, page.indexOf('## Why')).replaceAll('\n', ' ');
  const shown = [...looks.matchAll(/`(?<code>[^`]{12,})`/gu)].map(({ groups }) => (groups?.['code'] ?? '').replaceAll(/ {2,}/gu, ' '));
  for (const text of shown) if (await isNamed(text, cause)) return quote(text);
  for (const { input, cause: own } of corpus) if (own === cause && (await isNamed(input, cause))) return `several lines together: ${quote(tellingLine(input))}`;
  return 'not by text alone: it shows on the machine';
}

async function isNamed(text: string, cause: string): Promise<boolean> {
  const outcome = await explainText({ chunks: oneChunk(text) });
  return outcome.ok && outcome.result.causes[0]?.cause === cause;
}

function tellingLine(input: string): string {
  return input.split('\n').toSorted((a, b) => Number(/error|fail|denied|not /iu.test(b)) - Number(/error|fail|denied|not /iu.test(a)))[0] ?? '';
}

function quote(text: string): string {
  const line = text
    .trim()
    .replaceAll('|', String.raw`\|`)
    .replaceAll('`', "'");
  return `\`${line.length > LINE_CHARS ? `${line.slice(0, LINE_CHARS)}…` : line}\``;
}

async function* oneChunk(text: string): AsyncIterable<Buffer> {
  yield Buffer.from(text);
}
