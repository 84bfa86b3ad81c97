import { describe, expect, it } from 'vitest';
import { CLIENTS } from '../../../src/clients/index.ts';
import { outlookClient } from '../../../src/collect/client-facts.ts';
import type { ClientOutlook, JsonObject } from '../../../src/model/index.ts';
import type { OutlookFacts, Turn } from '../../../src/model/verify/index.ts';
import { predictOutlook } from '../../../src/rules/outlook/predict-outlook.ts';

const CLIENT_FACTS = CLIENTS.map(outlookClient);

function initializeAfter(ms: number, end: Turn['end'] = 'answered'): Turn {
  const json: JsonObject = { jsonrpc: '2.0', id: 1, result: { protocolVersion: '2025-06-18' } };
  const answer = { json, result: json['result'] as JsonObject, id: 'exact' as const, faults: [] };
  return { peer: 1, what: 'initialize', sent: '{}', ...(end === 'answered' ? { answer } : {}), others: [], noise: [], end, ms };
}

function predict(initialize: Turn, more: Partial<OutlookFacts> = {}): (id: string) => ClientOutlook | undefined {
  const facts: OutlookFacts = {
    transport: 'stdio',
    name: 'server',
    eras: ['legacy'],
    survey: { initialize },
    offered: { '2025-06-18': initialize },
    publishedRevisions: ['2025-11-25', '2025-06-18'],
    needsLogin: false,
    hasCredentials: false,
    checks: [],
    tools: { count: 0, tools: [] },
    ...more,
  };
  const outlooks = predictOutlook(CLIENT_FACTS, facts);
  return (id) => outlooks.find((one) => one.id === id);
}

describe('predictOutlook', () => {
  it('lets clients give up that are less patient than the start is long', () => {
    const of = predict(initializeAfter(31_000));
    expect(['claude-code', 'codex', 'mcporter'].map((id) => of(id)?.outlook)).toEqual(['fails', 'fails', 'fails']);
    expect(['gemini-cli', 'copilot-cli', 'continue'].map((id) => of(id)?.outlook)).toEqual(['connects', 'connects', 'connects']);
    expect(of('claude-code')?.reasons.join(' ')).toMatch(/31000 ms.*30000 ms.*MCP_TIMEOUT/u);
  });

  it('says where only the list command is impatient', () => {
    const of = predict(initializeAfter(8_000));
    expect(of('gemini-cli')?.outlook).toBe('connects');
    expect(of('gemini-cli')?.reasons.join(' ')).toMatch(/gives up after 5000 ms/u);
  });

  it('adds the silence on server/discover to what clients of both eras wait', () => {
    const silent = { ...initializeAfter(5_000, 'silent'), what: 'server/discover' };
    const of = predict(initializeAfter(28_000), { survey: { initialize: initializeAfter(28_000), discover: silent } });
    expect([of('claude-code')?.outlook, of('codex')?.outlook]).toEqual(['fails', 'connects']);
  });

  it('holds the number of tools against the limits of clients and providers', () => {
    const tools = Array.from({ length: 130 }, (_, index) => ({ name: `tool_${index}`, schemaFaults: [] }));
    const of = predict(initializeAfter(10), { tools: { count: 130, tools } });
    expect(['cursor', 'vscode', 'openai', 'google', 'anthropic', 'codex'].map((id) => of(id)?.outlook)).toEqual([
      'loses-tools',
      'loses-tools',
      'loses-tools',
      'connects',
      'connects',
      'connects',
    ]);
  });

  it('predicts failure for everybody when nothing was answered, and nothing of the providers', () => {
    const of = predict(initializeAfter(30_000, 'silent'), { eras: [], offered: {} });
    expect([of('claude-code')?.outlook, of('raycast')?.outlook]).toEqual(['fails', 'fails']);
    expect(of('codex')?.reasons.join(' ')).toContain('no answer within 30000 ms');
  });

  it('names the credential that was refused', () => {
    const http = {
      method: 'POST',
      url: 'http://127.0.0.1/mcp',
      requestHeaders: {},
      status: 401,
      headers: {},
      contentType: '',
      body: '',
      bytes: 0,
      ended: true,
      phasesMs: {},
    };
    const of = predict({ ...initializeAfter(5, 'answered'), http }, { transport: 'http', eras: [], needsLogin: true, hasCredentials: true });
    expect([of('codex')?.outlook, of('codex')?.reasons]).toEqual(['needs-login', ['The server refuses the credential that was given with HTTP 401']]);
  });
});
