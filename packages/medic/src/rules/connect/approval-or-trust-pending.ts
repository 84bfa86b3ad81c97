import type { AnyRule } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { draftGate } from '../gate-hit.ts';
import { nameServer } from '../words.ts';

/** Servers that come with a folder are started only after the user trusts the folder or approves them. */
export const rule: AnyRule = defineRule({
  id: 'approval-or-trust-pending',
  layer: 'permissions',
  severity: 'blocks',
  cause: 'approval-or-trust-pending',
  needs: ['client', 'entry'],

  judge({ client, entry }) {
    const { loads } = entry;
    if (loads.state !== 'gated' || loads.gate.cause !== 'approval-or-trust-pending') return [];
    return [draftGate(loads.gate, `${client.name} waits for your approval of ${nameServer(entry)}`)];
  },
});
