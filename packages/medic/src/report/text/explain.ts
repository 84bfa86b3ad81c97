import type { ExplainedCause, ExplainResult, FollowUp, Understood } from '../../model/index.ts';
import { show } from '../show.ts';
import type { TextOptions } from './options.ts';
import { evidenceWords, labelled, renderFix } from './server-block.ts';
import { wrap } from './wrap.ts';

const OTHERS_CAP = 4;
const DECIDED_WORDS: Readonly<Record<FollowUp['decided'], string>> = {
  confirmed: 'this machine bears the cause out',
  changed: 'what was seen on this machine put another cause first',
  'not-now': 'what the text shows is not so on this machine now',
  undecided: 'nothing that was looked at decides it',
};
const CONFIDENCE_WORDS = { confirmed: 'the text settles it', likely: 'likely', possible: 'possible; the text alone cannot decide' } as const;

/** The root cause with its lines and its fix, then what else may be meant; or what was understood and what to run next. */
export function renderExplanation(result: ExplainResult, options: TextOptions): string {
  const [first, ...others] = result.causes;
  const lines =
    first === undefined
      ? renderNothing(result.understood, options)
      : [...renderCause(first, result.followUp !== undefined, options), ...renderOthers(others, options), ...renderDecisive(result, options)];
  return `${[...lines, ...renderFollowUp(result, options), ...renderHarmless(result.understood, options)].join('\n')}\n`;
}

function renderCause(cause: ExplainedCause, hasLooked: boolean, options: TextOptions): readonly string[] {
  const { style, columns, home } = options;
  const about = cause.server === undefined ? '' : `${show(cause.server, home)}: `;
  const lines = [style.bad(style.strong(`${about}${show(cause.title, home)}`)), ...wrap(show(cause.why, home), columns, '      ')];
  cause.evidence.forEach((item, index) => lines.push(...labelled(index === 0 ? 'Seen' : '', evidenceWords(item), options)));
  cause.fixes.forEach((fix, index) => lines.push(...renderFix(fix, index === 0 ? 'Do this' : 'Or', options)));
  const sure = hasLooked ? cause.confidence : CONFIDENCE_WORDS[cause.confidence];
  lines.push(...labelled('Cause', `${cause.cause} (${sure}); more: mcp-medic explain --cause ${cause.cause}`, options).map(style.dim));
  return lines;
}

function renderOthers(others: readonly ExplainedCause[], options: TextOptions): readonly string[] {
  return others.slice(0, OTHERS_CAP).flatMap((other, index) => {
    const about = other.server === undefined ? '' : `${other.server}: `;
    return labelled(index === 0 ? 'Or else' : '', `${about}${other.title} (${other.cause}, ${other.confidence})`, options);
  });
}

function renderDecisive({ decisive }: ExplainResult, options: TextOptions): readonly string[] {
  return decisive === undefined ? [] : labelled('Settle', decisive, options);
}

function renderFollowUp({ followUp }: ExplainResult, options: TextOptions): readonly string[] {
  if (followUp === undefined) return [];
  const checks = followUp.checks.flatMap(({ state, what, result, command }) => [
    ...labelled(state === 'ran' ? 'Checked' : 'Not run', `${what}: ${result}`, options),
    ...(command === undefined || state === 'ran' ? [] : labelled('', `Run it yourself: ${command}`, options)),
  ]);
  return [...checks, ...labelled('So', DECIDED_WORDS[followUp.decided], options)];
}

function renderNothing({ kind, lines, formats, servers }: Understood, options: TextOptions): readonly string[] {
  const { style, columns, home } = options;
  const seen = `Read ${lines} ${lines === 1 ? 'line' : 'lines'}${formats.length === 0 ? '' : ` in the format of ${formats.join(', ')}`}${servers.length === 0 ? '' : `, about ${servers.slice(0, 5).join(', ')}`}.`;
  const head = {
    working: 'The text shows a working connection, no error',
    unknown: 'No known cause of an MCP connection error stands in this text',
    unrelated: 'This is not an MCP connection error',
    error: '',
  }[kind];
  const next = {
    working: 'If a server still does not work, run: mcp-medic',
    unknown: 'To find the cause live, run: mcp-medic. To see the lines around the error, run: mcp-medic logs.',
    unrelated: 'To look at the servers of this machine, run: mcp-medic',
    error: '',
  }[kind];
  return [style.strong(head), ...wrap(show(seen, home), columns, '      '), ...wrap(next, columns, '      ')];
}

function renderHarmless({ harmless }: Understood, options: TextOptions): readonly string[] {
  return harmless.slice(0, 3).flatMap((item) => labelled('Harmless', evidenceWords({ ...item, what: item.what.replace(/^harmless: /u, '') }), options));
}
