import { describe, expect, it } from 'vitest';
import { type ReducedLog, reduceLog } from '../../../src/collect/pasted-text/reduce-log.ts';

const OPTIONS = { literals: ['ENOENT', 'refusé'], isTelling: (line: string): boolean => /spawn \w+ ENOENT|refusé/u.test(line) };

async function* chunksOf(bytes: Buffer, size: number): AsyncIterable<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield Buffer.from(bytes.subarray(at, at + size));
}

const reduce = (bytes: Buffer | string, size: number = 65_536): Promise<ReducedLog> => reduceLog(chunksOf(Buffer.from(bytes), size), OPTIONS);

describe('reduceLog', () => {
  it('keeps a short text whole, whatever the chunks and line ends', async () => {
    for (const size of [1, 7, 65_536]) {
      const { lines, totalLines } = await reduce('one\r\ntwo\nthrée', size);
      expect(lines.map(({ number, text }) => [number, text.trim()])).toEqual([
        [1, 'one'],
        [2, 'two'],
        [3, 'thrée'],
      ]);
      expect(totalLines).toBe(3);
    }
  });

  it.each([
    ['UTF-16LE with BOM', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('spawn uvx ENOENT\nfin', 'utf16le')])],
    ['UTF-16LE without BOM', Buffer.from('spawn uvx ENOENT\nfin', 'utf16le')],
    ['UTF-16BE with BOM', Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from('spawn uvx ENOENT\nfin', 'utf16le').swap16()])],
    ['UTF-8 with BOM', Buffer.from('\ufeffspawn uvx ENOENT\nfin')],
  ])('reads %s', async (_what, bytes) => {
    for (const size of [3, 65_536]) expect((await reduce(bytes, size)).lines.map(({ text }) => text)).toEqual(['spawn uvx ENOENT', 'fin']);
  });

  it('finds the telling lines of a long log with their numbers and neighbours, and no more', async () => {
    const texts = Array.from({ length: 60_000 }, (_unused, index) => `2026-01-01 filler line number ${index + 1} with some words`);
    for (const at of [100, 20_000, 20_001, 30_000, 40_000]) texts[at - 1] = `at ${at} spawn uvx ENOENT`;
    texts[24_999] = 'connexion refusée';
    const { lines, totalLines } = await reduce(texts.join('\n'));
    expect(totalLines).toBe(60_000);
    const telling = lines.filter(({ text }) => OPTIONS.isTelling(text));
    expect(telling.map(({ number }) => number)).toEqual([100, 20_000, 20_001, 25_000, 40_000]);
    expect(lines.every(({ number, text }) => text === texts[number - 1])).toBe(true);
    expect(lines.map(({ number }) => number)).toEqual(expect.arrayContaining([99, 101, 24_996, 25_004, 60_000]));
    expect(lines.length).toBeLessThan(10_000);
  });

  it('keeps its memory, the numbers of lines and the last of many over megabytes, in chunks that are overwritten', async () => {
    const texts = Array.from(
      { length: 90_000 },
      (_unused, index) => `${index % 3 === 0 ? 'spawn uvx ENOENT' : 'a line of no interest'} at ${1_000_000 + index} of this`,
    );
    texts[60_000] = 'spawn other ENOENT';
    texts[60_001] = `${'endless '.repeat(400_000)}spawn late ENOENT`;
    for (let index = 80_000; index < texts.length; index += 1) texts[index] = `a line of no interest at ${index}`;
    const bytes = Buffer.from(texts.join('\n'));
    const chunk = Buffer.alloc(100_003);
    async function* reuse(): AsyncIterable<Buffer> {
      for (let at = 0; at < bytes.length; at += chunk.length) yield chunk.subarray(0, bytes.copy(chunk, 0, at));
    }
    const { lines, totalLines, totalBytes } = await reduceLog(reuse(), OPTIONS);
    expect([totalLines, totalBytes]).toEqual([90_000, bytes.length]);
    const telling = lines.filter(({ text }) => OPTIONS.isTelling(text)).map(({ number }) => number);
    // The neighbours of those kept are kept as well.
    expect(telling).toEqual([1, 4, 7, 10, 59_998, 60_001, 60_004, 79_999]);
    expect(lines.every(({ number, text }) => texts[number - 1]!.startsWith(text))).toBe(true);
    expect(lines.at(-1)?.text).toBe(texts.at(-1));
  });

  it('cuts endless lines and tells binary data', async () => {
    const { lines } = await reduce(Buffer.from('x'.repeat(3_000_000)));
    expect(Math.max(...lines.map(({ text }) => text.length))).toBeLessThanOrEqual(65_536);
    expect((await reduce(Buffer.from(Array.from({ length: 5000 }, (_unused, index) => index % 8)))).isBinary).toBe(true);
    expect((await reduce('plain text\n')).isBinary).toBe(false);
  });
});
