import type { AnyCheck, ListFacts } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { against, notApplicable } from '../judgements.ts';
import { distinctItems, listed, repeated } from '../list-items.ts';
import { cut } from '../quote-turn.ts';

const NO_TOOLS = 'the server lists no tools';
const ALLOWED = /^[\w.-]*$/u;
const MAX_LENGTH = 128;
/** What the programming interfaces of OpenAI and Anthropic take as the name of a function (error messages, seen 2026-11-20). */
const PROVIDER_NAME = /^[a-zA-Z0-9_-]{1,64}$/;
const SHARED = { group: 'content', needs: ['lists'] } as const;

const characters: AnyCheck = defineCheck({
  ...SHARED,
  since: '2025-11-25',
  id: 'tool.name',
  title: 'Names its tools with letters, digits, "_", "-" and "." only',
  level: 'SHOULD',
  spec: '2025-11-25 server/tools#tool-names',
  why: 'Clients rename or drop other tools, and model providers refuse the whole request.',
  fix: 'Rename the tool, and keep to A-Z, a-z, 0-9, "_" and "-".',
  judge: ({ lists }) => judgeNames(lists, (name) => (ALLOWED.test(name) ? undefined : 'has other characters than letters, digits, "_", "-" and "."')),
});

const lengths: AnyCheck = defineCheck({
  ...SHARED,
  since: '2025-11-25',
  id: 'tool.name-length',
  title: 'Gives its tools names of 1 to 128 characters',
  level: 'SHOULD',
  spec: '2025-11-25 server/tools#tool-names',
  why: 'Clients put the name of the server before that of the tool and cut or drop what is too long then.',
  fix: 'Shorten the name; 40 characters leave room for every client.',
  judge: ({ lists }) => judgeNames(lists, ({ length }) => (length >= 1 && length <= MAX_LENGTH ? undefined : `has ${length} characters`)),
});

const unique: AnyCheck = defineCheck({
  ...SHARED,
  id: 'tool.name-unique',
  title: 'Gives every tool a name of its own',
  level: 'SHOULD',
  spec: '2025-11-25 server/tools#tool-names',
  why: 'Of two tools with one name only one can be called; model providers refuse a request that names both.',
  fix: 'Rename one of the tools.',
  judge({ lists }) {
    const tools = distinctItems(lists, 'tools/list');
    if (tools.length === 0) return notApplicable(NO_TOOLS);
    return against(
      'warn',
      repeated(tools, 'name').map((name) => ({
        what: `the name is given to ${tools.filter((tool) => tool['name'] === name).length} tools`,
        where: 'tools/list',
        quote: cut(name, 160),
      })),
    );
  },
});

/** Only names that the specification allows: what it does not is said already. */
const hosts: AnyCheck = defineCheck({
  ...SHARED,
  id: 'tool.name-host',
  title: 'Names its tools as every model provider and known client takes them',
  level: 'practice',
  why: 'Providers take names of at most 64 letters, digits, "_" and "-"; clients count the name of the server in.',
  fix: 'Keep to at most 40 characters of A-Z, a-z, 0-9, "_" and "-".',
  judge({ lists, run }) {
    const limits = run.clientLimits.flatMap(({ name, toolNameLength, combinedNameLength }) => {
      // The name of the server has one letter at least.
      const most = Math.min(toolNameLength ?? Infinity, (combinedNameLength ?? Infinity) - 1);
      return Number.isFinite(most) ? [{ client: name, most }] : [];
    });
    return judgeNames(lists, (name) => {
      if (!ALLOWED.test(name) || name.length < 1 || name.length > MAX_LENGTH) return undefined;
      if (!PROVIDER_NAME.test(name))
        return name.length > 64 ? `has ${name.length} characters, model providers take 64` : 'has a dot, which model providers refuse';
      const strict = limits.find(({ most }) => name.length > most);
      return strict === undefined ? undefined : `has ${name.length} characters, ${strict.client} takes ${strict.most} at most beside the name of the server`;
    });
  },
});

export const checks: readonly AnyCheck[] = [characters, lengths, unique, hosts];

function judgeNames(lists: ListFacts, findFault: (name: string) => string | undefined): ReturnType<typeof against> {
  const tools = listed(lists, 'tools/list');
  if (tools.length === 0) return notApplicable(NO_TOOLS);
  return against(
    'warn',
    tools.flatMap(({ name }) => {
      if (typeof name !== 'string') return [];
      const fault = findFault(name);
      return fault === undefined ? [] : [{ what: `a tool's name ${fault}`, where: 'tools/list', quote: JSON.stringify(cut(name, 200)) }];
    }),
  );
}
