import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { renderBadge, renderBadgeJson } from '../../src/report/badge.ts';
import { specUrl } from '../../src/report/check-words.ts';
import { REPORT_FORMATS } from '../../src/report/formats.ts';
import { loadCheckWriter, type ReportOptions } from '../../src/report/writers.ts';
import { PLAIN } from '../../src/report/text/style.ts';
import { parseMarkup } from './parse-markup.ts';
import { hostileVerify, POLYGLOTS, preflightResult, verifyResult } from './sample-checks.ts';

const options: ReportOptions = { columns: 100, style: PLAIN, home: '/home/ana', all: false };
const render = async (format: (typeof REPORT_FORMATS)[number], report = verifyResult()): Promise<string> => (await loadCheckWriter(format))(report, options);
const BASELINE = {
  file: 'known.json',
  known: [{ check: 'rpc.unknown-method', reason: 'fixed in 3.0' }],
  fresh: ['tool.input-schema'],
  passing: [{ check: 'launch.starts' }],
  undecided: [],
};

describe('every format', () => {
  it.each(REPORT_FORMATS)('%s holds the failing check, its evidence and its repair', async (format) => {
    const text = await render(format);
    expect(text).toContain('rpc.unknown-method');
    expect(text.replaceAll('&quot;', '"').replaceAll(String.raw`\"`, '"')).toContain('"method":"mcp-medic/no-such-method"');
    expect(text).toContain('Answer methods the server does not know');
    expect(text).toContain('the server asks for no token');
  });

  it.each(REPORT_FORMATS)('%s writes a preflight too', async (format) => {
    expect((await loadCheckWriter(format))(preflightResult(), options)).toContain('node server.mjs');
  });

  it.each(REPORT_FORMATS)('%s lets no control or invisible character of a server through', async (format) => {
    for (const text of POLYGLOTS) {
      // oxlint-disable-next-line no-control-regex
      expect(await render(format, hostileVerify(text))).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\ufffe\ud800]/u);
    }
  });
});

describe('JUnit', () => {
  it('is well-formed, with a suite per group, failures, skips with reason and warnings as notes', async () => {
    const { elements } = parseMarkup(await render('junit'));
    const count = (name: string): number => elements.filter((element) => element.name === name).length;
    const root = elements.find(({ name }) => name === 'testsuites');
    expect(root?.attributes).toMatchObject({ tests: '10', failures: '2', skipped: '5', errors: '0' });
    expect(count('testsuite')).toBe(6);
    expect([count('testcase'), count('failure'), count('skipped'), count('system-out')]).toEqual([10, 2, 5, 1]);
    expect(elements.filter(({ name }) => name === 'skipped').map(({ attributes }) => attributes['message'])).toContain(
      'not-tested: no tool is called without --allow-calls',
    );
  });

  it('skips known failures and fails a listed one that passes now', async () => {
    const { elements } = parseMarkup(await render('junit', verifyResult(undefined, { baseline: BASELINE })));
    const messages = elements.flatMap(({ name, attributes }) => (name === 'failure' || name === 'skipped' ? [attributes['message']] : []));
    expect(messages).toContain('known failure: fixed in 3.0');
    expect(messages).toContain('passes now, but the baseline lists it as a known failure');
  });

  it.each(POLYGLOTS)('keeps its structure with %j in every field', async (text) => {
    const { elements } = parseMarkup(await render('junit', hostileVerify(text)));
    expect(elements.filter(({ name }) => name === 'testcase')).toHaveLength(5);
    expect(new Set(elements.map(({ name }) => name))).toEqual(new Set(['testsuites', 'testsuite', 'testcase', 'failure', 'skipped']));
  });
});

describe('HTML', () => {
  it('is one well-formed file that loads nothing and runs nothing', async () => {
    const text = await render('html');
    const { elements } = parseMarkup(text);
    expect(elements.some(({ name }) => ['script', 'img', 'iframe', 'object', 'link', 'form', 'base'].includes(name))).toBe(false);
    expect(elements.some(({ attributes }) => Object.keys(attributes).some((name) => name.startsWith('on') || name === 'src' || name === 'style'))).toBe(false);
    const policy = elements.find(({ attributes }) => attributes['http-equiv'] === 'Content-Security-Policy')?.attributes['content'];
    expect(policy).toMatch(/^default-src 'none'; style-src 'sha256-[\w+/]{43}='; base-uri 'none'; form-action 'none'$/);
    const style = /<style>([\s\S]*?)<\/style>/.exec(text)?.[1] ?? '';
    expect(policy).toContain(`'sha256-${createHash('sha256').update(style).digest('base64')}'`);
    expect(text).toContain('server/discover');
    expect(elements.filter(({ name, attributes }) => name === 'details' && 'open' in attributes)).toHaveLength(2);
  });

  it.each(POLYGLOTS)('has the same elements with %j in every field as with a plain word', async (hostile) => {
    const shape = (text: string): readonly string[] => parseMarkup(text).elements.map(({ name, attributes }) => `${name} ${Object.keys(attributes).join(' ')}`);
    expect(shape(await render('html', hostileVerify(hostile)))).toEqual(shape(await render('html', hostileVerify('word'))));
  });

  it('links to the specification only', async () => {
    const { elements } = parseMarkup(await render('html'));
    const targets = elements.flatMap(({ attributes }) => attributes['href'] ?? []);
    expect(targets).toEqual([
      'https://modelcontextprotocol.io/specification/2025-11-25/basic/index#responses',
      'https://www.rfc-editor.org/rfc/rfc8927#section-3.2',
    ]);
    expect(specUrl('javascript:alert(1)')).toBeUndefined();
    expect(specUrl('2025-11-25 basic/index#x"><script>')).toBe('https://modelcontextprotocol.io/specification/2025-11-25/basic/index#x');
  });
});

describe('Markdown', () => {
  it.each(POLYGLOTS)('lets %j become no heading, image, mention, tag or table row', async (hostile) => {
    const text = await render('markdown', hostileVerify(hostile));
    const plain = text.replaceAll(/^(`{3,})text\n[\s\S]*?\n\1$/gm, '').replaceAll(/(?<![\\`])(`+)(?!`)[\s\S]*?[^`]\1(?!`)/g, '');
    expect(plain).not.toMatch(/(?<!\\)!\[|(?<!\\)<(?!\/?(?:details|summary)>)|@everyone|^# forged/m);
    expect(plain).not.toMatch(/(?<!\\)&(?:lt|#)/);
    for (const line of plain.split('\n').filter((one) => one.startsWith('|')))
      expect([4, 5], line).toContain(line.replaceAll(/\\./g, '').split('|').length - 1);
  });

  it('stays short enough for a comment, however much fails', async () => {
    const [, , failing] = verifyResult().checks;
    const checks = Array.from({ length: 160 }, (_, index) => ({
      ...failing!,
      id: `rpc.${index}`,
      evidence: [{ what: 'received', quote: 'x'.repeat(20_000) }],
    }));
    const text = await render('markdown', verifyResult(checks));
    expect(text.length).toBeLessThan(65_000);
    expect(text).toMatch(/And \d+ more: `rpc\.\d+`/);
  });
});

describe('the badge', () => {
  it.each([
    [verifyResult(), 'mcp verify: 2 fail, 2 pass, 1 warn', true],
    [preflightResult(), 'mcp preflight: 1 pass', false],
    [verifyResult(undefined, { baseline: { ...BASELINE, passing: [] } }), 'mcp verify: 1 fail, 2 pass, 1 warn, 1 known', true],
  ])('%# says the counts, for eyes and for screen readers', (report, words, isError) => {
    const svg = renderBadge(report);
    const { elements } = parseMarkup(svg);
    expect(elements[0]?.attributes).toMatchObject({ role: 'img', 'aria-label': words });
    expect(svg).toContain(`<title>${words}</title>`);
    expect(elements.some(({ attributes }) => 'href' in attributes || 'src' in attributes)).toBe(false);
    const json = JSON.parse(renderBadgeJson(report)) as Record<string, unknown>;
    expect(`${String(json['label'])}: ${String(json['message'])}`).toBe(words);
    expect(json).toMatchObject({ schemaVersion: 1, isError });
  });
});
