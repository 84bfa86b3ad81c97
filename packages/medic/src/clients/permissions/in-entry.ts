import type { PermissionFacts, RuleSlot } from '../../model/index.ts';
import { listInEntry } from './shared.ts';

const inEntry = (
  slots: readonly RuleSlot[],
  rest: Pick<PermissionFacts, 'known' | 'notes'>,
  star: PermissionFacts['names']['star'] = 'none',
): PermissionFacts => ({
  unlisted: 'ask',
  names: { template: '{tool}', star },
  order: 'strictest',
  places: [{ scope: 'entry', path: 'entry', format: 'json', slots }],
  ...rest,
});

/** Cline's source, read 2026-11-20; not run. */
export const CLINE_PERMISSIONS: PermissionFacts = inEntry([listInEntry('allow', 'autoApprove')], {
  known: 'code',
  notes: ['The list counts only while "Use MCP servers" is switched on in Cline\'s auto-approve menu.'],
});

/** docs.roocode.com, read 2026-11-27; not run. */
export const ROO_PERMISSIONS: PermissionFacts = inEntry([listInEntry('allow', 'alwaysAllow'), listInEntry('deny', 'disabledTools')], {
  known: 'docs',
  notes: ["The list counts only while MCP is switched on in Roo Code's auto-approve settings."],
});

/** kiro.dev/docs/mcp/configuration, read 2026-11-20; not run. */
export const KIRO_PERMISSIONS: PermissionFacts = inEntry(
  [listInEntry('allow', 'autoApprove'), listInEntry('deny', 'disabledTools')],
  { known: 'docs', notes: ['The Kiro CLI asks its agent files (allowedTools) as well.'] },
  'anywhere',
);
