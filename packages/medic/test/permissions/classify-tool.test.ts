import { describe, expect, it } from 'vitest';
import type { ListedTool } from '../../src/model/index.ts';
import { classifyTool } from '../../src/permissions/classify-tool.ts';

const tool = (name: string, annotations: ListedTool['annotations'] = {}, more: Partial<ListedTool> = {}): ListedTool => ({
  name,
  description: '',
  parameters: [],
  annotations,
  ...more,
});

describe('a tool without annotations', () => {
  it.each([
    ['get_issue', 'read-only'],
    ['listOrders', 'read-only'],
    ['notes.search', 'read-only'],
    ['get_status', 'read-only'],
    ['create_branch', 'writing'],
    ['get_or_create_user', 'writing'],
    ['delete_note', 'destructive'],
    ['find-and-delete', 'destructive'],
    ['run_query', 'destructive'],
    ['frobnicate', 'unclear'],
  ])('%s is guessed to be %s', (name, expected) => {
    expect(classifyTool(tool(name))).toMatchObject({ class: expected, basis: 'guess', openWorld: true });
  });

  it('is what its description says when that is worse than its name', () => {
    expect(classifyTool(tool('get_token', {}, { description: 'Creates a new token. Reads nothing.' }))).toMatchObject({ class: 'writing' });
    expect(classifyTool(tool('cleanup', {}, { description: 'Permanently removes old files.' }))).toMatchObject({ class: 'destructive' });
  });

  it('is destructive when it carries out what it is given', () => {
    expect(classifyTool(tool('query', {}, { parameters: ['sql'] }))).toMatchObject({ class: 'destructive', why: 'it carries out what is given as "sql"' });
  });
});

describe('a tool with annotations', () => {
  it('is what the server says where the name does not contradict', () => {
    expect(classifyTool(tool('get_issue', { readOnly: true, openWorld: false }))).toMatchObject({ class: 'read-only', basis: 'annotations', openWorld: false });
    expect(classifyTool(tool('add_note', { readOnly: false, destructive: false }))).toMatchObject({ class: 'writing' });
    expect(classifyTool(tool('frobnicate', { readOnly: false, destructive: true }))).toMatchObject({ class: 'destructive' });
  });

  it('counts as destructive when it writes and says nothing of destroying, unless its name says what it does', () => {
    expect(classifyTool(tool('frobnicate', { readOnly: false }))).toMatchObject({ class: 'destructive', basis: 'annotations' });
    expect(classifyTool(tool('create_issue', { readOnly: false }))).toMatchObject({ class: 'writing', basis: 'both' });
  });

  it.each<[string, ListedTool['annotations']]>([
    ['delete_note', { readOnly: true }],
    ['create_note', { readOnly: true }],
    ['delete_note', { readOnly: false, destructive: false }],
    ['get_note', { readOnly: true, destructive: true }],
  ])('%s with %j is a doubt that says why', (name, annotations) => {
    expect(classifyTool(tool(name, annotations)).doubt).toMatch(/the server says/);
  });

  it('is a doubt when its description tells of destruction', () => {
    expect(classifyTool(tool('get_note', { readOnly: true }, { description: 'Gets a note and deletes it.' })).doubt).toContain('"deletes"');
  });
});
