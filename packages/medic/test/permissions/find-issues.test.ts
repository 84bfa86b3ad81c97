import { describe, expect, it } from 'vitest';
import type { Json } from '../../src/model/index.ts';
import { findIssues, listExisting } from '../../src/permissions/find-issues.ts';
import { planRules } from '../../src/permissions/plan-rules.ts';
import { requestOf, tool, type Situation } from './kit.ts';

const TOOLS = [tool('list_notes', true), tool('add_note', false, false), tool('delete_note', false, true)];

function issuesOf(situation: Omit<Situation, 'tools'>, isWhole = true): readonly string[] {
  const request = requestOf({ tools: TOOLS, ...situation });
  return findIssues(planRules(request), request, isWhole).map(({ kind, rule }) => `${kind} ${rule}`);
}
const claude = (permissions: Json, otherServers: readonly string[] = []): readonly string[] =>
  issuesOf({ client: 'claude-code', settings: { permissions }, otherServers });

describe('what is wrong with rules that stand', () => {
  it.each<[string, Json, readonly string[]]>([
    ['an allow for what destroys', { allow: ['mcp__notes__delete_note'] }, ['allows-destructive mcp__notes__delete_note']],
    ['an allow for what writes', { allow: ['mcp__notes__add_note'] }, ['looser-than-proposed mcp__notes__add_note']],
    ['a rule of a tool that is gone', { allow: ['mcp__notes__old'] }, ['matches-nothing mcp__notes__old']],
    ['an allow in vain', { allow: ['mcp__notes__list_notes'], deny: ['mcp__notes__list_notes'] }, ['conflict mcp__notes__list_notes']],
    ['a whole server allowed', { allow: ['mcp__notes'] }, ['wider-than-it-says mcp__notes']],
    ['parentheses', { allow: ['mcp__notes__list_notes(*)'] }, ['ignored-by-client mcp__notes__list_notes(*)']],
    ['a star for the server', { allow: ['mcp__*'] }, ['ignored-by-client mcp__*']],
    ['rules of other servers and of built-in tools', { allow: ['Bash(ls)', 'mcp__github__get'], deny: ['WebFetch'] }, []],
    ['rules as mcp-medic writes them', { allow: ['mcp__notes__list_notes'], ask: ['mcp__notes__delete_note'] }, []],
  ])('%s', (_, permissions, expected) => {
    expect(claude(permissions)).toEqual(expected);
  });

  it('a name that the client spells otherwise has no effect', () => {
    const request = requestOf({ client: 'claude-code', server: 'my.notes', tools: TOOLS, settings: { permissions: { allow: ['mcp__my.notes__list_notes'] } } });
    expect(findIssues(planRules(request), request, true)).toMatchObject([
      { kind: 'ignored-by-client', message: expect.stringContaining('mcp__my_notes__list_notes') },
    ]);
  });

  it('a prefix that reaches other servers is told apart from one that does not', () => {
    const settings = { permission: { 'no*': 'allow' } };
    expect(issuesOf({ client: 'opencode', settings, otherServers: ['nomad', 'github'] })).toEqual(['wider-than-it-says no*', 'other-servers no*']);
    expect(issuesOf({ client: 'opencode', settings: { permission: { 'notes_*': 'allow' } }, otherServers: ['nomad'] })).toEqual(['wider-than-it-says notes_*']);
  });

  it('nothing is called stale when the list of tools is not whole', () => {
    expect(issuesOf({ client: 'claude-code', settings: { permissions: { allow: ['mcp__notes__old'] } } }, false)).toEqual([]);
  });

  it('a rule in the entry that allows everything is found', () => {
    const settings = { servers: { notes: { default_tools_approval_mode: 'approve' } } };
    expect(issuesOf({ client: 'codex', settings })).toEqual([expect.stringContaining('wider-than-it-says')]);
  });

  it('lists the rules that concern the server with the tools they match', () => {
    const request = requestOf({ client: 'claude-code', tools: TOOLS, settings: { permissions: { allow: ['Bash', 'mcp__notes__*'] } } });
    expect(listExisting(planRules(request), request)).toEqual([
      { decision: 'allow', text: 'mcp__notes__*', file: 'settings', tools: ['list_notes', 'add_note', 'delete_note'] },
    ]);
  });
});
