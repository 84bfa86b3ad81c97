import type { AnyCheck, SurveyFacts } from '../../../model/verify/index.ts';
import { MISSING_VARIABLE_SIGNS } from '../../missing-variable-signs.ts';
import { defineCheck } from '../define-check.ts';
import { fail, notTested, PASS } from '../judgements.ts';
import { cut } from '../quote-turn.ts';

/** What a server that ended before it answered says of its runtime; matched line by line. */
const SAYS_RUNTIME =
  /(?:requires?|needs?|unsupported|too old|minimum|expected).{0,40}\b(?:node(?:\.js)?|python|java|deno|bun|ruby|\.net)\b.{0,20}\d|\b(?:node(?:\.js)?|python|java|deno|bun|ruby)\b.{0,20}\d[\d.]*.{0,20}(?:is required|or (?:newer|later|higher)|too old|not supported)/i;

/** Lines on stderr of a process that ended by itself; undefined when it runs. */
function lastWords({ streams }: SurveyFacts): readonly string[] | undefined {
  const facts = streams?.legacy ?? streams?.modern;
  return facts?.exit === undefined ? undefined : facts.stderr;
}

function findVariable(lines: readonly string[]): string | undefined {
  return lines.find((line) => MISSING_VARIABLE_SIGNS.some(({ pattern }) => pattern.test(line.slice(0, 500))));
}

function findRuntime(lines: readonly string[]): string | undefined {
  // A line of a stack trace names modules, not what is wanted.
  return lines.find((line) => !/^\s*at /.test(line) && SAYS_RUNTIME.test(line.slice(0, 500)));
}

/** A question to a person, at the end of what the program said: `Ok to proceed? (y)`, `[y/N]`, `Password:`. */
const ASKS = /[?:]\s*[[(](?:y|yes)(?:\/(?:n|no))?[\])]|\bok to proceed\b|\bpress (?:enter|return|any key)\b|\b(?:password|passphrase|otp|code)\s*:\s*$/i;

export function findQuestion(lines: readonly string[]): string | undefined {
  return lines.slice(-4).find((line) => ASKS.test(line.slice(0, 500)));
}

/** The check that says more about an early end than that there was one. */
export function betterCheck(facts: SurveyFacts): string | undefined {
  const lines = lastWords(facts) ?? [];
  if (findVariable(lines) !== undefined) return 'launch.env-required';
  if (findRuntime(lines) !== undefined) return 'launch.runtime-version';
  return findQuestion(lines) === undefined ? undefined : 'launch.stdin-not-consumed';
}

const variable: AnyCheck = defineCheck({
  id: 'launch.env-required',
  group: 'launch',
  title: 'Has every environment variable it asks for',
  level: 'practice',
  why: 'A server that ends for want of a variable looks to the client like one that crashed.',
  fix: "Set the variable in the entry's env, with a real value instead of a placeholder.",
  transports: ['stdio'],
  once: true,
  needs: ['survey'],

  judge({ survey, run }) {
    if (run.eras.length > 0) return PASS;
    const lines = lastWords(survey);
    if (lines === undefined) return notTested('the process did not end by itself');
    const said = findVariable(lines);
    return said === undefined
      ? notTested('the server ended and named no variable')
      : fail({ what: 'the server ended and asked for a variable', where: 'stderr', quote: cut(said) });
  },
});

const runtime: AnyCheck = defineCheck({
  id: 'launch.runtime-version',
  group: 'launch',
  title: 'Is started with a runtime that is new enough',
  level: 'practice',
  why: 'Clients start servers with the first node or python on their PATH, which may be an old one.',
  fix: 'Give the absolute path of the newer runtime as command.',
  transports: ['stdio'],
  once: true,
  needs: ['survey'],

  judge({ survey, run }) {
    if (run.eras.length > 0) return PASS;
    const lines = lastWords(survey);
    if (lines === undefined) return notTested('the process did not end by itself');
    const said = findRuntime(lines);
    return said === undefined
      ? notTested('the server ended and named no runtime')
      : fail({ what: 'the server ended and asked for another runtime', where: 'stderr', quote: cut(said) });
  },
});

export const checks: readonly AnyCheck[] = [variable, runtime];
