import { describe, expect, it } from 'vitest';
import { createStdoutLines } from '../../../src/collect/verify/stdout-lines.ts';

const ANSWER = '{"jsonrpc":"2.0","id":1,"result":{"tools":[]}}';

function looksAnsweredAmiss(...chunks: readonly (string | Buffer)[]): boolean {
  const lines = createStdoutLines(() => undefined);
  for (const chunk of chunks) lines.push(Buffer.from(chunk));
  return lines.answeredAmiss();
}

describe('an answer that no client can read', () => {
  it.each([
    ['behind a Content-Length header', `Content-Length: ${ANSWER.length}\r\n\r\n${ANSWER}`],
    ['without a line end', ANSWER],
    ['over several lines', `${JSON.stringify(JSON.parse(ANSWER), undefined, 2)}\n`],
    ['in UTF-16', Buffer.from(`${ANSWER}\n`, 'utf16le')],
  ])('is told %s', (_, bytes) => {
    expect(looksAnsweredAmiss(bytes)).toBe(true);
  });

  it.each([
    ['a good answer', [`${ANSWER}\n`]],
    ['a good answer, then one without a line end', [`${ANSWER}\n`, ANSWER]],
    ['the beginning of an answer', [ANSWER.slice(0, -3)]],
    ['a banner', ['Server is ready\n']],
    ['a request that was logged', ['received {"jsonrpc":"2.0","id":1,"method":"initialize"}\n']],
  ])('is not %s', (_, chunks) => {
    expect(looksAnsweredAmiss(...chunks)).toBe(false);
  });
});
