import { describe, expect, it } from 'vitest';
import type { TextOptions } from '../../src/report/text/options.ts';
import { renderReport } from '../../src/report/text/report.ts';
import { COLOURED, PLAIN } from '../../src/report/text/style.ts';
import { FAILING, HEALTHY, hostileServer, resultOf } from './sample-result.ts';

const options: TextOptions = { columns: 80, style: PLAIN, home: '/home/ana', all: false };

describe('the text report', () => {
  it('starts with the summary and puts what fails before what is healthy', () => {
    const text = renderReport(resultOf([HEALTHY, FAILING]), options);
    expect(text.split('\n')[0]).toMatch(/^1 failing · 1 healthy/);
    expect(text.indexOf('github')).toBeLessThan(text.indexOf('notes'));
  });

  it('says what happened, how it is known and what to do, with the cause id', () => {
    const text = renderReport(resultOf([FAILING]), options);
    expect(text).toContain('Cursor cannot find "npx"');
    expect(text).toContain('spawn npx ENOENT');
    expect(text).toContain('+      "command": "~/.nvm/versions/node/v24.1.0/bin/npx",');
    expect(text).toContain(`$ sh -c 'echo "two words"'`);
    expect(text).toContain('command-not-on-client-path (confirmed)');
  });

  it('never cuts a path or a command, however narrow the terminal', () => {
    const text = renderReport(resultOf([FAILING]), { ...options, columns: 40, home: '/nowhere' });
    expect(text).toContain('/home/ana/.nvm/versions/node/v24.1.0/bin');
  });

  it('keeps hints back unless asked', () => {
    expect(renderReport(resultOf([HEALTHY]), options)).not.toContain('banner');
    expect(renderReport(resultOf([HEALTHY]), { ...options, all: true })).toContain('banner');
  });

  it('tells the fault of a whole file once, at the file', () => {
    const path = '/home/ana/.gemini/settings.json';
    const fault = {
      rule: 'config-syntax',
      severity: 'blocks' as const,
      message: 'Gemini CLI cannot read settings.json',
      evidence: [{ what: 'a comma is missing' }],
    };
    const server = {
      ...FAILING,
      client: 'gemini-cli',
      configPath: path,
      diagnosis: { ...FAILING.diagnosis!, cause: 'config-syntax' as const, layer: 'config' as const, why: 'told twice' },
    };
    const text = renderReport(
      { ...resultOf([server]), configs: [{ client: 'gemini-cli', scope: 'user', path, state: 'invalid', findings: [fault] }] },
      options,
    );
    expect(text).toContain('a comma is missing');
    expect(text).toContain('see ~/.gemini/settings.json');
    expect(text).not.toContain('told twice');
  });

  it('says where to go when there is no server at all', () => {
    expect(renderReport(resultOf([]), options)).toContain('mcp-medic https://host/mcp');
  });

  it('lets no escape sequence of a server through, with and without colour', () => {
    for (const style of [PLAIN, COLOURED]) {
      const text = renderReport(resultOf([hostileServer()]), { ...options, style });
      // oxlint-disable-next-line no-control-regex
      const own = text.replaceAll(/\u001b\[\d+m/g, '');
      // oxlint-disable-next-line no-control-regex
      expect(own).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
    }
  });
});
