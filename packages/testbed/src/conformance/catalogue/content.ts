import type { Exchange } from '../exchange.ts';
import { isSince } from '../revisions.ts';

const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';
const WAV = 'UklGRiQAAABXQVZFZm10IBAAAAABAAEAQB8AAEAfAAABAAgAZGF0YQAAAAA=';

export function textBlock(text: string): object {
  return { type: 'text', text };
}

/** One block of every content type that the revision in use knows. */
export function everyBlock({ revision, settings: { broken } }: Exchange): readonly object[] {
  return [
    textBlock('Plain text with ünïcode, 漢字 and 🩺'),
    {
      type: 'image',
      data: broken('tool.content-types--base64') ? 'not base64!' : PNG,
      ...(broken('tool.content-types--mime-type') ? {} : { mimeType: 'image/png' }),
    },
    ...(isSince(revision, '2025-03-26') || broken('tool.content-types--too-new') ? [{ type: 'audio', data: WAV, mimeType: 'audio/wav' }] : []),
    { type: 'resource', resource: { uri: 'conformance://text/greeting', mimeType: 'text/plain', text: 'Good day' } },
    ...(isSince(revision, '2025-06-18') ? [{ type: 'resource_link', uri: 'conformance://text/greeting', name: 'greeting', mimeType: 'text/plain' }] : []),
    ...(broken('tool.content-types') ? [{ type: 'video', data: PNG, mimeType: 'video/mp4' }] : []),
  ];
}

export const PIXEL_BASE64: string = PNG;
