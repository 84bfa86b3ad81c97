import { describe, expect, test } from 'vitest';
import { rule } from '../../../src/rules/connect/stdout-pollution.ts';
import { CONNECTED, failed, judgeFacts, judgeText, noise, stdio } from '../facts.ts';

describe('stdout-pollution in a session', () => {
  test('whole lines before the answer are a hint, with the line quoted', () => {
    const [hit] = judgeFacts(rule, { session: stdio(CONNECTED, { noise: [noise('Server ready')] }) });
    expect(hit).toMatchObject({ severity: 'hint', confidence: 'confirmed', evidence: [{ where: 'stdout line 1', quote: 'Server ready' }] });
    expect(hit?.why).toContain('clients skip such lines');
  });

  test('text glued to the answer is the cause', () => {
    const [hit] = judgeFacts(rule, {
      session: stdio(failed('silence'), { framing: 'glued-noise', noise: [noise('Loading…{"jsonrpc":"2.0","id":0,"result":{}}')] }),
    });
    expect(hit).toMatchObject({ confidence: 'confirmed' });
    expect(hit?.severity).toBeUndefined();
    expect(hit?.why).toContain('Loading…');
  });

  test('where the client asked again after a lost answer it is a risk', () => {
    const [hit] = judgeFacts(rule, { session: stdio(CONNECTED, { framing: 'glued-noise', noise: [noise('Loading…{"jsonrpc":"2.0","id":"p"}')] }) });
    expect(hit).toMatchObject({ severity: 'risk', why: expect.stringContaining('asked again') });
  });

  test.each([
    ['a clean healthy server', stdio(CONNECTED)],
    ['lines beside a silence they do not explain', stdio(failed('silence'), { noise: [noise('Listening on port 3000')] })],
    ['the last words of a crash', stdio(failed('exit'), { noise: [noise('cannot open database')] })],
  ])('nothing on %s', (_, session) => {
    expect(judgeFacts(rule, { session })).toEqual([]);
  });

  test('an old line of a log is no more than a possibility', () => {
    const signs = [
      {
        rule: 'stdout-pollution',
        sign: 'not-json',
        source: 'client-log' as const,
        line: 4,
        quote: 'MCP x: Unexpected token \'S\', "Starting" is not valid JSON',
        groups: { head: 'Starting' },
      },
    ];
    expect(judgeFacts(rule, { session: stdio(failed('silence')), signs })).toMatchObject([{ confidence: 'possible' }]);
  });
});

describe('stdout-pollution in text', () => {
  test.each([
    ['Client error for command Unexpected token \'L\', "Loading mo"... is not valid JSON', 'confirmed'],
    ['MCP notes: Unexpected token \'C\', "Connected to db" is not valid JSON', 'confirmed'],
    ['SyntaxError: Unexpected token \'╔\', "╔══════╗" is not valid JSON', 'likely'],
    ['[error] Unexpected token S in JSON at position 0', 'likely'],
    ['[notes] [error] Unexpected non-whitespace character after JSON at position 4', 'likely'],
    ['Failed to parse JSONRPC message from server', 'likely'],
    ["invalid character 'S' looking for beginning of value", 'likely'],
    ["JsonParseException: Unrecognized token 'Starting': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')", 'likely'],
    ['[warning] Failed to parse message: "Starting up"', 'likely'],
  ])('%s', (text, confidence) => {
    expect(judgeText(rule, text)).toMatchObject([{ confidence }]);
  });

  test.each([
    'SyntaxError: Unexpected token \'<\', "<!DOCTYPE "... is not valid JSON',
    'Failed to parse settings: SyntaxError: Unexpected token \'x\', "xyz" is not valid JSON',
    'HTTP 404: Invalid OAuth error response: SyntaxError: Unexpected token \'N\', "Not Found" is not valid JSON',
    '[error] Unexpected token \'U\', "Unauthorized" is not valid JSON',
    'There was an error reading or parsing claude_desktop_config.json: Unexpected non-whitespace character after JSON at position 42',
    '[warning] Failed to parse message: "/messages/?session_id=1"',
    'Server started and connected successfully',
  ])('not: %s', (text) => {
    expect(judgeText(rule, text)).toEqual([]);
  });
});
