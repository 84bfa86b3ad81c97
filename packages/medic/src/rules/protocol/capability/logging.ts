import type { AnyCheck } from '../../../model/verify/index.ts';
import { declares } from '../declares.ts';
import { defineCheck } from '../define-check.ts';
import { against, notApplicable, PASS, warn } from '../judgements.ts';
import { quoteTurn } from '../quote-turn.ts';

const UNDECLARED = 'the server does not declare logging';

const levels: AnyCheck = defineCheck({
  id: 'cap.logging',
  group: 'capability',
  title: 'Takes each of the eight log levels when it declares logging',
  level: 'SHOULD',
  spec: '2025-11-25 server/utilities/logging#setting-log-level',
  why: 'Some clients set a level while connecting, and report an error of the server when it is refused.',
  fix: 'Answer logging/setLevel with an empty result for every level from debug to emergency, or do not declare logging.',
  eras: ['legacy'],
  needs: ['log-levels'],

  judge({ 'log-levels': facts, run }) {
    if (facts === null) return declares(run, 'logging') ? PASS : notApplicable(UNDECLARED);
    return against(
      'warn',
      Object.entries(facts.levels)
        .filter(([, turn]) => turn.answer?.result === undefined)
        .map(([level, turn]) => quoteTurn(turn, `the level ${level} was not taken`)),
    );
  },
});

const unknown: AnyCheck = defineCheck({
  id: 'cap.logging-bad-level',
  group: 'capability',
  title: 'Refuses a log level that does not exist',
  level: 'SHOULD',
  spec: '2025-11-25 server/utilities/logging#error-handling',
  why: 'A level that is taken and not understood leaves the client without the messages it asked for.',
  fix: 'Answer unknown levels with error -32602.',
  eras: ['legacy'],
  needs: ['log-levels'],

  judge({ 'log-levels': facts }) {
    if (facts === null) return notApplicable(UNDECLARED);
    return facts.unknown.answer?.error === undefined ? warn(quoteTurn(facts.unknown, 'a level that does not exist was not refused')) : PASS;
  },
});

const requestLevel: AnyCheck = defineCheck({
  id: 'cap.log-level-unknown',
  group: 'capability',
  title: 'Refuses a request that names a log level that does not exist',
  level: 'SHOULD',
  spec: '2026-07-28 server/utilities/logging#error-handling',
  why: 'A level that is taken and not understood leaves the client without the messages it asked for.',
  fix: 'Answer unknown levels in _meta with error -32602.',
  eras: ['modern'],
  needs: ['meta-missing'],

  judge({ 'meta-missing': { logLevel }, run }) {
    if (!declares(run, 'logging')) return notApplicable(UNDECLARED);
    return logLevel.answer?.result === undefined ? PASS : warn(quoteTurn(logLevel, 'a level that does not exist was not refused'));
  },
});

const served: AnyCheck = defineCheck({
  id: 'cap.logging-undeclared',
  group: 'capability',
  title: 'Declares logging when it takes log levels',
  level: 'MUST',
  spec: '2025-11-25 server/utilities/logging#capabilities',
  why: 'Clients set no level where logging is not declared, and so never see its messages.',
  fix: 'Declare the capability logging, or answer logging/setLevel with error -32601.',
  eras: ['legacy'],
  needs: ['undeclared'],

  judge({ undeclared: { 'logging/setLevel': turn }, run }) {
    if (declares(run, 'logging')) return notApplicable('the server declares logging');
    return turn?.answer?.result === undefined ? PASS : warn(quoteTurn(turn, 'logging/setLevel was served without being declared'));
  },
});

export const checks: readonly AnyCheck[] = [levels, unknown, requestLevel, served];
