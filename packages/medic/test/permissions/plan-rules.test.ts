import { describe, expect, it } from 'vitest';
import { planRules } from '../../src/permissions/plan-rules.ts';
import { requestOf, type Situation, tool } from './kit.ts';

const rowsOf = (situation: Situation): Record<string, string> =>
  Object.fromEntries(planRules(requestOf(situation)).map(({ row }) => [row.name, `${row.action} ${row.decision} ${row.rule ?? ''}`.trim()]));

const TOOLS = [tool('list_notes', true), tool('add_note', false, false), tool('delete_note', false, true)];

describe('rules for a client', () => {
  it.each<[Situation['client'], Record<string, string>]>([
    [
      'claude-code',
      { list_notes: 'add allow mcp__notes__list_notes', add_note: 'add ask mcp__notes__add_note', delete_note: 'add deny mcp__notes__delete_note' },
    ],
    [
      'qwen-code',
      { list_notes: 'add allow mcp__notes__list_notes', add_note: 'add ask mcp__notes__add_note', delete_note: 'add deny mcp__notes__delete_note' },
    ],
    ['codex', { list_notes: 'add allow list_notes', add_note: 'add ask add_note', delete_note: 'add deny delete_note' }],
    ['gemini-cli', { list_notes: 'add allow mcp_notes_list_notes', add_note: 'add ask mcp_notes_add_note', delete_note: 'add deny mcp_notes_delete_note' }],
    ['opencode', { list_notes: 'add allow notes_list_notes', add_note: 'add ask notes_add_note', delete_note: 'add deny notes_delete_note' }],
    ['copilot-cli', { list_notes: 'add allow notes(list_notes)', add_note: 'none ask', delete_note: 'add deny notes(delete_note)' }],
    ['cursor', { list_notes: 'add allow notes:list_notes', add_note: 'none ask', delete_note: 'none ask' }],
    ['zed', { list_notes: 'add allow mcp:notes:list_notes', add_note: 'add ask mcp:notes:add_note', delete_note: 'add deny mcp:notes:delete_note' }],
    ['cline', { list_notes: 'add allow list_notes', add_note: 'none ask', delete_note: 'none ask' }],
  ])('%s gets each class in its own notation', (client, expected) => {
    expect(rowsOf({ client, tools: TOOLS, destructive: 'deny' })).toEqual(expected);
  });

  it('names server and tool as the client does', () => {
    expect(rowsOf({ client: 'claude-code', server: 'my.notes', tools: [tool('a.list', true)] })).toEqual({ 'a.list': 'add allow mcp__my_notes__a_list' });
  });

  it('asks about what destroys unless denying is asked for', () => {
    expect(rowsOf({ client: 'claude-code', tools: TOOLS })['delete_note']).toBe('add ask mcp__notes__delete_note');
  });

  it('asks where name and annotation contradict, whatever is asked for', () => {
    expect(rowsOf({ client: 'claude-code', tools: [tool('delete_all', true)], destructive: 'deny' })).toEqual({ delete_all: 'add ask mcp__notes__delete_all' });
  });

  it('says that a client which believes readOnlyHint runs a doubtful tool unasked', () => {
    const [planned] = planRules(requestOf({ client: 'copilot-cli', tools: [tool('delete_all', true)] }));
    expect(planned?.row).toMatchObject({ decision: 'allow', action: 'none', note: expect.stringContaining('readOnlyHint') });
  });
});

describe('hostile names', () => {
  it.each([
    'x(*)',
    '*',
    'a"], "allow": ["Bash',
    'two\nlines',
    '../up',
    'a..b',
    'a b',
    'ünïcode',
    '{tool}',
    '$&',
    `x'; rm -rf`,
    'a'.repeat(200),
    '\u202Eevil',
    '-flag',
  ])('never gets a rule that allows: %j', (name) => {
    for (const client of ['claude-code', 'codex', 'gemini-cli', 'qwen-code', 'opencode', 'copilot-cli', 'cursor', 'zed', 'goose', 'cline'] as const) {
      const [planned] = planRules(requestOf({ client, tools: [tool(name, true)] }));
      expect(planned?.row).toMatchObject({ doubt: expect.any(String) });
      expect(planned?.row.action === 'add' && planned.row.decision === 'allow').toBe(false);
      if (planned?.row.rule !== undefined) expect(planned.row.rule).toMatch(/^[A-Za-z0-9_.:@/-]+$/);
    }
  });

  it('a server name with a star gets no rule that allows', () => {
    expect(rowsOf({ client: 'cursor', server: '*', tools: [tool('list_notes', true)] })).toEqual({ list_notes: 'none ask' });
  });

  it('two tools that the client calls the same are both asked about', () => {
    expect(rowsOf({ client: 'claude-code', tools: [tool('get.a', true), tool('get_a', true)] })).toEqual({ 'get.a': 'none ask', get_a: 'none ask' });
  });

  it('a name that could be a tool of another server is asked about', () => {
    const situation = { client: 'opencode', server: 'my', tools: [tool('notes_list', true)], otherServers: ['my_notes'] } as const;
    expect(rowsOf(situation)).toEqual({ notes_list: 'add ask my_notes_list' });
  });

  it('a name the client would shorten gets no rule', () => {
    expect(rowsOf({ client: 'gemini-cli', tools: [tool(`list_${'x'.repeat(60)}`, true)] })).toEqual({ [`list_${'x'.repeat(60)}`]: 'none ask' });
  });
});

describe('rules that stand', () => {
  it("the user's rule for a tool is kept, looser or stricter", () => {
    const settings = { permissions: { allow: ['mcp__notes__delete_note'], deny: ['mcp__notes__list_notes'] } };
    expect(rowsOf({ client: 'claude-code', tools: TOOLS, settings })).toMatchObject({
      delete_note: 'kept allow mcp__notes__delete_note',
      list_notes: 'kept deny mcp__notes__list_notes',
    });
  });

  it('a broad rule is narrowed and never widened', () => {
    expect(rowsOf({ client: 'claude-code', tools: TOOLS, settings: { permissions: { allow: ['mcp__notes'] } } })).toMatchObject({
      list_notes: 'kept allow',
      add_note: 'add ask mcp__notes__add_note',
    });
    expect(rowsOf({ client: 'claude-code', tools: TOOLS, settings: { permissions: { deny: ['mcp__notes__*'] } } })).toMatchObject({ list_notes: 'kept deny' });
    expect(rowsOf({ client: 'opencode', tools: TOOLS, settings: { permission: { '*': 'deny' } } })).toMatchObject({ list_notes: 'kept deny' });
  });

  it("mcp-medic's own rule for tools to come does not keep a later tool from being allowed", () => {
    const settings = { permission: { 'notes_*': 'ask' } };
    expect(rowsOf({ client: 'opencode', tools: TOOLS, settings })).toMatchObject({ list_notes: 'add allow notes_list_notes' });
  });

  it('rules that the client passes over do not count', () => {
    expect(rowsOf({ client: 'claude-code', tools: TOOLS, settings: { permissions: { allow: ['mcp__*', 'mcp__notes__add_note(*)'] } } })).toMatchObject({
      add_note: 'add ask mcp__notes__add_note',
    });
  });
});
