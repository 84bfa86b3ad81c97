import { describe, expect, it } from 'vitest';
import { client as fiveIre } from '../../../src/clients/5ire.ts';
import { client as codex } from '../../../src/clients/codex.ts';
import { client as copilot } from '../../../src/clients/copilot-cli.ts';
import { client as gemini } from '../../../src/clients/gemini-cli.ts';
import { client as qwen } from '../../../src/clients/qwen-code.ts';
import { askGate, HOME, PROJECT } from './setup.ts';

const PENDING = 'approval-or-trust-pending';

describe('Codex', () => {
  const USER = `${HOME}/.codex/config.toml`;
  const project = { scope: 'project', fromProject: true, filePath: `${PROJECT}/.codex/config.toml` };
  it.each([
    ['no user file', {}, PENDING],
    ['another project trusted', { [USER]: { projects: { '/other': { trust_level: 'trusted' } } } }, PENDING],
    ['this project not trusted', { [USER]: { projects: { [PROJECT]: { trust_level: 'untrusted' } } } }, PENDING],
    ['this project trusted', { [USER]: { projects: { [PROJECT]: { trust_level: 'trusted' } } } }, undefined],
  ])('project file, %s', (_what, states, cause) => {
    expect(askGate(codex, { ...project, states })?.cause).toBe(cause);
  });

  it('a trusted repository root counts', () => {
    expect(askGate(codex, { ...project, gitRoot: HOME, states: { [USER]: { projects: { [HOME]: { trust_level: 'trusted' } } } } })).toBeUndefined();
  });

  it('names the table to write', () => {
    expect(askGate(codex, project)?.todo).toContain(`[projects."${PROJECT}"]`);
  });

  it('the user file needs no trust, not even as the project file of the home folder', () => {
    expect(askGate(codex, { scope: 'user', filePath: USER })).toBeUndefined();
    expect(askGate(codex, { scope: 'project', filePath: USER, project: HOME, states: { [USER]: {} } })).toBeUndefined();
  });
});

describe('Gemini CLI', () => {
  const USER = `${HOME}/.gemini/settings.json`;
  const FOLDERS = `${HOME}/.gemini/trustedFolders.json`;
  it.each([
    ['a folder nobody trusted', {}, PENDING],
    ['folder trust switched off', { [USER]: { security: { folderTrust: { enabled: false } } } }, undefined],
    ['the folder trusted', { [FOLDERS]: { [PROJECT]: 'TRUST_FOLDER' } }, undefined],
    ['a folder above trusted', { [FOLDERS]: { [HOME]: 'TRUST_FOLDER' } }, undefined],
    ['a sibling trusted with its parent', { [FOLDERS]: { [`${HOME}/other`]: 'TRUST_PARENT' } }, undefined],
    ['a sibling of the same beginning trusted', { [FOLDERS]: { [PROJECT.slice(0, -1)]: 'TRUST_FOLDER' } }, PENDING],
    ['refused below a trusted folder', { [FOLDERS]: { [HOME]: 'TRUST_FOLDER', [PROJECT]: 'DO_NOT_TRUST' } }, PENDING],
  ])('a stdio server of the user in %s', (_what, states, cause) => {
    expect(askGate(gemini, { scope: 'user', states })?.cause).toBe(cause);
  });

  it('remote servers of the user do not depend on trust, those of the project do', () => {
    expect(askGate(gemini, { scope: 'user', transport: 'http' })).toBeUndefined();
    expect(askGate(gemini, { scope: 'project', transport: 'http' })?.cause).toBe(PENDING);
  });

  it.each([
    ['excluded', { [USER]: { mcp: { excluded: ['x'] } } }, 'server-disabled'],
    ['not among the allowed', { [USER]: { mcp: { allowed: ['y'] } } }, 'server-disabled'],
    ['excluded by the project', { [`${PROJECT}/.gemini/settings.json`]: { mcp: { excluded: ['x'] } } }, 'server-disabled'],
    ['switched off by command', { [`${HOME}/.gemini/mcp-server-enablement.json`]: { x: { enabled: false } } }, 'server-disabled'],
    ['allowed', { [USER]: { mcp: { allowed: ['x'] } } }, undefined],
  ])('%s', (_what, states, cause) => {
    expect(askGate(gemini, { scope: 'user', transport: 'http', states })?.cause).toBe(cause);
  });
});

describe('Qwen Code', () => {
  const APPROVALS = `${HOME}/.qwen/mcpApprovals.json`;
  it.each([
    ['no approvals', {}, PENDING],
    ['approved', { [APPROVALS]: { [PROJECT]: { x: { hash: 'h', status: 'approved' } } } }, undefined],
    ['rejected', { [APPROVALS]: { [PROJECT]: { x: { hash: 'h', status: 'rejected' } } } }, PENDING],
    ['approved elsewhere', { [APPROVALS]: { '/other': { x: { hash: 'h', status: 'approved' } } } }, PENDING],
    ['excluded', { [`${HOME}/.qwen/settings.json`]: { mcp: { excluded: ['x'] } } }, 'server-disabled'],
  ])('a server of the project, %s', (_what, states, cause) => {
    expect(askGate(qwen, { scope: 'project', fromProject: true, states })?.cause).toBe(cause);
  });

  it('a server of the user needs no approval', () => {
    expect(askGate(qwen, { scope: 'user' })).toBeUndefined();
  });
});

describe('Copilot CLI', () => {
  const CONFIG = `${HOME}/.copilot/config.json`;
  it.each([
    ['no list', {}, PENDING],
    ['listed in snake case', { [CONFIG]: { trusted_folders: [PROJECT] } }, undefined],
    ['listed in camel case', { [CONFIG]: { trustedFolders: [HOME] } }, undefined],
    ['another folder listed', { [CONFIG]: { trusted_folders: ['/other', ''] } }, PENDING],
  ])('a workspace file, %s', (_what, states, cause) => {
    expect(askGate(copilot, { scope: 'workspace', fromProject: true, states })?.cause).toBe(cause);
  });

  it("the user's file needs no trust", () => {
    expect(askGate(copilot, { scope: 'user' })).toBeUndefined();
  });
});

describe('5ire', () => {
  it('starts only what is marked active', () => {
    expect(askGate(fiveIre, { scope: 'user', written: { command: 'npx', isActive: true } })).toBeUndefined();
    expect(askGate(fiveIre, { scope: 'user', written: { command: 'npx' } })?.cause).toBe('server-disabled');
  });
});
