import { CLIENTS } from '../clients/index.ts';
import { expandPathTemplate } from '../clients/path-template.ts';
import { listLogFiles } from '../collect/logs/collect-logs.ts';
import { pickLines } from '../collect/logs/pick-lines.ts';
import { readLogEnd } from '../collect/logs/read-log-end.ts';
import { lookAt } from '../io/look-up.ts';
import type { ClientId, ExplainResult, Roots } from '../model/index.ts';
import { createRedactor } from '../redact/redactor.ts';
import { explainText } from './explain.ts';

export interface FoundLog {
  readonly client: ClientId;
  readonly path: string;
  readonly modifiedAt: string;
  readonly sizeBytes: number;
  readonly what: 'server' | 'client';
  /** The file is about the asked-for server alone. */
  readonly isOwn: boolean;
  /** The server its path names. */
  readonly server?: string;
}

export interface LogTail {
  readonly path: string;
  /** The last lines, redacted; `number` counts from the beginning of what was read. */
  readonly lines: readonly { readonly number: number; readonly text: string }[];
  readonly explanation: ExplainResult | undefined;
  /** Where reading ended, to follow from there. */
  readonly endBytes: number;
}

const TAIL_BYTES = 512 * 1024;
/** Of one client; some write a file for every session of every server. */
const FILES_CAP = 400;
const LINE_LENGTH_CAP = 4000;

/** Log files of these clients, newest first; with a server's name those that may be about it. */
export async function findLogs(roots: Roots, clients: readonly ClientId[] | undefined, server: string | undefined): Promise<readonly FoundLog[]> {
  const wanted = CLIENTS.filter(({ id }) => clients === undefined || clients.includes(id));
  const found = await Promise.all(
    wanted.map(async ({ id, logs }) => {
      const files = await listLogFiles(logs, server ?? '*', roots, expandPathTemplate, FILES_CAP);
      return Promise.all(
        files.map(async ({ path, modifiedAt, what, isOwn, server: named }): Promise<FoundLog> => ({
          client: id,
          path,
          modifiedAt,
          what,
          isOwn: isOwn && server !== undefined,
          ...(named === undefined ? {} : { server: named }),
          sizeBytes: (await lookAt(path)).sizeBytes ?? 0,
        })),
      );
    }),
  );
  return found.flat().toSorted((a, b) => (a.modifiedAt < b.modifiedAt ? 1 : -1));
}

/** The end of one log, and what stands in it. */
export async function readLogTail(log: FoundLog, server: string | undefined, count: number): Promise<LogTail> {
  const { lines: texts, endBytes } = await readLogEnd(log.path, TAIL_BYTES);
  const picked = pickLines(texts, log.isOwn ? undefined : server);
  const redactor = createRedactor([]);
  return {
    path: log.path,
    lines: picked.slice(-count).map(({ index, text }) => ({ number: index + 1, text: redactor.text(text.slice(0, LINE_LENGTH_CAP)) })),
    explanation: await explainLines(texts, picked, log.client),
    endBytes,
  };
}

/** Explains the lines that are about the server; the others are left blank, so that numbers stay those of the text. */
async function explainLines(texts: readonly string[], picked: readonly { readonly index: number }[], client: ClientId): Promise<ExplainResult | undefined> {
  const wanted = new Set(picked.map(({ index }) => index));
  const text = texts.map((line, index) => (wanted.has(index) ? line : '')).join('\n');
  return explainString(text, client);
}

/** Undefined for text without a word in it. */
export async function explainString(text: string, client: ClientId | undefined): Promise<ExplainResult | undefined> {
  const outcome = await explainText({ chunks: oneChunk(Buffer.from(text, 'utf8')), ...(client === undefined ? {} : { client }) });
  return outcome.ok ? outcome.result : undefined;
}

async function* oneChunk(bytes: Buffer): AsyncIterable<Buffer> {
  yield bytes;
}
