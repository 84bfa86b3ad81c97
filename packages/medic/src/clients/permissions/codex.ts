import type { PermissionFacts } from '../../model/index.ts';
import { listInEntry } from './shared.ts';

/** Tried on 2026-11-27 with Codex 0.171.0 (`exec --strict-config`), a model on loopback asking for each tool. */
export const CODEX_PERMISSIONS: PermissionFacts = {
  unlisted: 'ask-unless-read-only',
  names: { template: '{tool}', star: 'none' },
  order: 'strictest',
  places: [
    {
      scope: 'entry',
      path: 'entry',
      format: 'toml',
      slots: [
        { decision: 'allow', at: ['{entry}', 'tools', '{tool}', 'approval_mode'], value: 'approve' },
        { decision: 'ask', at: ['{entry}', 'tools', '{tool}', 'approval_mode'], value: 'prompt' },
        listInEntry('deny', 'disabled_tools'),
        { decision: 'allow', at: ['{entry}', 'default_tools_approval_mode'], value: 'approve', covers: 'server' },
      ],
      rest: { at: ['{entry}', 'default_tools_approval_mode'], value: 'prompt' },
    },
  ],
  notes: [
    'Without a rule Codex runs every tool that calls itself read-only and asks about the others; with the approval policy "never" it refuses what it would ask about.',
    'A tool in disabled_tools is not shown to the model at all.',
  ],
  known: 'tested',
};
