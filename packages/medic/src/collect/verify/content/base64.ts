import type { Json } from '../../../model/index.ts';
import { isObject, own } from '../../protocol/record.ts';

const ALPHABET = /^[A-Za-z0-9+/]*={0,2}$/;

/** Standard base64 with its padding; line ends within are tolerated, as decoders do. */
export function isBase64(text: string): boolean {
  const bare = text.replaceAll(/[\r\n]/g, '');
  return bare.length % 4 === 0 && ALPHABET.test(bare);
}

/** Positions of objects whose member is a text but no base64. Looked at before redaction, which may replace such texts. */
export function findBrokenBase64(list: Json | undefined, member: string): readonly number[] {
  if (!Array.isArray(list)) return [];
  return (list as readonly Json[]).flatMap((item, index) => {
    const data = isObject(item) ? own(item, member) : undefined;
    return typeof data === 'string' && !isBase64(data) ? [index] : [];
  });
}
