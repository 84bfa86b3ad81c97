import type { PermissionFacts } from '../../model/index.ts';

/** Tried on 2026-11-27 with Copilot CLI 1.0.102 in prompt mode, a model on loopback asking for each tool; `copilot help permissions`. */
export const COPILOT_PERMISSIONS: PermissionFacts = {
  unlisted: 'ask-unless-read-only',
  names: { template: '{server}({tool})', star: 'none' },
  order: 'strictest',
  places: [],
  flags: { allow: "--allow-tool='{rule}'", deny: "--deny-tool='{rule}'" },
  notes: ['Copilot CLI takes rules for single tools on its command line only. It runs every tool that calls itself read-only without asking.'],
  known: 'tested',
};
