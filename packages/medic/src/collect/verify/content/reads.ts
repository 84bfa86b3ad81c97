import type { Json } from '../../../model/index.ts';
import type { ReadFacts } from '../../../model/verify/index.ts';
import { own, ownString } from '../../protocol/record.ts';
import { defineProbe, type AnyProbe } from '../define-probe.ts';
import { findBrokenBase64 } from './base64.ts';

const MAX_READS = 6;

export const probe: AnyProbe = defineProbe({
  id: 'reads',
  where: 'shared',
  async observe({ shared, observe }) {
    const listed = (await observe('lists'))['resources/list']?.items.flatMap((item) => ownString(item, 'uri') ?? []) ?? [];
    const reads: ReadFacts[] = [];
    for (const uri of chooseSome(listed.filter(isReadable))) {
      const turn = await (await shared()).request('resources/read', { uri }, { limitMs: 5_000 });
      const contents = turn.answer?.result === undefined ? undefined : (own(turn.answer.result, 'contents') as Json | undefined);
      reads.push({ uri, turn, brokenBlobs: findBrokenBase64(contents, 'blob') });
    }
    return reads;
  },
});

/** A uri that is none is a fault of the list (res.uri), not of the reading. */
function isReadable(uri: string): boolean {
  return URL.canParse(uri);
}

/** First and last ones: lists are often sorted by kind. */
function chooseSome(uris: readonly string[]): readonly string[] {
  if (uris.length <= MAX_READS) return uris;
  return [...uris.slice(0, MAX_READS / 2), ...uris.slice(-MAX_READS / 2)];
}
