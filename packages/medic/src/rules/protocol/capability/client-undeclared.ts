import type { AnyCheck } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { isObject } from '../is-object.ts';
import { against } from '../judgements.ts';
import { cut } from '../quote-turn.ts';

/** What only a client answers that said so. */
const NEEDS_CAPABILITY: readonly string[] = ['roots/list', 'sampling/createMessage', 'elicitation/create'];

/** The connections looked at here said that they can do nothing. */
export const check: AnyCheck = defineCheck({
  id: 'cap.client-undeclared',
  group: 'capability',
  title: 'Asks a client only for what that client declared',
  level: 'MUST',
  spec: '2025-11-25 basic/lifecycle#operation',
  why: 'Clients answer such a request with an error or not at all, and a server that waits for the answer hangs.',
  fix: 'Look at the capabilities of initialize before sending roots/list, sampling/createMessage or elicitation/create.',
  eras: ['legacy'],
  needs: ['unasked', 'lists'],

  judge({ unasked, lists }) {
    const beside = Object.values(lists).flatMap((reading) => reading?.pages.flatMap(({ others }) => others) ?? []);
    const requests = [...unasked, ...beside].filter(({ kind }) => kind === 'request');
    const once = NEEDS_CAPABILITY.flatMap((method) => {
      const asked = requests.find(({ json }) => isObject(json) && json['method'] === method);
      return asked === undefined ? [] : [{ method, json: asked.json }];
    });
    return against(
      'fail',
      once.map(({ method, json }) => ({ what: `${method} came, and the client had not declared that it knows it`, quote: cut(JSON.stringify(json)) })),
    );
  },
});
