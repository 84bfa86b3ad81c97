import { describe, expect, it } from 'vitest';
import { questionFor } from '../../src/commands/ask-consent.ts';

const ask = { client: 'Claude Code', name: 'build', file: '/p/.mcp.json', cwd: '/p', digest: 'd' };

describe('the question before a project server starts', () => {
  it('shows every argument on a line of its own, as it will be passed', () => {
    const lines = questionFor({ ...ask, argv: ['node', 'server.js', 'two words'] }).split('\n');
    expect(lines).toContain('  run  "node"');
    expect(lines).toContain('       "two words"');
    expect(lines).toContain('  in   /p');
  });

  it('makes control characters and text direction visible instead of obeying them', () => {
    const text = questionFor({ ...ask, name: 'x\u001b[2J', argv: ['node', '\u202egnp.exe', 'a\nb\u0007'] });
    // oxlint-disable-next-line no-control-regex
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
    expect(text.split('\n').filter((line) => line.includes('"a'))).toHaveLength(1);
  });

  it('keeps both ends of a very long argument', () => {
    const text = questionFor({ ...ask, argv: ['node', `start${'x'.repeat(10_000)}end`] });
    expect(text.length).toBeLessThan(1500);
    expect(text).toContain('start');
    expect(text).toContain('end');
  });
});
