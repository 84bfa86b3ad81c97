import { expandPathTemplate } from '../../../src/clients/path-template.ts';
import type { ClientDefinition, ConfigFileFacts, EntryFacts, GateContext } from '../../../src/model/index.ts';

export const HOME = '/home/user';
export const PROJECT = '/home/user/app';

interface Situation {
  readonly scope: string;
  readonly name?: string;
  readonly transport?: EntryFacts['effective']['transport'];
  readonly written?: EntryFacts['written'];
  readonly filePath?: string;
  readonly fromProject?: boolean;
  /** State files by absolute path; objects are written as JSON. */
  readonly states?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly gitRoot?: string;
  readonly project?: string;
}

/** Asks a client's gate about one entry, with state files given as objects. */
export function askGate(client: ClientDefinition, situation: Situation): ReturnType<NonNullable<ClientDefinition['gate']>> {
  const { scope, name = 'x', transport = 'stdio', states = {}, env = {}, project = PROJECT } = situation;
  const filePath = situation.filePath ?? `${project}/config-file`;
  const entry: EntryFacts = {
    client: client.id,
    scope,
    name,
    file: filePath,
    line: 3,
    at: ['mcpServers', name],
    fromProject: situation.fromProject ?? false,
    written: situation.written ?? { command: 'node' },
    effective: { transport, connectMs: 1000 },
    problems: [],
    notes: [],
    loads: { state: 'loads' },
  };
  const file: ConfigFileFacts = {
    client: client.id,
    scope,
    path: filePath,
    state: 'ok',
    format: 'json',
    fromProject: situation.fromProject ?? false,
    encoding: 'utf-8',
    bom: false,
    issues: [],
    refusedFor: [],
    issueLines: [],
    serversAt: ['mcpServers'],
    serverNames: [name],
  };
  const roots = { home: HOME, project, platform: 'linux', env, isolated: false } as const;
  const context: GateContext = {
    platform: 'linux',
    home: HOME,
    project,
    env,
    ...(situation.gitRoot === undefined ? {} : { gitRoot: situation.gitRoot }),
    state: (template) => {
      if (!client.stateFiles?.includes(template)) throw new Error(`${template} is not among stateFiles`);
      const path = expandPathTemplate(template, roots)[0] ?? '';
      const value = states[path];
      return value === undefined ? undefined : { path, text: JSON.stringify(value, null, 2), value };
    },
  };
  return client.gate?.(entry, file, context);
}
