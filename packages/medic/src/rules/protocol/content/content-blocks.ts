import type { Json } from '../../../model/index.ts';
import { isObject } from '../is-object.ts';

/** The first revision that knows a kind of block. */
const SINCE: Readonly<Record<string, string>> = {
  text: '2024-11-05',
  image: '2024-11-05',
  resource: '2024-11-05',
  audio: '2025-03-26',
  resource_link: '2025-06-18',
};

/** What is wrong with a content block in this revision, as the end of a sentence; undefined when nothing is. Base64 is looked at elsewhere. */
export function findBlockFault(block: Json | undefined, revision: string): string | undefined {
  if (!isObject(block)) return `is ${block === undefined ? 'missing' : 'no content block'}`;
  const { type, text, data, mimeType, resource, uri, name } = block;
  const since = typeof type === 'string' && Object.hasOwn(SINCE, type) ? SINCE[type] : undefined;
  if (typeof type !== 'string' || since === undefined) return `is of the type ${JSON.stringify(type) ?? 'none'}, which no revision knows`;
  // An invented revision says nothing about what came when.
  if (/^\d{4}-/.test(revision) && revision < since) return `is of the type "${type}", which came with ${since} only`;
  if (type === 'text') return typeof text === 'string' ? undefined : 'is a text without text';
  if (type === 'image' || type === 'audio') {
    if (typeof data !== 'string') return `is of the type "${type}" without data`;
    return typeof mimeType === 'string' && mimeType.includes('/') ? undefined : `is of the type "${type}" without a mimeType`;
  }
  if (type === 'resource_link') return typeof uri === 'string' && typeof name === 'string' ? undefined : 'is a link without uri or name';
  const isWhole = isObject(resource) && typeof resource['uri'] === 'string' && (typeof resource['text'] === 'string' || typeof resource['blob'] === 'string');
  return isWhole ? undefined : 'is a resource without uri, or without text and blob';
}
