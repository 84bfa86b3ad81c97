import { expect, it } from 'vitest';
import { run } from '../../src/commands/verify.ts';

it.each(['5', '301', '1e2', 'soon', ''])('verify refuses to be idle for "%s" seconds, and says what it takes', async (word) => {
  await expect(run([`--idle=${word}`, 'http://127.0.0.1:1/mcp'], '0.0.0')).rejects.toThrow(`--idle takes 45 to 300 seconds, not "${word}".`);
});
