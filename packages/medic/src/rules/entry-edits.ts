import type { ClientFacts, EntryFacts, FixDraft, FixDraftStep } from '../model/index.ts';
import { isJsonObject, memberOf } from './json-member.ts';
import { sayMs } from './words.ts';

/** Sets a variable of the entry's own environment; undefined when this client's entries have none. */
export function editVariable(entry: EntryFacts, client: ClientFacts, name: string, value: string): FixDraftStep | undefined {
  const field = client.fields.env;
  if (field === undefined) return undefined;
  const isMap = isJsonObject(memberOf(entry.written, field));
  return {
    do: 'edit',
    edits: [isMap ? { op: 'set', at: [...entry.at, field, name], value } : { op: 'set', at: [...entry.at, field], value: { [name]: value } }],
  };
}

/** Ways to make this client wait at least `neededMs`: its own field when that moves the limit, else its own words. */
export function draftLongerWait(entry: EntryFacts | undefined, client: ClientFacts | undefined, neededMs: number): readonly FixDraft[] {
  if (client === undefined) return [];
  const timeout = client.fields.timeout;
  const toMs = Math.ceil((neededMs * 1.5) / 10_000) * 10_000;
  if (entry !== undefined && timeout?.affectsConnect === true) {
    const value = Math.ceil(toMs / timeout.unitMs);
    return [
      {
        id: 'raise-connect-timeout',
        title: `Let ${client.name} wait ${sayMs(toMs)} for this server`,
        safety: 'safe',
        steps: [
          { do: 'edit', edits: [{ op: 'set', at: [...entry.at, timeout.name], value }] },
          { do: 'tell', text: `Then: ${client.reload}.` },
        ],
      },
    ];
  }
  if (client.raiseTimeout === undefined) return [];
  return [
    {
      id: 'raise-connect-timeout',
      title: `Let ${client.name} wait longer than ${sayMs(neededMs)}`,
      safety: 'manual',
      steps: [{ do: 'tell', text: `${client.raiseTimeout.replace(/\.$/u, '')}. It needs at least ${sayMs(toMs)} here.` }],
    },
  ];
}
