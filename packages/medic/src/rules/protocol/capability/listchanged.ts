import type { Json } from '../../../model/index.ts';
import type { AnyCheck, ReceivedMessage, RunFacts } from '../../../model/verify/index.ts';
import { declaresFlag } from '../declares.ts';
import { defineCheck } from '../define-check.ts';
import { isObject } from '../is-object.ts';
import { against, PASS } from '../judgements.ts';
import { cut } from '../quote-turn.ts';

const CHANGED = /^notifications\/(tools|prompts|resources)\/list_changed$/;

/** What must be declared before one of these is sent. */
function findUndeclared(messages: readonly ReceivedMessage[], run: RunFacts): readonly { readonly what: string; readonly quote: string }[] {
  return messages.flatMap(({ json }) => {
    const kind = CHANGED.exec(methodOf(json) ?? '')?.[1];
    return kind === undefined || declaresFlag(run, kind, 'listChanged')
      ? []
      : [{ what: `${kind}/list_changed came although ${kind}.listChanged is not declared`, quote: cut(JSON.stringify(json)) }];
  });
}

const WORDS = {
  group: 'capability',
  level: 'SHOULD',
  why: 'Clients listen for changes only where they are declared; others are lost or logged as unexpected.',
  fix: 'Declare listChanged: true for what changes, or do not announce changes.',
} as const;

const legacy: AnyCheck = defineCheck({
  ...WORDS,
  id: 'cap.listchanged',
  title: 'Announces changed lists only when it declares listChanged',
  spec: '2025-11-25 server/tools#list-changed-notification',
  eras: ['legacy'],
  needs: ['unasked'],
  judge: ({ unasked, run }) => against('warn', findUndeclared(unasked, run)),
});

const modern: AnyCheck = defineCheck({
  ...WORDS,
  id: 'cap.listen-listchanged',
  title: 'Announces changed lists to subscriptions only when it declares listChanged',
  spec: '2026-07-28 server/tools#list-changed-notification',
  eras: ['modern'],
  transports: ['stdio', 'http'],
  needs: ['listen'],
  judge: ({ listen, run }) => (listen === null ? PASS : against('warn', findUndeclared([...listen.wide.turn.others, ...listen.narrow.turn.others], run))),
});

const shape: AnyCheck = defineCheck({
  id: 'cap.notification-params',
  group: 'capability',
  title: 'Sends notifications whose params, if any, are an object',
  level: 'MUST',
  spec: '2025-11-25 basic/index#notifications',
  why: 'Clients check notifications against the schema and drop those that do not fit.',
  fix: 'Send params as an object, or leave them out.',
  eras: ['legacy'],
  needs: ['unasked'],
  judge: ({ unasked }) =>
    against(
      'fail',
      unasked
        .filter(({ json, kind }) => kind === 'notification' && isObject(json) && json['params'] !== undefined && !isObject(json['params']))
        .map(({ json }) => ({ what: `the params of ${methodOf(json) ?? 'a notification'} are no object`, quote: cut(JSON.stringify(json)) })),
    ),
});

export const checks: readonly AnyCheck[] = [legacy, modern, shape];

function methodOf(json: Json): string | undefined {
  return isObject(json) && typeof json['method'] === 'string' ? json['method'] : undefined;
}
