import type { AnyPreflightCheck } from '../../model/index.ts';
import { against, fail, notTested, passWith } from '../protocol/judgements.ts';
import { definePreflightCheck } from './define-preflight-check.ts';

/** Of the lines of a log that has some, so many must be JSON objects: start-up banners of a runtime are not the server's own. */
const STRUCTURED_SHARE = 0.8;

export const LOG_CHECKS: readonly AnyPreflightCheck[] = [
  definePreflightCheck({
    id: 'pre.logs-stderr',
    item: 'logs',
    title: 'Writes nothing but protocol messages to stdout',
    why: 'Clients read stdout as protocol; one log line there and some of them hang up.',
    fix: 'Send logs to stderr: console.error in Node, logging to sys.stderr in Python; set flush and no banner.',
    transports: ['stdio'],
    needs: 'logs',
    judge({ noise = [], stdoutBytes = 0, stderrLines = 0 }) {
      if (noise.length > 0)
        return against(
          'fail',
          noise.map((line) => ({ what: 'a line on stdout that is no message', where: 'stdout', quote: line })),
        );
      if (stdoutBytes === 0) return notTested('nothing came on stdout');
      return passWith({ what: `${stdoutBytes} bytes on stdout, all of them messages; ${stderrLines} lines on stderr` });
    },
  }),
  definePreflightCheck({
    id: 'pre.logs-structured',
    item: 'logs',
    title: 'Writes its log as JSON, one object a line',
    why: 'Log collectors search and alert by field; free text has to be parsed by guess.',
    fix: 'Use a structured logger (pino, structlog, slog) that writes one JSON object a line.',
    transports: ['http', 'sse'],
    needs: 'logs',
    judge({ files = [] }) {
      if (files.length === 0)
        return notTested(
          'its log cannot be seen from here: it runs elsewhere, or writes to a terminal, a pipe or nowhere (run it here with "> server.log 2>&1")',
        );
      const lines = files.flatMap(({ path, lines }) => lines.filter((line) => line.trim() !== '').map((line) => ({ path, line })));
      if (lines.length === 0) return notTested(`${files.map(({ path }) => path).join(' and ')} hold no line yet`);
      const plain = lines.filter(({ line }) => !/^\s*\{.*\}\s*$/.test(line));
      const share = 1 - plain.length / lines.length;
      const [first] = plain;
      const what = `${lines.length - plain.length} of ${lines.length} lines are JSON, at least ${STRUCTURED_SHARE * 100} % are wanted`;
      return share >= STRUCTURED_SHARE || first === undefined ? passWith({ what }) : fail({ what, where: first.path, quote: first.line.slice(0, 300) });
    },
  }),
];
