import { homedir } from 'node:os';
import { explainText, type ExplainRequest } from '../engine/explain.ts';
import { openByteStream } from '../io/byte-stream.ts';
import type { ClientId, ExplainResult, Platform } from '../model/index.ts';
import { renderJson } from '../report/json.ts';
import { renderExplanation } from '../report/text/explain.ts';
import { safeLine } from '../text/safe-text.ts';
import { printCausePage } from './explain-page.ts';
import { EXPLAIN_FLAGS } from './explain-flags.ts';
import { parseFlags, type ParsedWords } from './parse-flags.ts';
import { readTerminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';

const UNREADABLE: Readonly<Record<string, string>> = { ENOENT: 'there is no such file', EISDIR: 'it is a folder', EACCES: 'its permissions do not allow it' };

/** `mcp-medic explain [FILE | -]`. 0 when a cause was recognised, 1 when the text shows none. */
export async function run(words: readonly string[], version: string = ''): Promise<number> {
  const { flags, targets, rest } = parseFlags(words, EXPLAIN_FLAGS);
  if (typeof flags['cause'] === 'string') return printCausePage(flags['cause']);
  const files = [...targets, ...(rest ?? [])];
  if (files.length > 1) throw new UsageError('explain takes one file.', 'For a message instead of a file: echo "the message" | mcp-medic explain');
  refuseLoneFlags(flags);
  const request: ExplainRequest = {
    chunks: await openInput(files[0] ?? '-'),
    ...(flags['client'] === undefined ? {} : { client: flags['client'] as ClientId }),
    ...(flags['os'] === undefined ? {} : { platform: flags['os'] as Platform }),
  };
  const outcome =
    flags['follow-up'] === true ? await (await import('./explain-follow-up.ts')).explainAndLook(request, flags, version) : await explainText(request);
  if (!outcome.ok) {
    throw new UsageError(
      outcome.reason === 'empty' ? 'There is no text to explain.' : 'The input is no text.',
      'Paste the error message or the log: mcp-medic explain FILE, or echo "the message" | mcp-medic explain',
    );
  }
  write(outcome.result, flags['json'] === true);
  return outcome.result.causes.length > 0 ? 0 : 1;
}

function refuseLoneFlags(flags: ParsedWords['flags']): void {
  if (flags['follow-up'] === true) return;
  const lone = ['server', 'url', 'home', 'cwd'].find((name) => flags[name] !== undefined);
  if (lone !== undefined) throw new UsageError(`--${lone} only goes with --follow-up.`, 'Without it, explain reads the text and looks at nothing else.');
}

function write(result: ExplainResult, isJson: boolean): void {
  const { columns, style } = readTerminal(process.stdout, process.env);
  process.stdout.write(isJson ? renderJson(result) : renderExplanation(result, { columns, style, home: homedir(), all: false }));
}

async function openInput(word: string): Promise<AsyncIterable<Buffer>> {
  if (word === '-') {
    if (process.stdin.isTTY) process.stderr.write(`Paste the error or the log, then press ${process.platform === 'win32' ? 'Ctrl-Z and Enter' : 'Ctrl-D'}.\n`);
    return process.stdin as AsyncIterable<Buffer>;
  }
  const opened = await openByteStream(word);
  if (opened.ok) return opened.chunks;
  const looksLikeMessage = opened.reason === 'ENOENT' && /\s/.test(word);
  throw new UsageError(
    `${safeLine(word.slice(0, 200))} cannot be read: ${UNREADABLE[opened.reason] ?? opened.reason}.`,
    looksLikeMessage ? 'For a message instead of a file: echo "the message" | mcp-medic explain' : 'Give the path of a text file, or - for standard input.',
  );
}
