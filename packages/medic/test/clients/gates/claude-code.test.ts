import { describe, expect, it } from 'vitest';
import { client } from '../../../src/clients/claude-code.ts';
import { askGate, HOME, PROJECT } from './setup.ts';

const MAIN = `${HOME}/.claude.json`;
const USER = `${HOME}/.claude/settings.json`;
const SHARED = `${PROJECT}/.claude/settings.json`;
const LOCAL = `${PROJECT}/.claude/settings.local.json`;
const trusted = (more: object = {}): object => ({ projects: { [PROJECT]: { hasTrustDialogAccepted: true, ...more } } });

describe('servers from .mcp.json', () => {
  it.each([
    ['nothing approves it', {}, 'approval-or-trust-pending'],
    ['the user approves all', { [USER]: { enableAllProjectMcpServers: true } }, undefined],
    ['the user approves this one', { [USER]: { enabledMcpjsonServers: ['x'] } }, undefined],
    ['the user approves another one', { [USER]: { enabledMcpjsonServers: ['y'] } }, 'approval-or-trust-pending'],
    ['the user refuses it', { [USER]: { disabledMcpjsonServers: ['x'], enableAllProjectMcpServers: true } }, 'server-disabled'],
    ['a project file approves it in a folder without trust', { [SHARED]: { enableAllProjectMcpServers: true } }, 'approval-or-trust-pending'],
    ['a local file approves it in a folder without trust', { [LOCAL]: { enabledMcpjsonServers: ['x'] } }, 'approval-or-trust-pending'],
    ['a local file approves it in a trusted folder', { [LOCAL]: { enabledMcpjsonServers: ['x'] }, [MAIN]: trusted() }, undefined],
    ['a project file refuses it in a trusted folder', { [SHARED]: { disabledMcpjsonServers: ['x'] }, [MAIN]: trusted() }, 'server-disabled'],
    ['trust alone', { [MAIN]: trusted() }, 'approval-or-trust-pending'],
    ['the older store approves it', { [MAIN]: trusted({ enabledMcpjsonServers: ['x'] }) }, undefined],
    ['the older store refuses it', { [MAIN]: trusted({ disabledMcpjsonServers: ['x'] }) }, 'server-disabled'],
  ])('%s', (_what, states, cause) => {
    expect(askGate(client, { scope: 'project', fromProject: true, states })?.cause).toBe(cause);
  });

  it('says which file approves in vain and where', () => {
    const gate = askGate(client, { scope: 'project', states: { [LOCAL]: { enabledMcpjsonServers: ['x'] } } });
    expect(gate?.because).toContain(LOCAL);
    expect(gate?.where).toBe(`${LOCAL}:2`);
    expect(gate?.todo).toContain('trust dialog');
  });

  it('finds trust under the root of the repository', () => {
    const states = { [LOCAL]: { enabledMcpjsonServers: ['x'] }, [MAIN]: { projects: { '/home/user': { hasTrustDialogAccepted: true } } } };
    expect(askGate(client, { scope: 'project', states, gitRoot: '/home/user' })).toBeUndefined();
  });

  it('follows CLAUDE_CONFIG_DIR', () => {
    const states = { '/home/user/cc/settings.json': { enableAllProjectMcpServers: true } };
    expect(askGate(client, { scope: 'project', states, env: { CLAUDE_CONFIG_DIR: '/home/user/cc' } })).toBeUndefined();
  });
});

describe('servers of the user', () => {
  it.each(['user', 'local', 'managed'])('%s servers need no approval', (scope) => {
    expect(askGate(client, { scope })).toBeUndefined();
  });

  it('a server switched off with /mcp stays off, and the quote holds no other value of the file', () => {
    const states = { [MAIN]: { ...trusted({ disabledMcpServers: ['x'] }), oauthAccount: { token: 'sk-secret-value' } } };
    const gate = askGate(client, { scope: 'user', states });
    expect(gate).toMatchObject({ cause: 'server-disabled', quote: '"disabledMcpServers": ["x"]' });
    expect(JSON.stringify(gate)).not.toContain('sk-secret-value');
  });

  it('survives a state file that holds nonsense', () => {
    for (const nonsense of [null, 7, 'text', [], { projects: [] }, { projects: { [PROJECT]: 'x' } }, { enabledMcpjsonServers: 'x' }]) {
      expect(askGate(client, { scope: 'project', states: { [MAIN]: nonsense, [USER]: nonsense } })?.cause).toBe('approval-or-trust-pending');
    }
  });
});
