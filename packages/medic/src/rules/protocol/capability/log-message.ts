import type { Json } from '../../../model/index.ts';
import type { AnyCheck } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { isObject } from '../is-object.ts';
import { against, notApplicable } from '../judgements.ts';
import { cut } from '../quote-turn.ts';

const LEVELS: readonly unknown[] = ['debug', 'info', 'notice', 'warning', 'error', 'critical', 'alert', 'emergency'];

export const check: AnyCheck = defineCheck({
  id: 'cap.log-message',
  group: 'capability',
  title: 'Sends log messages with one of the eight levels, and with data',
  level: 'MUST',
  spec: '2025-11-25 server/utilities/logging#log-message-notifications',
  why: 'Clients on the official SDKs check the message against the schema and drop one of another level: "warn" is "warning" here.',
  fix: 'Send level as debug, info, notice, warning, error, critical, alert or emergency, and what is to be logged as data.',
  needs: ['wire'],

  judge({ wire }) {
    const messages = wire.unasked.filter(({ json }) => isObject(json) && json['method'] === 'notifications/message');
    if (messages.length === 0) return notApplicable('no log message came');
    return against(
      'fail',
      messages.flatMap(({ json }) => {
        const what = findFault(json);
        return what === undefined ? [] : [{ what, quote: cut(JSON.stringify(json)) }];
      }),
    );
  },
});

function findFault(json: Json): string | undefined {
  const params = isObject(json) ? json['params'] : undefined;
  if (params === undefined || !isObject(params)) return 'a log message has no params';
  if (!LEVELS.includes(params['level'])) return `a log message has the level ${JSON.stringify(params['level'])?.slice(0, 60) ?? 'none'}`;
  return params['data'] === undefined ? 'a log message has no data' : undefined;
}
