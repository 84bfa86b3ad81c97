import type { IncomingMessage } from 'node:http';
import { toolsFor } from '../catalogue/tools.ts';
import type { Viewer } from '../exchange.ts';
import { CODES, isRecord, RpcError, type Params } from '../rpc.ts';
import type { Settings } from '../settings.ts';
import { PREFIX } from './meta.ts';

const NAMED: Readonly<Record<string, string>> = { 'tools/call': 'name', 'prompts/get': 'name', 'resources/read': 'uri' };
const SENTINEL = /^=\?base64\?(.*)\?=$/;

/** Refuses a request whose headers are missing or say something else than its body. */
export function checkHeaders(request: IncomingMessage, method: string, params: Params, viewer: Viewer): void {
  const { settings } = viewer;
  const { broken } = settings;
  const meta = isRecord(params['_meta']) ? params['_meta'] : {};
  const version = meta[`${PREFIX}protocolVersion`];
  compare('MCP-Protocol-Version', versionHeader(request, broken), version, 'version', settings);
  compare('Mcp-Method', methodHeader(request, broken), method, 'method', settings);
  const field = NAMED[method];
  if (field === undefined || (broken('hdr.mismatch--resource') && method === 'resources/read')) return;
  compare('Mcp-Name', decode(request.headers['mcp-name'], params[field], settings), params[field], 'name', settings);
  if (method === 'tools/call') checkParams(request, params, viewer);
}

function compare(header: string, value: string | string[] | undefined, expected: unknown, kind: 'version' | 'method' | 'name', settings: Settings): void {
  const { broken } = settings;
  if (value === undefined) {
    if (broken(`hdr.missing--${kind}`)) return;
    throw mismatch(`The header ${header} is missing`, settings, 'missing');
  }
  if (value === expected || expected === undefined || broken(`hdr.mismatch--${kind}`)) return;
  if (broken('hdr.case-ows--value') && textOf(value).toLowerCase() === textOf(expected).toLowerCase()) return;
  throw mismatch(`The header ${header} says "${textOf(value)}", the body "${textOf(expected)}"`, settings);
}

function checkParams(request: IncomingMessage, params: Params, viewer: Viewer): void {
  const { settings } = viewer;
  const { broken } = settings;
  const tool = toolsFor(viewer).find(({ name }) => name === params['name']);
  const properties = isRecord(tool?.inputSchema?.['properties']) ? tool.inputSchema['properties'] : {};
  const args = isRecord(params['arguments']) ? params['arguments'] : {};
  for (const [name, property] of Object.entries(properties)) {
    const header = isRecord(property) ? property['x-mcp-header'] : undefined;
    if (typeof header !== 'string' || !/^[!#$%&'*+.^`|~\w-]+$/.test(header)) continue;
    const expected = args[name] ?? undefined;
    const sent = request.headers[`mcp-param-${header.toLowerCase()}`];
    const value = broken('hdr.param-base64') && typeof sent === 'string' ? sent : decode(sent, expected, settings);
    if (value !== undefined && value === sent && broken('hdr.param-accepted')) throw mismatch(`The header Mcp-Param-${header} is not taken`, settings);
    if (value === undefined && expected === undefined && !broken('hdr.param--absent-expected')) continue;
    if (value === undefined) {
      if (broken('hdr.param--missing')) continue;
      throw mismatch(`The header Mcp-Param-${header} is missing`, settings);
    }
    if (!isSame(value, expected) && !broken('hdr.param')) throw mismatch(`The header Mcp-Param-${header} does not match the argument "${name}"`, settings);
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}

function isSame(header: string, value: unknown): boolean {
  return typeof value === 'number' ? Number(header) === value : header === String(value);
}

/** The value of a header, decoded where it was encoded. What is expected matters to a switch only. */
function decode(header: string | string[] | undefined, expected: unknown, settings: Settings): string | undefined {
  if (typeof header !== 'string') return undefined;
  const { broken } = settings;
  const encoded = SENTINEL.exec(header)?.[1];
  if (encoded === undefined || broken('hdr.base64')) {
    // A header that holds raw bytes beyond ASCII was not encoded as it must be.
    if (/[^\t\x20-\x7E]/.test(header)) throw mismatch('A header holds characters that must be encoded', settings);
    return header;
  }
  const bytes = Buffer.from(encoded, 'base64');
  if (bytes.toString('base64') === encoded) return bytes.toString('utf8');
  if (broken('hdr.base64--malformed')) return String(expected);
  throw mismatch('A header holds malformed base64', settings);
}

function versionHeader(request: IncomingMessage, broken: Settings['broken']): string | string[] | undefined {
  const isSpelt = request.rawHeaders.some((word, index) => index % 2 === 0 && word === 'MCP-Protocol-Version');
  return broken('hdr.case-ows--version') && !isSpelt ? undefined : request.headers['mcp-protocol-version'];
}

/** Node lowers the case of header names, so the switch looks at them as they were sent. */
function methodHeader(request: IncomingMessage, broken: Settings['broken']): string | undefined {
  const isSpelt = request.rawHeaders.some((word, index) => index % 2 === 0 && word === 'Mcp-Method');
  const value = request.headers['mcp-method'];
  return broken('hdr.case-ows') && !isSpelt ? undefined : Array.isArray(value) ? value[0] : value;
}

function mismatch(message: string, { broken }: Settings, kind: 'missing' | 'differs' = 'differs'): RpcError {
  const code =
    kind === 'missing' && broken('hdr.missing--code')
      ? -32_001
      : kind === 'differs' && broken('hdr.mismatch--code')
        ? CODES.invalidParams
        : CODES.headerMismatch;
  return new RpcError(code, message, { httpStatus: kind === 'differs' && broken('hdr.mismatch--http-200') ? 200 : 400 });
}
