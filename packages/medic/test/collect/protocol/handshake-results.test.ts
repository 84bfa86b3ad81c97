import { describe, expect, it } from 'vitest';
import { judgeDiscoverResult, judgeInitializeResult } from '../../../src/collect/protocol/handshake-results.ts';
import { rmcpHandshake, sdkHandshake } from './handshake-facts.ts';

const info = { name: 'demo', version: '1.0.0' };
const result = { protocolVersion: '2025-06-18', capabilities: { tools: {}, logging: null }, serverInfo: info };

describe('judgeInitializeResult', () => {
  it('takes version, name and declared capabilities', () => {
    expect(judgeInitializeResult(result, sdkHandshake)).toEqual({ kind: 'accepted', protocolVersion: '2025-06-18', serverInfo: info, capabilities: ['tools'] });
  });

  it.each(['1999-01-01', '2099-12-31', '2026-07-28'])('refuses %s for SDK clients and takes it for rmcp', (protocolVersion) => {
    const answered = { ...result, protocolVersion };
    expect(judgeInitializeResult(answered, sdkHandshake)).toMatchObject({ kind: 'refused', because: 'version', offered: [protocolVersion] });
    expect(judgeInitializeResult(answered, rmcpHandshake)).toMatchObject({ kind: 'accepted', protocolVersion });
  });

  it.each([
    [{}, '"protocolVersion" is missing'],
    [{ ...result, protocolVersion: 1 }, '"protocolVersion" is not a string'],
    [{ ...result, capabilities: [] }, '"capabilities" is not an object'],
    [{ protocol_version: '2025-06-18', capabilities: {} }, '"protocolVersion" is missing; "protocol_version" is there instead'],
    [{ protocolVersion: '2025-06-18', capabilities: {}, server_info: info }, '"serverInfo" is missing; "server_info" is there instead'],
    [{ ...result, serverInfo: { name: 'x' } }, '"serverInfo" lacks a "name" or "version" string'],
  ])('refuses the shape %j', (answered, fault) => {
    expect(judgeInitializeResult(answered, sdkHandshake)).toEqual({ kind: 'refused', because: 'shape', fault });
  });
});

describe('judgeDiscoverResult', () => {
  const discovered = { supportedVersions: ['2026-07-28'], capabilities: { tools: {} }, _meta: { 'io.modelcontextprotocol/serverInfo': info } };

  it('reads the server from _meta, and does without it', () => {
    expect(judgeDiscoverResult(discovered)).toEqual({ kind: 'accepted', protocolVersion: '2026-07-28', serverInfo: info, capabilities: ['tools'] });
    expect(judgeDiscoverResult({ ...discovered, _meta: 5 })).toEqual({ kind: 'accepted', protocolVersion: '2026-07-28', capabilities: ['tools'] });
  });

  it.each([
    [{ capabilities: {} }, 'shape'],
    [{ ...discovered, supportedVersions: [] }, 'shape'],
    [{ ...discovered, supportedVersions: ['2026-07-28', 1] }, 'shape'],
    [{ ...discovered, capabilities: null }, 'shape'],
    [{ ...discovered, supportedVersions: ['2027-01-01'] }, 'version'],
  ])('refuses %j', (answered, because) => {
    expect(judgeDiscoverResult(answered)).toMatchObject({ kind: 'refused', because });
  });
});
