import type { AnyCheck } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { isObject } from '../is-object.ts';
import { against, notApplicable } from '../judgements.ts';
import { findKeyFault } from '../meta-key.ts';
import { cut } from '../quote-turn.ts';

export const check: AnyCheck = defineCheck({
  id: 'cap.extension-keys',
  group: 'capability',
  title: 'Names the extensions it declares with a prefix: com.example/name',
  level: 'MUST',
  spec: '2026-07-28 basic/index#extension-negotiation',
  why: 'Clients find an extension by its full name; without the prefix nobody knows whose it is, and no client turns it on.',
  fix: 'Declare the extension by the name its specification gives it, with the prefix.',
  eras: ['modern'],
  needs: [],

  judge({ run }) {
    const { extensions } = run.capabilities;
    if (extensions === undefined || !isObject(extensions)) return notApplicable('the server declares no extension');
    return against(
      'fail',
      Object.keys(extensions).flatMap((key) => {
        const what = key.includes('/') ? findKeyFault(key)?.what : 'has no prefix';
        return what === undefined ? [] : [{ what: `the name of an extension ${what}`, where: 'capabilities.extensions', quote: JSON.stringify(cut(key, 160)) }];
      }),
    );
  },
});
