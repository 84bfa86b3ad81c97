import type { Json } from '../../../model/index.ts';
import type { AnyCheck, ReceivedMessage, RunFacts, WireFacts } from '../../../model/verify/index.ts';
import { declaresFlag } from '../declares.ts';
import { defineCheck } from '../define-check.ts';
import { isObject } from '../is-object.ts';
import { against, PASS } from '../judgements.ts';
import { cut } from '../quote-turn.ts';

const CHANGED = /^notifications\/(tools|prompts|resources)\/list_changed$/;

/** What must be declared before one of these is sent. */
function findUndeclared(messages: readonly Pick<ReceivedMessage, 'json'>[], run: RunFacts): readonly { readonly what: string; readonly quote: string }[] {
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
  needs: ['unasked', 'wire'],
  judge: ({ unasked, wire, run }) => against('warn', findUndeclared(eitherOf(unasked, wire), run)),
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
  needs: ['unasked', 'wire'],
  judge: ({ unasked, wire }) =>
    against(
      'fail',
      eitherOf(unasked, wire)
        .filter(({ json }) => isObject(json) && json['id'] === undefined && json['params'] !== undefined && !isObject(json['params']))
        .map(({ json }) => ({ what: `the params of ${methodOf(json) ?? 'a notification'} are no object`, quote: cut(JSON.stringify(json)) })),
    ),
});

export const checks: readonly AnyCheck[] = [legacy, modern, shape];

/** What was waited for, or what came anywhere else: the same message tells once. */
function eitherOf(unasked: readonly ReceivedMessage[], wire: WireFacts): readonly Pick<ReceivedMessage, 'json'>[] {
  return unasked.some(({ kind }) => kind === 'notification') ? unasked.filter(({ kind }) => kind === 'notification') : wire.unasked;
}

function methodOf(json: Json): string | undefined {
  return isObject(json) && typeof json['method'] === 'string' ? json['method'] : undefined;
}
