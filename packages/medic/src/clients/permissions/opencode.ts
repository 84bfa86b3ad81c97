import type { PermissionDecision, PermissionFacts, RulePlace } from '../../model/index.ts';

const PLACE: Omit<RulePlace, 'scope' | 'path'> = {
  format: 'jsonc',
  slots: (['allow', 'ask', 'deny'] satisfies PermissionDecision[]).map((decision) => ({ decision, at: ['permission', '{rule}'], value: decision })),
  rest: { at: ['permission', '{prefix}*'], value: 'ask' },
};
const GLOBAL = '{$XDG_CONFIG_HOME|~/.config}/opencode';

/** Tried on 2026-11-27 with opencode 1.18.33 (`opencode run`), a model on loopback asking for each tool. */
export const OPENCODE_PERMISSIONS: PermissionFacts = {
  unlisted: 'allow',
  names: { template: '{server}_{tool}', keeps: 'a-zA-Z0-9_\\-', star: 'anywhere' },
  order: 'last',
  places: [
    { ...PLACE, scope: 'entry', path: 'entry' },
    { ...PLACE, scope: 'user', path: `${GLOBAL}/opencode.json` },
    { ...PLACE, scope: 'user', path: `${GLOBAL}/opencode.jsonc`, writes: false },
    { ...PLACE, scope: 'project', path: '{project}/opencode.json', fromProject: true },
    { ...PLACE, scope: 'project', path: '{project}/opencode.jsonc', fromProject: true, writes: false },
  ],
  notes: ['opencode runs every tool unasked unless a rule says otherwise.', 'A tool that is denied is not shown to the model at all.'],
  known: 'tested',
};
