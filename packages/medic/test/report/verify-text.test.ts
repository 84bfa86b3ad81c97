import { describe, expect, it } from 'vitest';
import { renderVerifyText } from '../../src/report/text/verify.ts';
import type { TextOptions } from '../../src/report/text/options.ts';
import { COLOURED, PLAIN } from '../../src/report/text/style.ts';
import { hostileVerify, POLYGLOTS, preflightResult, verifyResult } from './sample-checks.ts';

const options: TextOptions = { columns: 100, style: PLAIN, home: '/home/ana', all: false };

describe('the text report of checks', () => {
  it('starts with the counts and the target, and puts failures before warnings', () => {
    const lines = renderVerifyText(verifyResult(), options).split('\n');
    expect(lines[0]).toBe('verify: 2 fail · 1 warn · 2 pass · 1 not applicable · 4 not tested');
    expect(lines[1]).toBe('http://127.0.0.1:3000/mcp');
    expect(lines.findIndex((line) => line.startsWith('FAIL'))).toBeLessThan(lines.findIndex((line) => line.startsWith('warn')));
  });

  it('quotes what was sent and received, the repair and the page of the specification', () => {
    const text = renderVerifyText(verifyResult(), options);
    expect(text).toContain('FAIL  An unknown method was answered with success (MUST)');
    expect(text).toContain('{"jsonrpc":"2.0","id":41,"result":{}}');
    expect(text).toContain('Do this Answer methods the server does not know with error code -32601.');
    expect(text).toContain('https://modelcontextprotocol.io/specification/2025-11-25/basic/index#responses');
  });

  it('cuts a long quote, says how much is missing, and shows it whole with --all', () => {
    expect(renderVerifyText(verifyResult(), options)).toMatch(/…\s+\(\d+ more characters\)/);
    expect(renderVerifyText(verifyResult(), { ...options, all: true })).toContain('"field_59":{"type":"strnig"}');
  });

  it('groups clients by what they will do and why', () => {
    const text = renderVerifyText(verifyResult(), options);
    expect(text).toMatch(/will fail +Claude Desktop, Cursor: It waits 60 s for initialize; the server took 71 s\n/);
    expect(text).toMatch(/will connect +Claude Code, Codex\n/);
    expect(text).toContain('without extra_0');
  });

  it('groups what was not tested by its reason and counts passes per group', () => {
    const text = renderVerifyText(verifyResult(), options);
    expect(text).toContain('the server asks for no token: auth.401, auth.bad-token, auth.query-token');
    expect(text).toContain('launch 2');
    expect(text).not.toContain('The command starts and stays up');
    expect(renderVerifyText(verifyResult(), { ...options, all: true })).toContain('The command starts and stays up');
  });

  it('keeps lines short on a narrow terminal, except for words that cannot be broken', () => {
    for (const line of renderVerifyText(verifyResult(), { ...options, columns: 40 }).split('\n')) {
      const longest = Math.max(
        ...line
          .trim()
          .split(' ')
          .map((word) => word.length),
      );
      expect(line.length, line).toBeLessThanOrEqual(Math.max(40, longest + 14));
    }
  });

  it('says the same words with and without colour', () => {
    // oxlint-disable-next-line no-control-regex
    const bare = renderVerifyText(verifyResult(), { ...options, style: COLOURED }).replaceAll(/\u001b\[\d+m/g, '');
    expect(bare).toBe(renderVerifyText(verifyResult(), options));
  });

  it('tells known failures apart, and fails those that pass now', () => {
    const text = renderVerifyText(
      verifyResult(undefined, {
        baseline: {
          file: 'known.json',
          known: [{ check: 'rpc.unknown-method', reason: 'fixed in 3.0' }],
          fresh: ['tool.input-schema'],
          passing: [{ check: 'launch.starts' }],
          undecided: [],
        },
      }),
      options,
    );
    expect(text).not.toContain('FAIL  An unknown method');
    expect(text).toContain('rpc.unknown-method: fixed in 3.0');
    expect(text).toContain('FAIL  launch.starts passes now, but known.json lists it');
  });

  it('shows a preflight, which has no clients', () => {
    expect(renderVerifyText(preflightResult(), options)).toMatch(/^preflight: 1 pass · 1 not applicable\nnode server\.mjs\n/);
  });

  it.each(POLYGLOTS)('lets no control character of %j through, nor a forged first column', (hostile) => {
    for (const all of [false, true]) {
      const text = renderVerifyText(hostileVerify(hostile), { ...options, all });
      // oxlint-disable-next-line no-control-regex
      expect(text).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\ufffe]/);
      expect(text.split('\n').filter((line) => line.startsWith('::') || line.startsWith('# '))).toEqual([]);
    }
  });
});
