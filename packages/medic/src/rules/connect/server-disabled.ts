import type { AnyRule, ClientFacts, EditIntent, EntryFacts, FixDraft } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { draftGate } from '../gate-hit.ts';
import { memberOf } from '../json-member.ts';
import { editSteps } from '../launch-edits.ts';
import { nameServer } from '../words.ts';

/** The server is switched off, in its entry or in a list of the client. */
export const rule: AnyRule = defineRule({
  id: 'server-disabled',
  layer: 'config',
  severity: 'blocks',
  cause: 'server-disabled',
  needs: ['client', 'entry'],

  judge({ client, entry }) {
    const { loads } = entry;
    if (loads.state !== 'gated' || loads.gate.cause !== 'server-disabled') return [];
    return [draftGate(loads.gate, `${nameServer(entry)} is switched off in ${client.name}`, draftSwitch(client, entry))];
  },
});

/** The switch in the entry itself; lists elsewhere are changed by hand. */
function draftSwitch(client: ClientFacts, { written, at, file }: EntryFacts): readonly FixDraft[] {
  if (file === '') return [];
  const edits: EditIntent[] = [
    ...(memberOf(written, 'disabled') === true ? [{ op: 'set' as const, at: [...at, 'disabled'], value: false }] : []),
    ...(memberOf(written, 'enabled') === false ? [{ op: 'set' as const, at: [...at, 'enabled'], value: true }] : []),
  ];
  // It was switched off on purpose once.
  return edits.length === 0 ? [] : [{ id: 'switch-on', title: 'Switch the server on', safety: 'review', steps: editSteps(edits, client) }];
}
