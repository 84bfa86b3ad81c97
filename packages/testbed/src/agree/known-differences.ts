import type { ClientId, ServerResult } from '../../../medic/src/model/index.ts';
import type { Answer } from './client-adapter.ts';

interface Difference {
  readonly client: ClientId;
  readonly scenario: RegExp;
  readonly because: string;
}

/** Where a real client's word is not what happens in its sessions; each with the reason, none without one. */
const DIFFERENCES: readonly Difference[] = [
  { client: 'gemini-cli', scenario: /^(delay8|httphang)$/, because: 'the list command gives up after 5 s; a session waits up to 600 s' },
  { client: 'qwen-code', scenario: /^(delay20)$/, because: 'the list command gives up after 10 s whatever the entry says' },
];

/** The reason for a difference that is the client's own, or undefined when there is none known. */
export function explain(client: ClientId, scenario: string, answer: Answer, server: ServerResult | undefined): string | undefined {
  const known = DIFFERENCES.find((one) => one.client === client && one.scenario.test(scenario));
  return known === undefined || answer.word === 'no-verdict' || server === undefined ? undefined : known.because;
}
