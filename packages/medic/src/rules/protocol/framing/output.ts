import type { EvidenceItem } from '../../../model/index.ts';
import type { AnyCheck, Era, Judgement, StreamFacts, SurveyFacts, WireFacts } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { against, notTested, PASS, warn } from '../judgements.ts';
import { cut } from '../quote-turn.ts';

/** What the output of a process shows, of one or of all of an era. */
type Output = Pick<StreamFacts, 'noise' | 'faults'>;

/** The first processes, also where they were never answered, and with them all that followed in this era. */
function outputsOf({ streams }: SurveyFacts, { noise, outputFaults }: WireFacts, run: { readonly era: Era; readonly eras: readonly Era[] }): readonly Output[] {
  const first = run.eras.length > 0 ? [streams?.[run.era]] : [streams?.legacy, streams?.modern];
  return [...first.filter((facts) => facts !== undefined), { noise: noise.map(({ text }) => text), faults: outputFaults }];
}

/** Everything seen of the output of the first processes; later ones repeat it. */
function streamsOf({ streams }: SurveyFacts): readonly StreamFacts[] {
  return [streams?.legacy, streams?.modern].filter((facts) => facts !== undefined);
}

/** Lines of a JSON text that was spread over several lines look like noise one by one. */
function isPretty(noise: readonly string[]): boolean {
  const from = noise.findIndex((line) => line.trim() === '{');
  return from !== -1 && noise.slice(from).some((line) => /^"jsonrpc"\s*:/.test(line.trim()));
}

/** A message that another encoding broke: stdio.utf8-text. */
const isGarbled = (line: string): boolean => line.startsWith('{') && line.includes('\ufffd');

const isUtf16 = (noise: readonly string[]): boolean => noise.some((line) => line.includes('\u0000') || line.includes('\ufffd\ufffd'));

const clean: AnyCheck = defineCheck({
  id: 'stdio.stdout-clean',
  group: 'framing',
  title: 'Writes nothing but messages to stdout',
  level: 'MUST',
  spec: '2026-07-28 basic/transports/stdio',
  why: 'Some clients skip lines that are no messages, others report an error or hang up.',
  fix: 'Send logs and banners to stderr (console.error, logging to sys.stderr).',
  transports: ['stdio'],
  needs: ['survey', 'wire'],

  judge({ survey, wire, run }) {
    const lines = outputsOf(survey, wire, run).flatMap(({ noise, faults }) =>
      isPretty(noise) || isUtf16(noise) || faults.includes('content-length') ? [] : noise,
    );
    const plain = lines.filter((line) => !isGarbled(line));
    return against(
      'fail',
      [...new Set(plain)].map((line): EvidenceItem => ({ what: 'a line on stdout that is no message', where: 'stdout', quote: cut(line, 200) })),
    );
  },
});

const framing: AnyCheck = defineCheck({
  id: 'stdio.newline-delimited',
  group: 'framing',
  title: 'Writes each message on one line of its own',
  level: 'MUST',
  spec: '2026-07-28 basic/transports/stdio',
  why: 'Clients read line by line; a message in another framing is never seen.',
  fix: 'Write JSON without line breaks and end it with a newline; no Content-Length headers.',
  transports: ['stdio'],
  once: true,
  needs: ['survey'],

  judge({ survey }) {
    const found = streamsOf(survey).flatMap(({ faults, noise }) => [
      ...(faults.includes('content-length') ? ['Content-Length headers as in the Language Server Protocol'] : []),
      ...(faults.includes('no-newline') ? ['a message without a newline at its end'] : []),
      ...(isPretty(noise) ? [`a message spread over several lines: ${cut(noise.join(' '), 200)}`] : []),
    ]);
    return against(
      'fail',
      [...new Set(found)].map((what): EvidenceItem => ({ what, where: 'stdout' })),
    );
  },
});

const encoding: AnyCheck = defineCheck({
  id: 'stdio.utf8',
  group: 'framing',
  title: 'Writes UTF-8 without a byte order mark',
  level: 'MUST',
  spec: '2026-07-28 basic/transports/index',
  why: 'A byte order mark or another encoding makes the first line unreadable.',
  fix: 'Write UTF-8; on Windows set the encoding of the output stream explicitly.',
  transports: ['stdio'],
  once: true,
  needs: ['survey'],
  judge: ({ survey }) => judgeEncoding(streamsOf(survey)),
});

const letters: AnyCheck = defineCheck({
  id: 'stdio.utf8-text',
  group: 'framing',
  title: 'Writes letters beyond ASCII as UTF-8 in its answers',
  level: 'MUST',
  spec: '2026-07-28 basic/transports/index',
  why: 'In another encoding names and texts arrive broken, and strict readers drop the whole message.',
  fix: 'Encode stdout as UTF-8 (Python: PYTHONUTF8=1 or sys.stdout.reconfigure).',
  transports: ['stdio'],
  once: true,
  needs: ['survey', 'stdio-input', 'wire'],

  judge({ survey, 'stdio-input': { streams }, wire, run }) {
    if (judgeEncoding(streamsOf(survey)).status !== 'pass') return notTested('see stdio.utf8');
    return judgeEncoding([streams, ...outputsOf(survey, wire, run)]);
  },
});

function judgeEncoding(all: readonly Output[]): Judgement {
  const found = all.flatMap(({ faults, noise }) => [
    ...(faults.includes('bom') ? ['a byte order mark before a message'] : []),
    ...(isUtf16(noise) ? ['text that looks like UTF-16'] : faults.includes('utf-8') ? ['bytes that are no UTF-8'] : []),
  ]);
  return against(
    'fail',
    [...new Set(found)].map((what): EvidenceItem => ({ what, where: 'stdout' })),
  );
}

const lineEnds: AnyCheck = defineCheck({
  id: 'stdio.crlf',
  group: 'framing',
  title: 'Ends its lines with a newline alone',
  level: 'practice',
  why: 'Most clients tolerate a carriage return, some hand it to the JSON parser.',
  fix: 'Write "\\n"; on Windows open stdout in binary mode.',
  transports: ['stdio'],
  once: true,
  needs: ['survey'],

  judge({ survey }) {
    return streamsOf(survey).some(({ faults }) => faults.includes('crlf') && !faults.includes('content-length'))
      ? warn({ what: 'lines on stdout end with CR LF', where: 'stdout' })
      : PASS;
  },
});

const blankLines: AnyCheck = defineCheck({
  id: 'stdio.blank-lines',
  group: 'framing',
  title: 'Writes no empty lines between its messages',
  level: 'practice',
  why: 'Clients on the official SDK hand an empty line to the JSON parser and report the error.',
  fix: 'Write one newline after each message and print nothing else.',
  transports: ['stdio'],
  needs: ['survey', 'wire'],

  judge({ survey, wire, run }) {
    return outputsOf(survey, wire, run).some(({ faults }) => faults.includes('blank-line') && !faults.includes('content-length'))
      ? warn({ what: 'empty lines stand between the messages', where: 'stdout' })
      : PASS;
  },
});

export const checks: readonly AnyCheck[] = [clean, framing, encoding, letters, lineEnds, blankLines];
