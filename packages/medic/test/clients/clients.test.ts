import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CLIENTS, findClient } from '../../src/clients/index.ts';
import { isPathTemplate } from '../../src/clients/path-template.ts';
import { CLIENT_IDS } from '../../src/model/ids.ts';
import type { ClientDefinition, Platform } from '../../src/model/index.ts';

const FOLDER = new URL('../../src/clients/', import.meta.url);
const NOT_CLIENTS = ['index.ts', 'path-template.ts'];
const PLATFORMS: readonly Platform[] = ['darwin', 'win32', 'linux'];

type Path = string | Partial<Record<Platform, string>>;
const listTemplates = (path: Path): readonly string[] => (typeof path === 'string' ? [path] : Object.values(path));

describe('the list of clients', () => {
  it('has one file per id, and every id of the contract', () => {
    const stems = readdirSync(FOLDER)
      .filter((name) => name.endsWith('.ts') && !NOT_CLIENTS.includes(name))
      .map((name) => name.slice(0, -3));
    expect(stems.toSorted()).toEqual([...CLIENT_IDS].toSorted());
    expect(CLIENTS.map((each) => each.id)).toEqual(CLIENT_IDS);
  });

  it('finds a client by id', () => {
    for (const id of CLIENT_IDS) expect(findClient(id).id).toBe(id);
    expect(findClient('netscape' as string)).toBeUndefined();
  });

  it('imports no other client and nothing outside the model', async () => {
    for (const id of CLIENT_IDS) {
      const text = readFileSync(new URL(`${id}.ts`, FOLDER), 'utf8');
      for (const [, from] of text.matchAll(/from '([^']+)'/g))
        expect(`${id}: ${from}`).toMatch(/: \.(\.\/model\/index|\/(gates|permissions|shared)\/[a-z0-9-]+)\.ts$/);
      expect(await import(new URL(`${id}.ts`, FOLDER).href)).toMatchObject({ client: { id } });
    }
  });
});

describe.each(CLIENTS.map((each) => [each.id, each] as const))('%s', (_id, client: ClientDefinition) => {
  const paths: readonly Path[] = [
    ...client.files.map((file) => file.path),
    ...(client.unread ?? []).flatMap((file) => [file.path, file.insteadOf]),
    ...(client.stateFiles ?? []),
    ...client.logs.map((log) => log.path),
    ...(client.installed ?? []),
  ];
  const templates = paths.flatMap(listTemplates);
  const dialects = [client.dialect, ...client.files.flatMap((file) => file.differs?.dialect ?? [])];

  it('says where its facts come from and how to reload', () => {
    expect(client.checked).toMatch(/20\d\d/);
    expect(client.reload).not.toMatch(/\.$/);
    expect(client.reload).toMatch(/^[a-z]/);
    expect(client.name).not.toBe('');
    for (const note of client.notes ?? []) expect(note).toMatch(/^.{20,}\.$/);
  });

  it('writes its paths in the template grammar', () => {
    expect(templates.filter((template) => !isPathTemplate(template) || template.includes('\\'))).toEqual([]);
  });

  it('has a file on some system, each with its own rank', () => {
    expect(PLATFORMS.some((platform) => client.files.some((file) => typeof file.path === 'string' || file.path[platform] !== undefined))).toBe(true);
    const ranks = client.files.map((file) => file.precedence);
    expect(new Set(ranks).size).toBe(ranks.length);
    for (const file of client.files) expect(file.servers.length).toBeGreaterThan(0);
  });

  it('never starts commands of a project file without consent', () => {
    for (const file of client.files) {
      const fromProject = listTemplates(file.path).some((template) => /^\{(project|ancestors)\}/.test(template));
      expect(file.fromProject === true, `${client.id} ${file.scope}`).toBe(fromProject);
    }
  });

  it('does not call a file unread that it reads', () => {
    const keyOf = (template: string, servers: readonly string[]): string => `${template} ${servers.join('.')}`;
    const read = client.files.flatMap((file) => listTemplates(file.path).map((template) => keyOf(template, file.servers)));
    for (const wrong of client.unread ?? []) {
      for (const template of listTemplates(wrong.path)) expect(read).not.toContain(keyOf(template, wrong.servers));
      expect(client.files.flatMap((file) => listTemplates(file.path).map(withoutAncestors))).toContain(withoutAncestors(wrong.insteadOf));
    }
  });

  it('has a consistent dialect', () => {
    for (const dialect of dialects) {
      if (dialect.fields.type === undefined) expect(dialect.types).toEqual({});
      else expect(Object.values(dialect.types)).toContain('stdio');
      for (const word of Object.values(dialect.types)) expect(['stdio', 'http', 'sse']).toContain(word);
      for (const field of Object.keys(dialect.urlFieldTransport ?? {})) expect(dialect.fields.url).toContain(field);
      expect(dialect.fields.url.length).toBeGreaterThan(0);
      const known = Object.values(dialect.fields).flatMap((field) => (typeof field === 'object' && 'name' in field ? [field.name] : field));
      const named = [...known, ...(dialect.others ?? []), ...(dialect.ignored ?? []), ...Object.keys(dialect.refused ?? {})];
      expect(named.filter((name, index) => named.indexOf(name) !== index)).toEqual([]);
    }
  });

  it('raises its time limit by a sentence when an entry can, and keeps list commands shorter than sessions', () => {
    const { timeout } = client;
    if (client.dialect.fields.timeout?.affectsConnect === true) expect(timeout.raise).toBeDefined();
    if (timeout.raise !== undefined) expect(timeout.raise).toMatch(/\d{2,}|seconds/);
    if (timeout.listCommandMs !== undefined) {
      expect(timeout.listCommandMs).toBeLessThan(timeout.connectMs);
      expect(timeout.listCommand).toContain(' mcp list');
    }
    expect(timeout.connectMs).toBeGreaterThanOrEqual(10_000);
  });

  it('has facts that fit each other', () => {
    const { handshake, http, launch, names } = client;
    expect(handshake.discoverFallbackMs !== undefined).toBe(handshake.first === 'server/discover');
    expect(handshake.offers).toMatch(/^20\d\d-\d\d-\d\d$/);
    if (!http.sse) expect(http.fallback).toBe('none');
    if (names?.pattern !== undefined) expect(() => new RegExp(names.pattern ?? '')).not.toThrow();
    if (client.limits?.toolNamePattern !== undefined) expect(() => new RegExp(client.limits?.toolNamePattern ?? '')).not.toThrow();
    if (client.dialect.fields.cwd !== undefined) expect(launch.honoursCwdField).toBe(true);
    for (const name of client.processes ?? []) expect(name).toBe(name.toLowerCase());
    expect(client.gate === undefined || client.id === '5ire').toBe(client.stateFiles === undefined);
  });

  it('is plain data apart from its gate', () => {
    const { gate: _gate, ...data } = client;
    expect(JSON.parse(JSON.stringify(data))).toEqual(data);
    expect(JSON.stringify(data)).not.toMatch(/\/work\/|\bundefined\b/);
  });
});

function withoutAncestors(template: string): string {
  return template.replace('{ancestors}', '{project}');
}
