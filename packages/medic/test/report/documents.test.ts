import { describe, expect, it } from 'vitest';
import { renderJson } from '../../src/report/json.ts';
import { renderMarkdown } from '../../src/report/markdown.ts';
import { FAILING, HEALTHY, hostileServer, resultOf } from './sample-result.ts';

describe('JSON', () => {
  it('is one document that holds the result and no raw control character', () => {
    const text = renderJson(resultOf([hostileServer()]));
    expect(JSON.parse(text)).toEqual(resultOf([hostileServer()]));
    // oxlint-disable-next-line no-control-regex
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
  });
});

describe('Markdown', () => {
  it('shows the failing server with evidence and diff, and lists the others', () => {
    const text = renderMarkdown(resultOf([FAILING, HEALTHY]), '/home/ana');
    expect(text).toContain('spawn npx ENOENT');
    expect(text).toContain('```diff');
    expect(text).toMatch(/\| `notes` \| codex \| healthy/);
    expect(text).not.toContain('/home/ana');
  });

  it('lets foreign text become no markup, image, mention or end of a fence', () => {
    const base = FAILING.diagnosis!;
    const title = '![x](http://evil.example/x.png) @everyone <script>';
    const text = renderMarkdown(
      resultOf([{ ...FAILING, diagnosis: { ...base, title, evidence: [{ what: 'quote', quote: 'a\n```\n# out\n````' }] } }]),
      '/home/ana',
    );
    expect(text).not.toContain('![x](');
    expect(text).not.toContain('@everyone');
    expect(text).not.toMatch(/(?<!\\)<script>/);
    expect(text).toContain('`````text');
  });
});
