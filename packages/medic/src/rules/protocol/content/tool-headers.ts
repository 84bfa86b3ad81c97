import type { AnyCheck, ListFacts } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { isObject } from '../is-object.ts';
import { against, notApplicable } from '../judgements.ts';
import { listed, nameOf } from '../list-items.ts';
import { cut } from '../quote-turn.ts';
import { findHeaderMarks, type HeaderMark } from './header-marks.ts';

const NO_MARKS = 'no tool has x-mcp-header in its inputSchema';
/** RFC 9110, section 5.6.2. */
const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const PRIMITIVE: readonly unknown[] = ['string', 'integer', 'boolean'];
const SECRET = /pass(?:word|wd|phrase)|secret|token|api[-_]?key|credential|private[-_]?key|authorization/i;
const SHARED = { group: 'content', eras: ['modern'], transports: ['stdio', 'http'], needs: ['lists'] } as const;
const MUST = {
  ...SHARED,
  level: 'MUST',
  spec: '2026-07-28 server/tools#x-mcp-header',
  why: 'Clients over HTTP must leave a tool out whose x-mcp-header breaks the rules.',
} as const;

const syntax: AnyCheck = defineCheck({
  ...MUST,
  id: 'tool.xmcpheader',
  title: 'Names in x-mcp-header what can be the name of a header',
  fix: 'Use letters, digits and "-", without spaces.',
  judge: ({ lists }) => judgeMarks(lists, 'fail', ({ header }) => (typeof header === 'string' && TOKEN.test(header) ? undefined : 'is no header name')),
});

const unique: AnyCheck = defineCheck({
  ...MUST,
  id: 'tool.xmcpheader-unique',
  title: 'Uses each x-mcp-header once in a tool, whatever its case',
  fix: 'Give each argument a header of its own.',
  judge: ({ lists }) =>
    judgeMarks(lists, 'fail', ({ header }, all) => {
      const same = all.filter((one) => typeof one.header === 'string' && typeof header === 'string' && one.header.toLowerCase() === header.toLowerCase());
      return same.length > 1 && same[0]?.header === header ? `is given to ${same.length} arguments` : undefined;
    }),
});

const primitive: AnyCheck = defineCheck({
  ...MUST,
  id: 'tool.xmcpheader-type',
  title: 'Mirrors only texts, integers and booleans into headers',
  fix: 'Take x-mcp-header away from arguments of other types; "number" is not allowed either.',
  judge: ({ lists }) =>
    judgeMarks(lists, 'fail', ({ type, isReachable }) =>
      PRIMITIVE.includes(type) || !isReachable ? undefined : `stands on an argument of type ${JSON.stringify(type) ?? 'none'}`,
    ),
});

const reachable: AnyCheck = defineCheck({
  ...MUST,
  id: 'tool.xmcpheader-reachable',
  title: 'Puts x-mcp-header only on arguments that properties alone lead to',
  fix: 'Take x-mcp-header out of items, anyOf and the like.',
  judge: ({ lists }) => judgeMarks(lists, 'fail', ({ isReachable }) => (isReachable ? undefined : 'stands where properties alone do not lead')),
});

const secret: AnyCheck = defineCheck({
  ...SHARED,
  id: 'tool.xmcpheader-secret',
  title: 'Mirrors no secrets into headers',
  level: 'SHOULD',
  spec: '2026-07-28 server/tools#x-mcp-header',
  why: 'Headers are written into the logs of proxies and gateways.',
  fix: 'Take x-mcp-header away from the argument.',
  judge: ({ lists }) => judgeMarks(lists, 'warn', ({ property }) => (SECRET.test(property) ? `carries the argument "${cut(property, 60)}"` : undefined)),
});

export const checks: readonly AnyCheck[] = [syntax, unique, primitive, reachable, secret];

function judgeMarks(
  lists: ListFacts,
  status: 'fail' | 'warn',
  findFault: (mark: HeaderMark, all: readonly HeaderMark[]) => string | undefined,
): ReturnType<typeof against> {
  const tools = listed(lists, 'tools/list').map((tool, index) => ({
    name: nameOf(tool, index),
    marks: isObject(tool['inputSchema']) ? findHeaderMarks(tool['inputSchema']) : [],
  }));
  if (tools.every(({ marks }) => marks.length === 0)) return notApplicable(NO_MARKS);
  return against(
    status,
    tools.flatMap(({ name, marks }) =>
      marks.flatMap((mark) => {
        const fault = findFault(mark, marks);
        return fault === undefined
          ? []
          : [{ what: `x-mcp-header of ${name} ${fault}`, where: mark.pointer, quote: cut(JSON.stringify(mark.header) ?? '', 200) }];
      }),
    ),
  );
}
