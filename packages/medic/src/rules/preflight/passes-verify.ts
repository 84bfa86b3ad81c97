import type { AnyPreflightCheck } from '../../model/index.ts';
import { against, notTested, passWith } from '../protocol/judgements.ts';
import { definePreflightCheck } from './define-preflight-check.ts';

export const VERIFY_CHECK: AnyPreflightCheck = definePreflightCheck({
  id: 'pre.verify',
  item: 'verify',
  title: 'Passes mcp-medic verify',
  why: 'What breaks the specification breaks some client, now or after its next update.',
  fix: 'Run mcp-medic verify on the same target: it shows what was sent and received, and what to change.',
  needs: 'verify',
  judge({ summary, durationMs, against: found }, { answers, needsLogin }) {
    if (!answers && !needsLogin) return notTested('the server answered no first message');
    const fails = found.filter(({ status }) => status === 'fail');
    const counts = `${summary.pass} pass, ${summary.fail} fail, ${summary.warn} warn in ${(durationMs / 1000).toFixed(1)} s`;
    if (summary.pass + summary.fail === 0) return notTested(`verify could test nothing (${counts})`);
    if (fails.length === 0) return passWith({ what: counts });
    const more = fails.length > 5 ? `; the first 5 of ${fails.length}` : '';
    return against(
      'fail',
      fails.map(({ id, title, evidence }) => ({
        what: `${id}: ${title}${more}`,
        ...(evidence[0]?.where === undefined ? {} : { where: evidence[0].where }),
        quote: [evidence[0]?.what, evidence[0]?.quote].filter((part) => part !== undefined).join('\n'),
      })),
    );
  },
});
