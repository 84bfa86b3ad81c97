import { expect, it } from 'vitest';
import { clientFacts } from '../../src/collect/client-facts.ts';
import type { ClientDefinition } from '../../src/model/index.ts';

const definition: ClientDefinition = {
  id: 'codex',
  name: 'Codex',
  checked: 'test',
  kind: 'cli',
  files: [],
  logs: [],
  reload: 'start Codex again',
  parser: { bom: 'refused', comments: 'accepted', trailingComma: 'refused', known: 'tested' },
  dialect: {
    command: 'string',
    fields: { command: 'command', args: 'args', url: ['url', 'httpUrl'], timeout: { name: 'startup_timeout_sec', unitMs: 1000, affectsConnect: true } },
    types: { http: 'http' },
    urlWithoutType: 'http',
    wrongValueType: 'file',
    unknownField: 'ignored',
    noRemote: { instead: 'mcp-remote', wholeFileRefused: true },
    known: 'tested',
  },
  expansion: { syntax: ['${VAR}'], where: ['env'], unset: 'literal', known: 'tested' },
  launch: { env: { names: ['PATH'] }, path: 'terminal', cwd: 'project', honoursCwdField: true, windowsShims: 'unknown', known: 'tested' },
  handshake: { first: 'initialize', offers: '2025-06-18', accepts: 'any', clientInfo: { name: 'x', version: '1' }, listsTools: true, known: 'tested' },
  http: {
    fallback: 'none',
    sse: false,
    follows: 'any',
    userAgent: 'x',
    sendsVersionHeader: true,
    proxy: 'env',
    trust: 'bundled',
    oauth: true,
    known: 'tested',
  },
  timeout: { connectMs: 30_000, raise: 'set startup_timeout_sec', known: 'tested' },
  limits: { tools: 40, known: 'docs' },
};

it('copies what rules may know, as plain JSON', () => {
  const facts = clientFacts(definition);
  expect(facts).toMatchObject({
    id: 'codex',
    connectMs: 30_000,
    raiseTimeout: 'set startup_timeout_sec',
    env: 'names',
    commandShape: 'string',
    first: 'initialize',
    remote: { instead: 'mcp-remote' },
    limits: { tools: 40 },
    fields: { command: 'command', args: 'args', url: 'url', timeout: { name: 'startup_timeout_sec', unitMs: 1000 } },
  });
  expect(JSON.parse(JSON.stringify(facts))).toEqual(facts);
  expect(facts.limits).not.toHaveProperty('known');
});
