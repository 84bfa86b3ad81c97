import type { AnyPreflightCheck, EvidenceItem, HealthFacts } from '../../model/index.ts';
import { fail, notTested, passWith } from '../protocol/judgements.ts';
import { definePreflightCheck } from './define-preflight-check.ts';

const LIMIT_MS = 500;

export const HEALTH_CHECKS: readonly AnyPreflightCheck[] = [
  definePreflightCheck({
    id: 'pre.health-status',
    item: 'health',
    title: 'Answers GET on its health address with 200, without credentials',
    why: 'A load balancer or orchestrator sends traffic only to instances that say they are well; it has no token.',
    fix: 'Serve GET /health with 200 and no login, or give the address it has with --health-path.',
    transports: ['http', 'sse'],
    needs: 'health',
    judge(facts, { answers }) {
      const [first] = facts.tries;
      if (first === undefined) return notTested('no request was sent');
      if (first.http.status === undefined && !answers) return notTested('the server answers nothing at all');
      if (first.http.status === undefined) return fail(quoteTry(facts, 0, 'no answer'));
      return first.http.status === 200 ? passWith(quoteTry(facts, 0, 'the answer')) : fail(quoteTry(facts, 0, 'the answer is not 200'));
    },
  }),
  definePreflightCheck({
    id: 'pre.health-time',
    item: 'health',
    title: `Answers on its health address within ${LIMIT_MS} ms`,
    why: 'Health checks give up after a second or less, and an instance that answers late is taken out.',
    fix: 'Let the health address answer from memory: no database call and no upstream request in its path.',
    transports: ['http', 'sse'],
    needs: 'health',
    judge({ url, tries }) {
      const good = tries.filter(({ http }) => http.status === 200).map(({ ms }) => ms);
      if (good.length === 0) return notTested('the health address did not answer 200');
      // The middle one: a single slow answer may be this machine's.
      const middle = good.toSorted((a, b) => a - b)[Math.floor(good.length / 2)] ?? 0;
      const evidence: EvidenceItem = { what: `${good.join(' ms, ')} ms; the middle one counts, the limit is ${LIMIT_MS} ms`, where: `GET ${url}` };
      return middle < LIMIT_MS ? passWith(evidence) : fail(evidence);
    },
  }),
];

function quoteTry({ url, tries }: HealthFacts, index: number, what: string): EvidenceItem {
  const http = tries[index]?.http;
  const body = http?.body.trim().slice(0, 160) ?? '';
  const quote =
    http?.status === undefined
      ? `${http?.error?.code ?? ''} ${http?.error?.message ?? ''}`.trim()
      : `HTTP ${http.status}${body === '' ? ' with an empty body' : ` ${body}`}`;
  return { what, where: `GET ${url}`, quote };
}
