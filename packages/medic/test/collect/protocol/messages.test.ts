import { describe, expect, it } from 'vitest';
import {
  buildDiscover,
  buildInitialize,
  buildInitialized,
  buildModernMeta,
  buildToolsList,
  requestIds,
  revisionEra,
} from '../../../src/collect/protocol/messages.ts';
import { probingHandshake, rmcpHandshake, sdkHandshake } from './handshake-facts.ts';

describe('client messages', () => {
  it('writes initialize with what this client offers', () => {
    expect(buildInitialize(rmcpHandshake)).toEqual({
      jsonrpc: '2.0',
      id: 0,
      method: 'initialize',
      params: { protocolVersion: '2025-06-18', capabilities: { elicitation: {} }, clientInfo: { name: 'test-client', version: '1.2.3' } },
    });
    expect(buildInitialized()).toEqual({ jsonrpc: '2.0', method: 'notifications/initialized' });
  });

  it('writes the discover probe with complete metadata', () => {
    expect(buildDiscover(sdkHandshake, 7)).toEqual({
      jsonrpc: '2.0',
      id: 7,
      method: 'server/discover',
      params: {
        _meta: {
          'io.modelcontextprotocol/protocolVersion': '2026-07-28',
          'io.modelcontextprotocol/clientInfo': { name: 'test-client', version: '1.2.3' },
          'io.modelcontextprotocol/clientCapabilities': {},
        },
      },
    });
  });

  it('writes tools/list without params on the first legacy page', () => {
    expect(buildToolsList(1)).toEqual({ jsonrpc: '2.0', id: 1, method: 'tools/list' });
    expect(buildToolsList(2, '')).toEqual({ jsonrpc: '2.0', id: 2, method: 'tools/list', params: { cursor: '' } });
    const meta = buildModernMeta(sdkHandshake);
    expect(buildToolsList(3, 'x', meta).params).toEqual({ _meta: meta, cursor: 'x' });
  });

  it('never uses one id twice in a session', () => {
    for (const handshake of [sdkHandshake, probingHandshake, rmcpHandshake, { ...probingHandshake, accepts: 'any' as const }]) {
      const ids = requestIds(handshake);
      expect(new Set([ids.discover, ids.initialize, ids.next]).size).toBe(3);
    }
  });

  it.each([
    ['2025-11-25', 'legacy'],
    ['2024-10-07', 'legacy'],
    ['2026-07-28', 'modern'],
    ['2099-12-31', 'unknown'],
    ['', 'unknown'],
  ])('knows the era of %s', (revision, era) => {
    expect(revisionEra(revision)).toBe(era);
  });
});
