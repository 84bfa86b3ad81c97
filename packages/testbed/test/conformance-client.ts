import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { createInterface } from 'node:readline';

export type Json = Readonly<Record<string, unknown>>;

export const MODERN_META: Json = {
  'io.modelcontextprotocol/protocolVersion': '2026-07-28',
  'io.modelcontextprotocol/clientInfo': { name: 'tiny', version: '1' },
  'io.modelcontextprotocol/clientCapabilities': {},
};

export interface HttpReply {
  readonly status: number;
  readonly headers: Headers;
  /** Each message of an event stream, or the one of a JSON body. */
  readonly messages: readonly Json[];
  readonly text: string;
}

/** Posts one body; `headers` replace or, with an empty text, remove those a client sends. */
export async function post(url: string, body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<HttpReply> {
  const all = { 'content-type': 'application/json', accept: 'application/json, text/event-stream', ...headers };
  const response = await fetch(url, {
    method: 'POST',
    headers: Object.fromEntries(Object.entries(all).filter(([, value]) => value !== '')),
    body: typeof body === 'string' ? body : JSON.stringify(body),
    redirect: 'manual',
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, messages: messagesIn(text, response.headers.get('content-type') ?? ''), text };
}

/** A request of the modern era with the headers that mirror it. */
export function postModern(url: string, method: string, params: Json = {}, headers: Readonly<Record<string, string>> = {}): Promise<HttpReply> {
  const { name, uri } = params;
  const named = typeof name === 'string' ? name : typeof uri === 'string' ? uri : '';
  return post(
    url,
    { jsonrpc: '2.0', id: 1, method, params: { _meta: MODERN_META, ...params } },
    { 'mcp-protocol-version': '2026-07-28', 'mcp-method': method, 'mcp-name': named, ...headers },
  );
}

export function initializeMessage(protocolVersion = '2025-11-25'): Json {
  return {
    jsonrpc: '2.0',
    id: 0,
    method: 'initialize',
    params: { protocolVersion, capabilities: {}, clientInfo: { name: 'tiny', version: '1' } },
  };
}

export const INITIALIZED: Json = { jsonrpc: '2.0', method: 'notifications/initialized' };

/** Opens a legacy session and returns the headers of every further request in it. */
export async function openSession(url: string, version = '2025-11-25'): Promise<Readonly<Record<string, string>>> {
  const { headers } = await post(url, initializeMessage(version));
  const session = { 'mcp-session-id': headers.get('mcp-session-id') ?? '', 'mcp-protocol-version': version };
  await post(url, INITIALIZED, session);
  return session;
}

export interface StdioClient {
  readonly child: ChildProcessWithoutNullStreams;
  /** Every line of stdout so far. */
  readonly lines: readonly string[];
  readonly write: (text: string) => void;
  readonly ask: (message: Json) => Promise<Json>;
  /** Ends its input and resolves with the exit code. */
  readonly end: () => Promise<number | null>;
}

/** Starts the program over stdio. */
export function startStdio(program: string, ...args: readonly string[]): StdioClient {
  const child = spawn(process.execPath, [program, ...args], { stdio: 'pipe' });
  const lines: string[] = [];
  const waiting = new Set<(line: string) => void>();
  child.stdin.on('error', () => {});
  createInterface({ input: child.stdout, crlfDelay: 0 }).on('line', (line) => {
    lines.push(line);
    for (const look of waiting) look(line);
  });
  const exited = new Promise<number | null>((resolve) => child.on('close', resolve));
  return {
    child,
    lines,
    write: (text) => void child.stdin.write(text),
    ask: (message) =>
      new Promise((resolve, reject) => {
        const look = (line: string) => {
          const answer = parse(line);
          if (answer === undefined || answer['id'] !== message['id'] || answer['method'] !== undefined) return;
          waiting.delete(look);
          resolve(answer);
        };
        waiting.add(look);
        child.on('close', () => reject(new Error('the server ended without an answer')));
        child.stdin.write(`${JSON.stringify(message)}\n`);
      }),
    end: () => {
      child.stdin.end();
      return exited;
    },
  };
}

function messagesIn(text: string, type: string): readonly Json[] {
  if (!type.startsWith('text/event-stream')) return text === '' || !type.includes('json') ? [] : [JSON.parse(text) as Json];
  const data = text.split('\n\n').map(
    (event) =>
      event
        .split('\n')
        .find((line) => line.startsWith('data: '))
        ?.slice(6) ?? '',
  );
  return data.filter((one) => one !== '').map((one) => JSON.parse(one) as Json);
}

function parse(line: string): Json | undefined {
  try {
    return JSON.parse(line) as Json;
  } catch {
    return undefined;
  }
}
