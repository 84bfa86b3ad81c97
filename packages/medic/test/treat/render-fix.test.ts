import { describe, expect, it } from 'vitest';
import type { FixDraft } from '../../src/model/index.ts';
import { createRedactor } from '../../src/redact/redactor.ts';
import type { EditableFile } from '../../src/treat/render-fix.ts';
import { renderFix } from '../../src/treat/render-fix.ts';

const TEXT = '{\n  "mcpServers": {\n    "a": {\n      "command": "npx -y pkg",\n      "env": { "API_TOKEN": "hunter2-secret-value" }\n    }\n  }\n}\n';

function draft(steps: FixDraft['steps']): FixDraft {
  return { id: 'fix', title: 'Fix it', safety: 'safe', steps };
}

const source =
  (text: string = TEXT) =>
  async (path: string | undefined): Promise<EditableFile | undefined> =>
    path === '/gone.json' ? undefined : { path: path ?? '/home/u/.cursor/mcp.json', text, format: 'json' };

const redactor = createRedactor(['hunter2-secret-value', 'another-secret-value']);

describe('renderFix', () => {
  it('shows the changed lines and a diff', async () => {
    const fix = await renderFix(
      draft([
        { do: 'edit', edits: [{ op: 'set', at: ['mcpServers', 'a', 'command'], value: 'npx' }] },
        { do: 'tell', text: 'Restart.' },
      ]),
      source(),
      redactor,
    );
    expect(fix).toEqual({
      id: 'fix',
      title: 'Fix it',
      safety: 'safe',
      proof: 'not-tried',
      steps: [
        {
          do: 'edit',
          file: '/home/u/.cursor/mcp.json',
          before: '      "command": "npx -y pkg",',
          after: '      "command": "npx",',
          diff: expect.stringContaining('\n-      "command": "npx -y pkg",\n+      "command": "npx",\n'),
        },
        { do: 'tell', text: 'Restart.' },
      ],
    });
    expect(JSON.stringify(fix)).not.toContain('hunter2');
  });

  it('makes one step of several edits of one file', async () => {
    const edit = (key: string, value: string): FixDraft['steps'][number] => ({ do: 'edit', edits: [{ op: 'set', at: ['mcpServers', 'a', key], value }] });
    const fix = await renderFix(draft([edit('command', 'npx'), { do: 'run', command: ['x'] }, edit('type', 'stdio')]), source(), redactor);
    expect(fix.steps.map((step) => step.do)).toEqual(['edit', 'run']);
    expect(fix.steps[0]).toMatchObject({ after: expect.stringMatching(/"npx",\n.*\n.*"type": "stdio"/) });
  });

  it('shows what a transformation does to a secret, and the secret in none of its forms', async () => {
    const text = '{"servers":{"a":{"headers":{"Authorization":"Bearer Bearer tok-5f3a91c2"},"env":{"KEY":" key-77aa31b0\\n"}}}}';
    const fix = await renderFix(
      draft([
        {
          do: 'edit',
          edits: [
            { op: 'transform', at: ['servers', 'a', 'headers', 'Authorization'], how: 'drop-bearer' },
            { op: 'transform', at: ['servers', 'a', 'env', 'KEY'], how: 'trim' },
          ],
        },
      ]),
      source(text),
      createRedactor([]),
    );
    expect(fix.safety).toBe('safe');
    expect(JSON.stringify(fix)).not.toMatch(/tok-5f3a91c2|key-77aa31b0/);
    expect(fix.steps[0]).toMatchObject({ after: expect.stringContaining('Authorization, not shown: with "Bearer" once') });
  });

  it('keeps a changed secret visible as a change and hides both values', async () => {
    const fix = await renderFix(
      draft([{ do: 'edit', edits: [{ op: 'set', at: ['mcpServers', 'a', 'env', 'API_TOKEN'], value: 'another-secret-value' }] }]),
      source(),
      redactor,
    );
    const [step] = fix.steps;
    expect(step).toMatchObject({ do: 'edit' });
    expect(step?.do === 'edit' ? [step.before, step.after] : []).toEqual([expect.stringContaining('API_TOKEN'), expect.stringContaining('API_TOKEN')]);
    expect(JSON.stringify(fix)).not.toMatch(/hunter2|another-secret/);
  });

  it.each([
    ['an edit that cannot be made', '{"a": 1', undefined, /by hand: set mcpServers\.a\.env\.API_TOKEN to .*line 1 must be put right/],
    ['a file that is not there', TEXT, '/gone.json', /Edit \/gone\.json by hand: .*could not be read/],
  ])('tells what to do for %s', async (_name, text, file, words) => {
    const edits = [{ op: 'set', at: ['mcpServers', 'a', 'env', 'API_TOKEN'], value: 'another-secret-value' }] as const;
    const fix = await renderFix(draft([{ do: 'edit', edits, ...(file === undefined ? {} : { file }) }]), source(text), redactor);
    expect(fix.safety).toBe('manual');
    expect(fix.steps).toEqual([{ do: 'tell', text: expect.stringMatching(words) }]);
    expect(JSON.stringify(fix)).not.toContain('another-secret');
  });

  it('shows a byte order mark that goes', async () => {
    const fix = await renderFix(draft([{ do: 'edit', edits: [{ op: 'strip-bom' }] }]), source(), redactor);
    expect(fix.steps[0]).toMatchObject({
      do: 'edit',
      before: expect.stringContaining('byte order mark'),
      diff: expect.stringMatching(/^--- .*\n\+\+\+ .*\n-\(a byte/),
    });
  });

  it('leaves out an edit that changes nothing', async () => {
    const fix = await renderFix(draft([{ do: 'edit', edits: [{ op: 'set', at: ['mcpServers', 'a', 'command'], value: 'npx -y pkg' }] }]), source(), redactor);
    expect(fix.steps).toEqual([]);
  });
});
