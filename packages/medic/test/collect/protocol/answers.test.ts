import { describe, expect, it } from 'vitest';
import { checkAnswer, classifyMessage, findRpcFaults, type IdRule } from '../../../src/collect/protocol/answers.ts';

const ok = { jsonrpc: '2.0', id: 0, result: { a: 1 } };

describe('checkAnswer', () => {
  it('takes a result and an error', () => {
    expect(checkAnswer(ok, 0)).toEqual({ kind: 'result', result: { a: 1 }, faults: [] });
    expect(checkAnswer({ jsonrpc: '2.0', id: 'x', error: { code: -32601, message: 'no', data: [1] } }, 'x')).toEqual({
      kind: 'error',
      error: { code: -32601, message: 'no', data: [1] },
      faults: [],
    });
  });

  const faulty: readonly (readonly [string, unknown, string])[] = [
    ['another id', { ...ok, id: 3 }, 'the id is 3, the request had 0'],
    ['a null id', { jsonrpc: '2.0', id: null, error: { code: -32000, message: 'x' } }, 'the id is null, the request had 0'],
    ['no id', { jsonrpc: '2.0', error: { code: -32000, message: 'x' } }, 'the id is missing'],
    ['no jsonrpc', { id: 0, result: {} }, '"jsonrpc" is missing'],
    ['jsonrpc 1.0', { ...ok, jsonrpc: '1.0' }, '"jsonrpc" is "1.0", not "2.0"'],
    ['jsonrpc as number', { ...ok, jsonrpc: 2 }, '"jsonrpc" is 2, not "2.0"'],
    ['result and error', { ...ok, error: null }, 'both "result" and "error" are there'],
    ['neither', { jsonrpc: '2.0', id: 0 }, 'neither "result" nor "error" is there'],
    ['a null result', { ...ok, result: null }, '"result" is null, not an object'],
    ['a string error', { jsonrpc: '2.0', id: 0, error: 'bad' }, '"error" is "bad", not an object'],
    ['a string code', { jsonrpc: '2.0', id: 0, error: { code: 'E', message: 'x' } }, 'the error code is "E", not an integer'],
    ['no error message', { jsonrpc: '2.0', id: 0, error: { code: 1 } }, 'the error message is missing, not a string'],
    ['a request', { jsonrpc: '2.0', id: 0, method: 'ping' }, 'it is a request or notification, no answer'],
    ['a batch', [ok], 'the message is an array (a batch)'],
    ['a string', 'hello', 'the message is no object'],
    ['inherited keys only', JSON.parse('{"__proto__":{"jsonrpc":"2.0","id":0,"result":{}}}'), '"jsonrpc" is missing'],
  ];
  it.each(faulty)('drops %s', (_name, json, fault) => {
    const answer = checkAnswer(json, 0);
    expect(answer.kind).toBe('faulty');
    expect(answer.faults).toContain(fault);
  });

  it.each<[IdRule, string]>([
    ['numeric', 'result'],
    ['strict', 'faulty'],
  ])('treats the id "0" for 0 by the rule %s', (rule, kind) => {
    const answer = checkAnswer({ ...ok, id: '0' }, 0, rule);
    expect(answer.kind).toBe(kind);
    expect(answer.faults).toEqual(['the id is "0", the request had 0']);
  });

  it('overlooks a null error beside a result by the strict rule only', () => {
    expect(checkAnswer({ ...ok, error: null }, 0, 'strict')).toEqual({ kind: 'result', result: { a: 1 }, faults: ['both "result" and "error" are there'] });
    expect(checkAnswer({ ...ok, error: { code: 1, message: 'x' } }, 0, 'strict').kind).toBe('faulty');
  });

  it('cuts foreign text in faults', () => {
    expect(checkAnswer({ ...ok, id: 'x'.repeat(9_000) }, 0).faults[0]?.length).toBeLessThan(100);
  });
});

describe('classifyMessage', () => {
  it.each([
    [{ jsonrpc: '2.0', method: 'notifications/message' }, 'notification'],
    [{ jsonrpc: '2.0', id: 1, method: 'roots/list' }, 'request'],
    [{ id: 1, result: {} }, 'answer'],
    [{ jsonrpc: '2.0' }, 'answer'],
    [[ok], 'batch'],
    [{ level: 'info', msg: 'started' }, 'no-rpc'],
    [{ method: 'GET', path: '/' }, 'no-rpc'],
    [{ error: 'cannot connect' }, 'no-rpc'],
    [[1, 2], 'no-rpc'],
    [[[ok]], 'no-rpc'],
    [null, 'no-rpc'],
    [42, 'no-rpc'],
  ])('%j is %s', (json, kind) => {
    expect(classifyMessage(json)).toBe(kind);
  });

  it('finds no fault in a valid request and notification', () => {
    expect(findRpcFaults({ jsonrpc: '2.0', id: 'a', method: 'ping' })).toEqual([]);
    expect(findRpcFaults({ jsonrpc: '2.0', method: 'ping' })).toEqual([]);
    expect(findRpcFaults({ jsonrpc: '2.0', id: null, method: 'ping' })).toEqual(['the id is null']);
  });
});
