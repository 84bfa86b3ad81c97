import type { IncomingMessage, ServerResponse } from 'node:http';

export interface RpcMessage {
  readonly id?: string | number;
  readonly method?: string;
  readonly params?: { readonly protocolVersion?: string; readonly _meta?: Readonly<Record<string, unknown>> };
}

/** Reads a request body of at most 1 MiB as JSON; undefined when it is none. */
export async function readJson(request: IncomingMessage): Promise<RpcMessage | undefined> {
  let text = '';
  for await (const chunk of request) {
    text += String(chunk);
    if (text.length > 1_048_576) return undefined;
  }
  try {
    return JSON.parse(text) as RpcMessage;
  } catch {
    return undefined;
  }
}

export function sendJson(response: ServerResponse, status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(value));
}

export function sendText(response: ServerResponse, status: number, text: string, headers: Readonly<Record<string, string>> = {}): void {
  response.writeHead(status, { 'content-type': 'text/plain', ...headers });
  response.end(text);
}

export function sendHtml(response: ServerResponse, status: number, html: string, headers: Readonly<Record<string, string>> = {}): void {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', ...headers });
  response.end(html);
}

/** One server-sent event with a JSON-RPC message. */
export function eventOf(message: unknown): string {
  return `event: message\ndata: ${JSON.stringify(message)}\n\n`;
}
