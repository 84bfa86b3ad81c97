import type { EvidenceItem, JsonObject } from '../../../model/index.ts';
import type { AnyCheck, ReadFacts } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { isObject } from '../is-object.ts';
import { against, notApplicable, notTested } from '../judgements.ts';
import { cut, quoteTurn } from '../quote-turn.ts';

const NO_RESOURCES = 'the server lists no resource that could be read';
const UNREAD = 'no listed resource could be read, see res.read';
const SHARED = { group: 'content', needs: ['reads'] } as const;

const readable: AnyCheck = defineCheck({
  ...SHARED,
  id: 'res.read',
  title: 'Lets clients read the resources it lists',
  level: 'practice',
  why: 'What is listed is offered to the user; choosing it ends in an error.',
  fix: 'List only what can be read, or answer resources/read for it.',
  judge({ reads }) {
    if (reads.length === 0) return notApplicable(NO_RESOURCES);
    const failed = reads.filter(({ turn }) => turn.answer?.result === undefined);
    return against(
      'warn',
      failed.map(({ uri, turn }) => quoteTurn(turn, `the listed resource ${cut(uri, 100)} could not be read`)),
    );
  },
});

const shaped: AnyCheck = defineCheck({
  ...SHARED,
  id: 'res.read-contents',
  title: 'Sends each content of a resource with its URI and either text or blob',
  level: 'MUST',
  spec: '2025-11-25 server/resources#resource-contents',
  why: 'Clients on the official SDKs refuse the whole answer for a content that has neither, and cannot tell which to show when it has both.',
  fix: 'Send uri together with text for text, or with blob (base64) for everything else.',
  judge: ({ reads }) =>
    judgeContents(reads, 'fail', ({ contents, uri, turn }) =>
      contents === undefined
        ? [quoteTurn(turn, `the answer for ${cut(uri, 100)} has no contents`)]
        : contents.flatMap((content) => {
            const fault = findFault(content);
            return fault === undefined
              ? []
              : [{ what: `a content of ${cut(uri, 100)} ${fault}`, where: 'resources/read', quote: cut(JSON.stringify(content)) }];
          }),
    ),
});

const encoded: AnyCheck = defineCheck({
  ...SHARED,
  id: 'res.read-base64',
  title: 'Sends blobs as base64',
  level: 'MUST',
  spec: '2025-11-25 server/resources#binary-content',
  why: 'A blob that is not base64 cannot be decoded, or decodes to something else.',
  fix: 'Encode the bytes as base64, with padding.',
  judge: ({ reads }) =>
    judgeContents(reads, 'fail', ({ contents, uri, brokenBlobs }) =>
      brokenBlobs.map((index) => ({
        what: `content ${index + 1} of ${cut(uri, 100)} has a blob that is no base64`,
        where: 'resources/read',
        quote: cut(JSON.stringify(contents?.[index] ?? null), 200),
      })),
    ),
});

/** A folder may answer with its parts, so only a single content with a foreign address counts. */
const echoed: AnyCheck = defineCheck({
  ...SHARED,
  id: 'res.read-uri',
  title: 'Answers with the URI that was asked for',
  level: 'practice',
  why: 'Clients file contents under their URI; under another one they are not found again.',
  fix: 'Repeat the URI of the request in the content.',
  judge: ({ reads }) =>
    judgeContents(reads, 'warn', ({ contents, uri, turn }) => {
      const [only] = contents ?? [];
      const got = only?.['uri'];
      const isOther = contents?.length === 1 && typeof got === 'string' && normalise(got) !== normalise(uri) && !normalise(got).startsWith(normalise(uri));
      return isOther ? [quoteTurn(turn, `asked for ${cut(uri, 100)}, the content is that of ${cut(got, 100)}`)] : [];
    }),
});

export const checks: readonly AnyCheck[] = [readable, shaped, encoded, echoed];

interface Read extends ReadFacts {
  readonly contents: readonly JsonObject[] | undefined;
}

function judgeContents(reads: readonly ReadFacts[], status: 'fail' | 'warn', find: (read: Read) => readonly EvidenceItem[]): ReturnType<typeof against> {
  if (reads.length === 0) return notApplicable(NO_RESOURCES);
  const answered = reads.filter(({ turn }) => turn.answer?.result !== undefined);
  if (answered.length === 0) return notTested(UNREAD);
  return against(
    status,
    answered.flatMap((read) => find({ ...read, contents: contentsOf(read) })),
  );
}

function contentsOf({ turn }: ReadFacts): readonly JsonObject[] | undefined {
  const contents = turn.answer?.result?.['contents'];
  return Array.isArray(contents) ? contents.map((one) => (isObject(one) ? one : {})) : undefined;
}

function findFault({ uri, text, blob }: JsonObject): string | undefined {
  if (typeof uri !== 'string') return 'has no uri';
  const [hasText, hasBlob] = [typeof text === 'string', typeof blob === 'string'];
  if (hasText && hasBlob) return 'has both text and blob';
  return hasText || hasBlob ? undefined : 'has neither text nor blob';
}

function normalise(uri: string): string {
  return URL.canParse(uri) ? new URL(uri).href : uri;
}
