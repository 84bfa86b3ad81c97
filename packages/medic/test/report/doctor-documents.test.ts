import { describe, expect, it } from 'vitest';
import type { DoctorResult } from '../../src/model/index.ts';
import type { ReportFormat } from '../../src/report/formats.ts';
import { loadDoctorWriter, type ReportOptions } from '../../src/report/writers.ts';
import { PLAIN } from '../../src/report/text/style.ts';
import { parseMarkup } from './parse-markup.ts';
import { FAILING, HEALTHY, hostileServer, resultOf } from './sample-result.ts';

const options: ReportOptions = { columns: 100, style: PLAIN, home: '/home/ana', all: false };
const render = async (format: ReportFormat, result: DoctorResult): Promise<string> => (await loadDoctorWriter(format))(result, options);
const SKIPPED = { ...HEALTHY, name: 'later', verdict: 'not-checked' as const, reason: 'server-disabled: it is switched off', findings: [] };

describe('JUnit of the doctor', () => {
  it('has a suite per client and a case per server, with cause and fix in the failure', async () => {
    const text = await render('junit', resultOf([FAILING, HEALTHY, SKIPPED]));
    const { elements } = parseMarkup(text);
    expect(elements.filter(({ name }) => name === 'testsuite').map(({ attributes }) => attributes['name'])).toEqual(['cursor', 'codex']);
    expect(elements.find(({ name }) => name === 'failure')?.attributes).toMatchObject({
      type: 'command-not-on-client-path',
      message: 'Cursor cannot find "npx"',
    });
    expect(elements.find(({ name }) => name === 'skipped')?.attributes['message']).toBe('server-disabled: it is switched off');
    expect(text).toContain('Fix: Write the full path of npx');
    expect(text).not.toContain('/home/ana');
  });

  it('fails a config file that cannot be read', async () => {
    const fault = { rule: 'config-syntax', severity: 'blocks' as const, message: 'Cursor cannot read mcp.json', evidence: [{ what: 'a comma is missing' }] };
    const result = resultOf([]);
    const { elements } = parseMarkup(await render('junit', { ...result, configs: [{ ...result.configs[0]!, state: 'invalid', findings: [fault] }] }));
    expect(elements.find(({ name }) => name === 'failure')?.attributes).toMatchObject({ type: 'config-syntax' });
  });
});

describe('HTML of the doctor', () => {
  it('shows cause, evidence and diff', async () => {
    const text = await render('html', resultOf([FAILING, HEALTHY]));
    expect(text).toContain('spawn npx ENOENT');
    expect(text).toContain('+      &quot;command&quot;: &quot;~/.nvm/versions/node/v24.1.0/bin/npx&quot;');
    expect(text).toContain("default-src 'none'");
  });

  it('and JUnit keep their structure with hostile strings', async () => {
    for (const format of ['html', 'junit'] as const) {
      const { elements } = parseMarkup(await render(format, resultOf([hostileServer()])));
      expect(elements.some(({ name, attributes }) => name === 'img' || 'onerror' in attributes)).toBe(false);
    }
  });
});
