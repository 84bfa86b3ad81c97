import { RESILIENCE_CHECKS } from '../../../medic/src/rules/protocol/resilience/index.ts';
import { rowsOf, type Row } from './row.ts';

export const RESILIENCE_ROWS: readonly Row[] = rowsOf({
  includes: /^res\.(?:soak|reconnect|payload|concurrent|graceful)/,
  expected: {},
  runFor: (id, { transport, era }) => ({
    // A process that ends takes no other probe along; a server over HTTP takes all.
    transport: id === 'res.graceful-stop' || id === 'res.soak' ? 'stdio' : transport,
    options: { era: id === 'res.soak' ? 'legacy' : era, breaks: [id] },
    checks: RESILIENCE_CHECKS,
  }),
});
