import type { AnyCheck } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { against, notApplicable, PASS, warn } from '../judgements.ts';
import { listed } from '../list-items.ts';
import { quoteTurn } from '../quote-turn.ts';

const NO_TOOLS = 'the server lists no tools';
const SLOW_MS = 2_500;
/** About 25,000 tokens at four characters each: an eighth of a context of 200,000, gone before the first question. */
const MAX_CHARS = 100_000;

const latency: AnyCheck = defineCheck({
  id: 'list.latency-size',
  group: 'capability',
  title: 'Answers its lists within 2.5 seconds',
  level: 'practice',
  why: 'Clients ask for the lists while they connect, within the same time limit.',
  fix: 'Build the lists once at the start, without asking other services.',
  needs: ['lists'],

  judge({ lists }) {
    const pages = Object.values(lists).flatMap((reading) => reading?.pages ?? []);
    if (pages.length === 0) return notApplicable('the server declares no lists');
    return against(
      'warn',
      pages.filter(({ ms }) => ms > SLOW_MS).map((turn) => quoteTurn(turn, `${turn.what} took ${turn.ms} ms`)),
    );
  },
});

const size: AnyCheck = defineCheck({
  id: 'list.size',
  group: 'capability',
  title: 'Describes its tools in at most 100,000 characters together',
  level: 'practice',
  why: 'All descriptions and schemas stand in every prompt; large ones cost money each time and crowd out the conversation.',
  fix: 'Shorten descriptions and schemas, or split the server into groups of tools that can be switched on one by one.',
  needs: ['lists'],

  judge({ lists }) {
    const tools = listed(lists, 'tools/list');
    if (tools.length === 0) return notApplicable(NO_TOOLS);
    const chars = tools.reduce((sum, tool) => sum + JSON.stringify(tool).length, 0);
    if (chars <= MAX_CHARS) return PASS;
    return warn({
      what: `${tools.length} tools take ${chars.toLocaleString('en')} characters, about ${Math.round(chars / 4_000)},000 tokens`,
      where: 'tools/list',
    });
  },
});

const count: AnyCheck = defineCheck({
  id: 'list.count',
  group: 'capability',
  title: 'Lists no more tools than any known client takes',
  level: 'practice',
  why: 'Clients take a limited number of tools over all servers together, and leave out the rest or refuse the request.',
  fix: 'Let users choose groups of tools, or join tools that do nearly the same.',
  needs: ['lists'],

  judge({ lists, run }) {
    const tools = listed(lists, 'tools/list');
    if (tools.length === 0) return notApplicable(NO_TOOLS);
    const over = run.clientLimits.filter(({ tools: limit }) => limit !== undefined && tools.length > limit);
    return against(
      'warn',
      over.map(({ name, tools: limit }) => ({
        what: `${name} takes ${limit} tools over all servers together`,
        where: 'tools/list',
        quote: `${tools.length} tools`,
      })),
    );
  },
});

export const checks: readonly AnyCheck[] = [latency, size, count];
