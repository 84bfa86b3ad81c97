import type { ClientWord, DoctorResult, Fix, RepairResult } from '../../model/index.ts';
import { show } from '../show.ts';
import type { TextOptions } from './options.ts';
import { renderFix } from './server-block.ts';
import { wrap } from './wrap.ts';

const INDENT = '      ';
const WORDS: Readonly<Record<RepairResult['outcome'], string>> = { kept: 'kept ', 'taken-back': 'back ', refused: 'no   ', declined: 'left ', shown: 'shown' };

/** A fix about to be made: what is wrong, what would change, what is known of it. */
export function renderProposal(fix: Fix, problem: string, where: string, options: TextOptions): readonly string[] {
  const { style, home, columns } = options;
  const untried = fix.proof === 'not-tried' && fix.proofDetail !== undefined ? wrap(show(`Not proven: ${fix.proofDetail}.`, home), columns, INDENT) : [];
  const review = fix.safety === 'review' ? wrap('Look at it first: it changes what is started or dialled.', columns, INDENT) : [];
  return ['', style.strong(show(where, home)), ...wrap(show(problem, home), columns, INDENT), ...renderFix(fix, 'Fix', options), ...untried, ...review];
}

/** What became of one fix. */
export function renderRepair(repair: RepairResult, { style, home, columns }: TextOptions): readonly string[] {
  const { outcome, title, client, server, detail, undo, next, check } = repair;
  const paint = outcome === 'kept' ? style.good : outcome === 'taken-back' || outcome === 'refused' ? style.warn : style.dim;
  const of = server === undefined ? client : `${server}, ${client}`;
  return [
    ...wrap(show(`${title} (${of}): ${detail}`, home), columns, INDENT, `${paint(WORDS[outcome])} `),
    ...(next === undefined ? [] : wrap(show(`Then: ${next}.`, home), columns, INDENT)),
    ...(check === undefined ? [] : wrap(show(sayCheck(check), home), columns, INDENT)),
    ...(undo === undefined ? [] : [`${INDENT}${style.dim(`Take it back: mcp-medic undo ${undo}`)}`]),
  ];
}

const STATES: Readonly<Record<Exclude<ClientWord['state'], 'not-asked'>, string>> = {
  connected: 'it connected',
  failed: 'it did not connect',
  'needs-login': 'it wants a login',
  pending: 'it waits for your approval or is switched off there',
  listed: 'it has the entry (the command does not connect)',
  'not-listed': 'it does not list this server',
  'no-answer': 'no word on this server',
};

export function sayCheck({ state, command, said }: ClientWord): string {
  if (state === 'not-asked') return `The client itself was not asked: ${said}.`;
  return `Asked "${command ?? ''}": ${STATES[state]}${said === '' ? '' : `; it said: ${said}`}`;
}

/** All fixes of a run, for its report. */
export function renderRepairs({ repairs = [] }: DoctorResult, options: TextOptions): readonly string[] {
  return repairs.length === 0 ? [] : [...repairs.flatMap((repair) => renderRepair(repair, options)), ''];
}
