import { describe, expect, it } from 'vitest';
import { joinLines } from '../../../src/collect/pasted-text/join-lines.ts';
import { viewLine } from '../../../src/collect/pasted-text/list-views.ts';

const views = (text: string): readonly string[] => viewLine({ number: 1, text }).views;

describe('viewLine', () => {
  it.each([
    ['mail quoting', '> > spawn uvx ENOENT'],
    ['a table frame', '│ spawn uvx ENOENT          │'],
    ['colours', '\u001b[31mspawn uvx ENOENT\u001b[0m'],
    ['colours without escape', '\\u001b[31mspawn uvx ENOENT\\u001b[0m'],
    ['colours without escape character', '[31mspawn uvx ENOENT[0m'],
    ['colours with a picture of the escape character', '\u2190[1;31mspawn uvx ENOENT\u2190[0m'],
    ['line numbers of an editor', ' 12\tspawn uvx ENOENT'],
    ['a clock of another country', '31.12.2025 15:04:05,123 [error] spawn uvx ENOENT'],
    ['a clock of twelve hours', '[3:04:05 PM] spawn uvx ENOENT'],
    ['a carriage return', 'spawn uvx ENOENT\r'],
    ['a JSON log line', '{"level":50,"msg":"spawn uvx ENOENT"}'],
    ['a nested JSON error', '{"error":{"message":"spawn uvx ENOENT"},"server":"notes"}'],
    ['escaped line breaks', '{"text":"first\\nspawn uvx ENOENT\\nlast"'],
  ])('undoes %s', (_what, text) => {
    expect(views(text)).toContain('spawn uvx ENOENT');
  });

  it('undoes HTML entities', () => {
    expect(views('Unexpected token &#39;&lt;&#39;')).toContain("Unexpected token '<'");
  });

  it('reads typographic quotes as straight ones too', () => {
    expect(views('Error: Cannot find module ‘zod’')).toContain("Error: Cannot find module 'zod'");
  });

  it('does not take a Windows path for a line break', () => {
    expect(views('Cannot open C:\\work\\new.txt')).toEqual(['Cannot open C:\\work\\new.txt']);
  });

  it('says foreign system messages and client wordings in the words that rules know', () => {
    expect(views('connect: da der Zielcomputer die Verbindung verweigerte')).toContain(
      'connect: No connection could be made because the target machine actively refused it',
    );
    expect(views('500 status sending message to http://localhost/mcp')).toContain('HTTP 500 sending message to http://localhost/mcp');
  });

  it.each([
    '2026-01-01T00:00:00.000Z [x] [info] Message from server: {"jsonrpc":"2.0","id":1,"result":{"tools":[{"description":"explains ECONNREFUSED"}]}}',
    '{"method":"tools/call","params":{"name":"grep","arguments":{"q":"ECONNREFUSED 127.0.0.1:1"}},"jsonrpc":"2.0","id":4}',
    "  case 'ECONNREFUSED':",
    "if (error.code === 'ENOENT') {",
  ])('takes no words from data and source code: %s', (text) => {
    expect(views(text)).toEqual([]);
  });

  it('stays within bounds on a hostile line', () => {
    expect(views('\\n'.repeat(30_000)).length).toBeLessThanOrEqual(60);
    expect(views(`{"msg":${'{"msg":'.repeat(5000)}`).length).toBeLessThanOrEqual(60);
  });
});

describe('joinLines', () => {
  const join = (...texts: string[]): readonly string[] => joinLines(texts.map((text, index) => viewLine({ number: index + 1, text }))).map(({ text }) => text);

  it('joins a sentence that a terminal wrapped', () => {
    expect(join('tools.2.Definition.name: String should', "match pattern '^[a-z]+$'")).toContain(
      "tools.2.Definition.name: String should match pattern '^[a-z]+$'",
    );
  });

  it('joins an object printed over lines', () => {
    expect(join('{', '"code": -32000,', '"message": "gone"', '}')).toContain('{ "code": -32000, "message": "gone" }');
  });

  it('joins no records of a log', () => {
    expect(join('2026-01-01T00:00:00Z [a] [info] a long line that ends here', '2026-01-01T00:00:01Z [b] [info] next')).toEqual([]);
  });
});
