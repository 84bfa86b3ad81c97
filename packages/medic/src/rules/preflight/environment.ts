import type { AnyPreflightCheck, EvidenceItem, VariableUse, VariableUseFacts } from '../../model/index.ts';
import { against, notApplicable, notTested, passWith, PASS } from '../protocol/judgements.ts';
import { definePreflightCheck } from './define-preflight-check.ts';

type Place = VariableUse['places'][number];

export const ENVIRONMENT_CHECKS: readonly AnyPreflightCheck[] = [
  definePreflightCheck({
    id: 'pre.env-set',
    item: 'environment',
    title: 'Every variable the server requires is set',
    why: 'A server that lacks a variable ends at the start, or fails when a tool is called.',
    fix: 'Set the variable in the "env" of the entry, or where the server is deployed.',
    needs: 'environment',
    judge(facts) {
      const required = facts.variables.filter(isRequired);
      if (required.length === 0) return notApplicable(nothingWords(facts, 'require'));
      if (facts.setIn === undefined) return notTested('the environment of the running server cannot be seen from here');
      const missing = required.filter(({ isSet }) => isSet === false);
      if (missing.length === 0) return passWith({ what: `${listNames(required)} set in ${facts.setIn}` });
      const declared = missing.filter(({ places }) => places.some(({ kind }) => kind === 'declared'));
      // Code may ask for a variable in a part that never runs here; only a manifest says that it is required in any case.
      if (declared.length > 0)
        return against(
          'fail',
          declared.map((use) => quoteUse(use, 'declared', `${use.name} is required and not set in ${facts.setIn}`)),
        );
      return against(
        'warn',
        missing.map((use) => quoteUse(use, 'checked', `the code stops without ${use.name}, which is not set in ${facts.setIn}`)),
      );
    },
  }),
  definePreflightCheck({
    id: 'pre.env-documented',
    item: 'environment',
    title: 'Every variable the server reads is named in its documentation',
    why: 'Whoever installs the server has only its README, .env.example or server.json to know what to set.',
    fix: 'Name the variable in the README, in .env.example or in the environmentVariables of server.json, with what it is for.',
    needs: 'environment',
    judge(facts) {
      if (facts.variables.length === 0) return notApplicable(nothingWords(facts, 'read'));
      const silent = facts.variables.filter(({ places }) => !places.some(({ kind }) => kind === 'documented'));
      const [required, optional] = [silent.filter(isRequired), silent.filter((use) => !isRequired(use))];
      if (required.length > 0)
        return against(
          'fail',
          required.map((use) => quoteUse(use, 'checked', `${use.name} is required and documented nowhere`)),
        );
      if (optional.length > 0)
        return against(
          'warn',
          optional.map((use) => quoteUse(use, 'read', `${use.name} is read and documented nowhere`)),
        );
      return {
        ...PASS,
        evidence: [{ what: `${facts.variables.length} variables in ${facts.filesRead} files: ${listNames(facts.variables)}`, where: facts.folder }],
      };
    },
  }),
];

function isRequired({ places }: VariableUse): boolean {
  return places.some(({ kind }) => kind === 'declared' || kind === 'checked');
}

function quoteUse({ places }: VariableUse, kind: Place['kind'], what: string): EvidenceItem {
  const place = places.find((one) => one.kind === kind) ?? places[0];
  return place === undefined ? { what } : { what, where: `${place.file}:${place.line}`, quote: place.quote };
}

function nothingWords({ filesRead, folder }: VariableUseFacts, verb: string): string {
  return `${filesRead} files in ${folder} ${verb} no variable that is the server's own`;
}

function listNames(uses: readonly VariableUse[]): string {
  const names = uses.map(({ name }) => name);
  return names.length > 8 ? `${names.slice(0, 8).join(', ')} and ${names.length - 8} more` : names.join(', ');
}
