import { describe, expect, it } from 'vitest';
import { changedLines } from '../../src/report/text/diff-lines.ts';

const HEAD = '--- a\n+++ b\n@@ -1,1 +1,1 @@\n';

describe('the changed lines of a diff', () => {
  it('are shown as they are, without context and headings', () => {
    expect(changedLines(`${HEAD} {\n-  "url": "http://a"\n+  "url": "http://b"\n }\n`)).toEqual(['-  "url": "http://a"', '+  "url": "http://b"']);
  });

  it('are cut to the change when a whole file stands in one line', () => {
    const wrap = (name: string): string =>
      `{"servers":{${'"a":{"command":"a"},'.repeat(40)}"demo":{"command":"npx","args":["${name}"]}${',"b":{}'.repeat(90)}}}`;
    const lines = changedLines(`${HEAD}-${wrap('server-filesytem')}\n+${wrap('server-filesystem')}\n`);
    expect(lines).toHaveLength(2);
    for (const line of lines) expect(line.length).toBeLessThan(160);
    expect(lines[0]).toMatch(/^-….*"args":\["server-filesytem"\].*…$/u);
    expect(lines[1]).toMatch(/^\+….*"args":\["server-filesystem"\].*…$/u);
  });

  it('show a long change whole: what is agreed to must be seen', () => {
    const added = 'x'.repeat(500);
    expect(changedLines(`-{"a":"","b":"${'y'.repeat(300)}"}\n+{"a":"${added}","b":"${'y'.repeat(300)}"}`)[1]).toContain(`"${added}"`);
  });

  it('leave a long line that is only added or only taken out whole', () => {
    const long = 'z'.repeat(400);
    expect(changedLines(`+${long}`)).toEqual([`+${long}`]);
    expect(changedLines(`-${long}`)).toEqual([`-${long}`]);
  });
});
