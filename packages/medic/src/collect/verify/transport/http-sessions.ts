import { randomUUID } from 'node:crypto';
import { defineProbe, type AnyProbe } from '../define-probe.ts';
import { harmlessMethod } from '../harmless.ts';
import { NEWEST_LEGACY } from '../messages.ts';
import { openHttp } from './open-http.ts';
import { describeSessionIds } from './session-ids.ts';

const LIMIT_MS = 3_000;
const OLDER = '2025-06-18';

export const probe: AnyProbe = defineProbe({
  id: 'http-sessions',
  where: 'own',
  withoutAnswer: true,
  eras: ['legacy'],
  transports: ['http'],
  async observe(context) {
    const first = await openHttp(context);
    const other = await openHttp(context);
    const third = await openHttp(context, first.revision === NEWEST_LEGACY ? { revision: OLDER } : {});
    const method = harmlessMethod('legacy', context.capabilities);
    const ask = (headers: Readonly<Record<string, string | null>>): ReturnType<typeof first.request> =>
      first.request(method, undefined, { headers, limitMs: LIMIT_MS });
    const withId = await ask({});
    const deleted = await other.ask({ method: 'DELETE', what: 'end of the session', limitMs: LIMIT_MS });
    const isDeleted = (deleted.http?.status ?? 500) < 300;
    return {
      ids: describeSessionIds([first.sessionId, other.sessionId, third.sessionId]),
      withId,
      withoutId: await ask({ 'Mcp-Session-Id': null }),
      unknownId: await ask({ 'Mcp-Session-Id': randomUUID() }),
      strangeId: await ask({ 'Mcp-Session-Id': 'medic-no-such-session' }),
      withoutVersion: await ask({ 'MCP-Protocol-Version': null }),
      ...(first.revision === NEWEST_LEGACY && third.revision === OLDER
        ? { newestVersion: await third.request(method, undefined, { headers: { 'MCP-Protocol-Version': NEWEST_LEGACY }, limitMs: LIMIT_MS }) }
        : {}),
      badVersion: await ask({ 'MCP-Protocol-Version': '1999-01-01' }),
      deleted,
      ...(isDeleted ? { afterDelete: await other.request(method, undefined, { limitMs: LIMIT_MS }) } : {}),
      besides: await ask({}),
    };
  },
});
