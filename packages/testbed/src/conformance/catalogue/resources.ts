import type { Exchange } from '../exchange.ts';
import { CODES, invalidType, RpcError, type Params, type Result } from '../rpc.ts';
import { PIXEL_BASE64 } from './content.ts';

interface Resource {
  readonly uri: string;
  readonly name: string;
  readonly mimeType: string;
  readonly text?: string;
  readonly blob?: string;
}

const RESOURCES: readonly Resource[] = [
  { uri: 'conformance://text/greeting', name: 'greeting', mimeType: 'text/plain', text: 'Good day' },
  { uri: 'conformance://text/status', name: 'status', mimeType: 'text/plain', text: 'All is well: ünïcode, 漢字' },
  { uri: 'conformance://image/pixel', name: 'pixel', mimeType: 'image/png', blob: PIXEL_BASE64 },
  { uri: 'conformance://json/limits', name: 'limits', mimeType: 'application/json', text: '{"limit":10}' },
  { uri: 'file:///conformance/notes.txt', name: 'notes', mimeType: 'text/plain', text: 'Notes of the conformance server' },
];
const ITEM = /^conformance:\/\/items\/(\d+)$/;
const TEMPLATES = [{ uriTemplate: 'conformance://items/{id}', name: 'item', description: 'One item by its number', mimeType: 'text/plain' }];

export function listedResources({ settings: { broken } }: Exchange): readonly object[] {
  if (broken('cap.empty')) return [];
  const listed: object[] = RESOURCES.map(({ text: _text, blob: _blob, ...resource }) => ({ ...resource, description: `The ${resource.name}` }));
  if (broken('list.items--annotations')) Object.assign(listed[0] ?? {}, { annotations: { priority: 5 } });
  if (broken('list.items--size')) Object.assign(listed[0] ?? {}, { size: '8 bytes' });
  if (broken('res.uri')) listed.push({ uri: 'no uri at all', name: 'bent', mimeType: 'text/plain' });
  if (broken('res.uri--duplicate')) listed.push({ uri: RESOURCES[0]?.uri, name: 'bent', mimeType: 'text/plain' });
  if (broken('res.read--unreadable')) listed.push({ uri: 'conformance://text/gone', name: 'gone', mimeType: 'text/plain' });
  return listed;
}

export function listedTemplates({ settings: { broken } }: Exchange): readonly object[] {
  if (broken('cap.empty')) return [];
  if (broken('res.template-unique')) return [...TEMPLATES, { uriTemplate: TEMPLATES[0]?.uriTemplate, name: 'bent' }];
  return broken('res.uri--template') ? [...TEMPLATES, { uriTemplate: 'conformance://items/{id', name: 'bent' }] : TEMPLATES;
}

export function hasResource(uri: string): boolean {
  return RESOURCES.some((resource) => resource.uri === uri) || ITEM.test(uri);
}

export function readResource({ uri }: Params, exchange: Exchange): Result {
  const { broken } = exchange.settings;
  if (typeof uri !== 'string') throw invalidType('uri must be a string', broken('rpc.invalid-params'));
  const item = ITEM.exec(uri)?.[1];
  const found = RESOURCES.find((resource) => resource.uri === uri) ?? (item === undefined ? undefined : itemOf(uri, item)) ?? outside(uri, exchange);
  if (found === undefined) return refuse(uri, exchange);
  const { name: _name, ...content } = found;
  return {
    contents: [
      {
        ...content,
        ...(broken('res.read--uri') ? { uri: 'conformance://somewhere/else' } : {}),
        ...(broken('res.read--both') && content.text !== undefined ? { blob: PIXEL_BASE64 } : {}),
        ...(broken('res.read--base64') && content.blob !== undefined ? { blob: 'not base64!' } : {}),
        ...(broken('res.read--neither') && content.text !== undefined ? { text: undefined } : {}),
      },
    ],
  };
}

function itemOf(uri: string, id: string): Resource {
  return { uri, name: 'item', mimeType: 'text/plain', text: `Item ${id}` };
}

/** A path that climbs out of the served folder; a careless server reads it. */
function outside(uri: string, { settings: { broken } }: Exchange): Resource | undefined {
  const climbs = uri.startsWith('file:') && (/(^|\/|%2f)(\.|%2e){2}(\/|%2f|$)/i.test(uri) || uri === 'file:///etc/passwd');
  if (!broken('res.traversal') || !climbs) return undefined;
  return { uri, name: 'passwd', mimeType: 'text/plain', text: 'root:x:0:0:root:/root:/bin/sh\n' };
}

function refuse(uri: string, { era, settings: { broken } }: Exchange): Result {
  if (broken('res.not-found')) return { contents: [] };
  const code = broken('res.not-found--code') ? CODES.internal : era === 'modern' ? CODES.invalidParams : CODES.resourceNotFound;
  throw new RpcError(code, `Resource not found: ${uri}`, { data: broken('res.not-found--data') ? undefined : { uri } });
}
