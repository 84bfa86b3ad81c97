import { describe, expect, it } from 'vitest';
import { CLIENTS, findClient } from '../../src/clients/index.ts';
import { SDK_ENV_NAMES } from '../../src/clients/shared/environment.ts';
import type { ClientDefinition, ClientId } from '../../src/model/index.ts';

/** Facts measured on 2026-11-20 with the programs themselves; they decide whether a verdict agrees with the real client. */
type Row<T> = readonly [ClientId, T];

function check<T>(title: string, read: (client: ClientDefinition) => T, rows: readonly Row<T>[]): void {
  it.each(rows)(`${title}: %s`, (id, expected) => {
    expect(read(findClient(id))).toEqual(expected);
  });
}

describe('time limits', () => {
  check('to connect', (client) => client.timeout.connectMs, [
    ['claude-code', 30_000],
    ['codex', 30_000],
    ['copilot-cli', 60_000],
    ['gemini-cli', 600_000],
    ['opencode', 30_000],
    ['mcporter', 30_000],
    ['mcp-inspector', 30_000],
    ['continue', 60_000],
    ['cline', 60_000],
  ]);
  check('of the list command', (client) => [client.timeout.listCommand, client.timeout.listCommandMs], [
    ['gemini-cli', ['gemini mcp list', 5000]],
    ['qwen-code', ['qwen mcp list', 10_000]],
    ['claude-code', [undefined, undefined]],
  ]);
  check('the field that changes it', (client) => client.dialect.fields.timeout, [
    ['codex', { name: 'startup_timeout_sec', unitMs: 1000, affectsConnect: true }],
    ['gemini-cli', { name: 'timeout', unitMs: 1, affectsConnect: true }],
    ['opencode', { name: 'timeout', unitMs: 1, affectsConnect: true }],
    ['claude-code', { name: 'timeout', unitMs: 1, affectsConnect: false }],
  ]);
});

describe('handshake', () => {
  check('first message', (client) => [client.handshake.first, client.handshake.offers, client.handshake.accepts, client.handshake.listsTools], [
    ['claude-code', ['server/discover', '2025-11-25', 'known', true]],
    ['copilot-cli', ['server/discover', '2025-11-25', 'any', true]],
    ['codex', ['initialize', '2025-06-18', 'any', true]],
    ['gemini-cli', ['initialize', '2025-06-18', 'known', false]],
    ['qwen-code', ['initialize', '2025-11-25', 'known', false]],
    ['opencode', ['initialize', '2025-11-25', 'known', true]],
    ['mcporter', ['initialize', '2025-11-25', 'known', true]],
    ['mcp-inspector', ['initialize', '2025-11-25', 'known', true]],
    ['continue', ['initialize', '2025-11-25', 'known', true]],
  ]);
  check('fallback of the discover probe', (client) => client.handshake.discoverFallbackMs, [
    ['claude-code', { stdio: 3000, http: 5000 }],
    ['copilot-cli', { stdio: 9000, http: 9000 }],
  ]);
  check('version on stdio', (client) => client.handshake.offersOnStdio, [['cline', '2024-11-05']]);
  check('name', (client) => client.handshake.clientInfo.name, [
    ['claude-code', 'claude-code'],
    ['codex', 'codex-mcp-client'],
    ['gemini-cli', 'mcp-test-client'],
    ['qwen-code', 'mcp-test-client'],
    ['mcp-inspector', 'inspector-cli'],
    ['continue', 'continue-cli-client'],
  ]);

  it('only Claude Code and Copilot CLI speak the newest era', () => {
    expect(CLIENTS.filter((client) => client.handshake.first === 'server/discover').map((client) => client.id)).toEqual(['claude-code', 'copilot-cli']);
  });
});

describe('HTTP', () => {
  check('fallback and SSE', (client) => [client.http.fallback, client.http.sse], [
    ['claude-code', ['sse', true]],
    ['opencode', ['sse', true]],
    ['mcporter', ['sse', true]],
    ['codex', ['none', false]],
    ['copilot-cli', ['none', true]],
    ['gemini-cli', ['none', true]],
    ['qwen-code', ['none', true]],
    ['mcp-inspector', ['none', true]],
    ['continue', ['none', true]],
  ]);
  check('URL without a type', (client) => client.dialect.urlWithoutType, [
    ['claude-code', 'skipped'],
    ['codex', 'http'],
    ['copilot-cli', 'http'],
    ['gemini-cli', 'http'],
    ['qwen-code', 'sse'],
    ['cline', 'sse'],
    ['roo-code', 'refused'],
    ['mcp-inspector', 'stdio'],
    ['amazon-q', 'stdio'],
    ['vscode', 'http-then-sse'],
    ['continue', 'http-then-sse'],
  ]);
  check('proxy for loopback addresses', (client) => client.http.proxy, [
    ['claude-code', 'env-also-loopback'],
    ['codex', 'env-also-loopback'],
    ['opencode', 'env-also-loopback'],
    ['gemini-cli', 'none'],
  ]);
  check('version header', (client) => client.http.sendsVersionHeader, [
    ['gemini-cli', false],
    ['claude-code', true],
  ]);
  check('type words of Streamable HTTP', (client) => Object.keys(client.dialect.types).filter((word) => client.dialect.types[word] === 'http'), [
    ['claude-code', ['http', 'streamable-http']],
    ['cline', ['streamableHttp']],
    ['roo-code', ['streamable-http']],
    ['goose', ['streamable_http']],
    ['opencode', ['remote']],
    ['codex', []],
  ]);
});

describe('starting a program', () => {
  check('environment', (client) => (typeof client.launch.env === 'string' ? client.launch.env : 'names'), [
    ['claude-code', 'all'],
    ['codex', 'names'],
    ['copilot-cli', 'all'],
    ['gemini-cli', 'no-secrets'],
    ['qwen-code', 'all'],
    ['opencode', 'all'],
    ['mcporter', 'all'],
    ['mcp-inspector', 'sdk'],
    ['continue', 'all'],
    ['cline', 'all'],
    ['roo-code', 'sdk'],
  ]);
  check('working folder and cwd field', (client) => [client.launch.cwd, client.launch.honoursCwdField], [
    ['claude-code', ['project', false]],
    ['codex', ['project', true]],
    ['mcporter', ['config-dir', true]],
    ['gemini-cli', ['project', true]],
  ]);

  it('Codex passes on its measured names and no secret', () => {
    const { env } = findClient('codex').launch;
    expect(env).toMatchObject({ names: expect.arrayContaining(['HOME', 'LANG', 'LOGNAME', 'PATH', 'SHELL', 'TERM', 'TMPDIR', 'TZ', 'USER']) });
    expect(JSON.stringify(env)).not.toMatch(/KEY|TOKEN|SECRET/);
  });

  it('only mcporter splits a command line', () => {
    expect(CLIENTS.filter((client) => client.launch.splitsCommand === true).map((client) => client.id)).toEqual(['mcporter']);
  });

  it('the SDK list has six and twelve names', () => {
    expect([SDK_ENV_NAMES.posix.length, SDK_ENV_NAMES.win32.length]).toEqual([6, 12]);
  });
});

describe('reading files', () => {
  check('BOM, comments, trailing comma', ({ parser }) => [parser.bom, parser.comments, parser.trailingComma], [
    ['claude-code', ['accepted', 'refused', 'refused']],
    ['copilot-cli', ['accepted', 'accepted', 'accepted']],
    ['gemini-cli', ['refused', 'accepted', 'refused']],
    ['qwen-code', ['accepted', 'accepted', 'refused']],
    ['opencode', ['accepted', 'accepted', 'accepted']],
    ['mcporter', ['refused', 'accepted', 'accepted']],
    ['mcp-inspector', ['refused', 'refused', 'refused']],
  ]);
  check('a value of the wrong type', (client) => client.dialect.wrongValueType, [
    ['claude-code', 'entry'],
    ['codex', 'file'],
    ['copilot-cli', 'file'],
    ['opencode', 'file'],
    ['mcporter', 'file'],
    ['continue', 'file'],
    ['qwen-code', 'accepted'],
    ['mcp-inspector', 'accepted'],
  ]);
  check('variables', (client) => [client.expansion.syntax, client.expansion.unset], [
    ['claude-code', [['${VAR}', '${VAR:-default}'], 'literal']],
    ['codex', [[], 'literal']],
    ['copilot-cli', [['$VAR', '${VAR}', '${VAR:-default}', 'env-name-value'], 'literal']],
    ['gemini-cli', [['$VAR', '${VAR}', '${VAR:-default}'], 'literal']],
    ['qwen-code', [['$VAR', '${VAR}'], 'literal']],
    ['opencode', [['{env:VAR}', '{file:path}'], 'empty']],
    ['mcporter', [['${VAR}', '${VAR:-default}'], 'file-refused']],
    ['mcp-inspector', [[], 'literal']],
  ]);
  check('who wins', (client) => client.files.toSorted((a, b) => a.precedence - b.precedence).map((file) => file.scope), [
    ['claude-code', ['managed', 'local', 'project', 'user']],
    ['codex', ['managed', 'project', 'user', 'system']],
    ['copilot-cli', ['workspace', 'workspace', 'user']],
    ['gemini-cli', ['system', 'project', 'user', 'system-defaults']],
    ['qwen-code', ['system', 'workspace', 'project', 'user']],
  ]);

  it('Claude Code does not read eleven places people try', () => {
    expect(findClient('claude-code').unread?.length).toBe(11);
  });

  it('nothing measured stands on memory', () => {
    for (const id of ['claude-code', 'codex', 'copilot-cli', 'gemini-cli', 'qwen-code', 'opencode', 'mcporter', 'mcp-inspector', 'continue'] as const) {
      const client = findClient(id);
      expect(
        [client.handshake.known, client.http.known, client.launch.known, client.dialect.known].filter((known) => known !== 'tested' && known !== 'code'),
        id,
      ).toEqual([]);
    }
  });
});
