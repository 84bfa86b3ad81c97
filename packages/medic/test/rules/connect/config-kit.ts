import { expect } from 'vitest';
import { createSignMatcher } from '../../../src/collect/signs.ts';
import { CAUSES_BY_LAYER } from '../../../src/model/ids.ts';
import type {
  AnyRule,
  CauseId,
  ClientProcessFacts,
  ConfigFileFacts,
  Evidence,
  Hit,
  HostFacts,
  NeighbourFacts,
  NetworkFacts,
  PathFacts,
  Platform,
  ProgramFacts,
  SiblingFacts,
  StdioAttempt,
  StdioSession,
  HttpSession,
  ValueNote,
} from '../../../src/model/index.ts';
import { CONNECT_RULES } from '../../../src/rules/connect/index.ts';
import { judge } from '../../../src/rules/judge.ts';
import { evidenceOf, exchange, failed, http, stdio, type Parts } from '../facts.ts';

export const CAUSES: readonly CauseId[] = [...CAUSES_BY_LAYER.config, ...CAUSES_BY_LAYER.permissions];
export const RULES: readonly AnyRule[] = CONNECT_RULES.filter(({ cause }) => CAUSES.includes(cause));

export const FILE: ConfigFileFacts = {
  client: 'claude-code',
  scope: 'user',
  path: '/home/u/.claude.json',
  state: 'ok',
  format: 'json',
  fromProject: false,
  encoding: 'utf-8',
  bom: false,
  issues: [],
  refusedFor: [],
  issueLines: [],
  serversAt: ['mcpServers'],
  serverNames: ['notes'],
};
const PROGRAM: ProgramFacts = {
  command: 'node',
  kind: 'bare-name',
  resolved: '/usr/bin/node',
  searched: ['/usr/bin'],
  searchedFrom: "the terminal's PATH",
  elsewhere: [],
  paths: [],
};
const SIBLINGS: SiblingFacts = { sameName: [], collides: [] };

export function host(platform: Platform, more: Partial<HostFacts> = {}): HostFacts {
  return { platform, arch: 'arm64', node: 'v22.0.0', now: '2026-11-20T10:00:00Z', path: [], proxy: {}, notableEnv: {}, ...more };
}
export function program(more: Partial<ProgramFacts>): ProgramFacts {
  return { ...PROGRAM, ...more };
}
export function lost(more: Partial<PathFacts>): PathFacts {
  return { from: 'arg', key: '0', written: '/srv/x.js', resolved: '/srv/x.js', relative: false, exists: false, errno: 'ENOENT', isScript: true, ...more };
}
export function stderr(...lines: readonly string[]): Partial<StdioAttempt> {
  return { stderr: { bytes: 10, truncated: false, lines } };
}
export const exit1 = { exit: { code: 1, signal: null } } as unknown as Partial<StdioAttempt>;
export function note(kind: ValueNote['kind'], at: ValueNote['at'], shown: string, more: Partial<ValueNote> = {}): ValueNote {
  return { kind, at, line: 9, shown, ...more };
}

export interface Case extends Parts {
  readonly host?: HostFacts;
  readonly file?: Partial<ConfigFileFacts>;
  readonly siblings?: Partial<SiblingFacts>;
  readonly processes?: ClientProcessFacts;
  readonly neighbours?: NeighbourFacts;
  readonly network?: Partial<NetworkFacts>;
}

export function evidence(parts: Case): Evidence {
  const { session } = parts;
  const lines = session?.transport === 'stdio' ? (session.attempts.at(-1)?.stderr.lines ?? []) : [];
  return {
    ...evidenceOf({
      program: PROGRAM,
      ...parts,
      ...(session?.transport === 'stdio' ? {} : { program: parts.program ?? PROGRAM }),
      signs: createSignMatcher(RULES).matchLines(lines, 'stderr'),
    }),
    host: { state: 'ok', value: parts.host ?? host('linux') },
    file: { state: 'ok', value: { ...FILE, ...parts.file } },
    siblings: { state: 'ok', value: { ...SIBLINGS, ...parts.siblings } },
    ...(parts.processes === undefined ? {} : { processes: { state: 'ok', value: parts.processes } }),
    ...(parts.neighbours === undefined ? {} : { neighbours: { state: 'ok', value: parts.neighbours } }),
    ...(parts.network === undefined
      ? {}
      : {
          network: {
            state: 'ok',
            value: { host: '192.168.1.9', port: 80, isLoopback: false, isPrivate: true, dns: { ms: 1, addresses: [] }, tcp: [], ...parts.network },
          },
        }),
  };
}

export function hitsOf(parts: Case): readonly { readonly rule: AnyRule; readonly hit: Hit }[] {
  const { hits, defects } = judge(RULES, evidence(parts));
  expect(defects).toEqual([]);
  return hits;
}
export function say(parts: Case): readonly string[] {
  return hitsOf(parts).map(({ rule, hit }) => `${rule.cause} ${hit.confidence} ${hit.severity ?? rule.severity}`);
}
export const spawnFailed = (code: string, missing?: 'cwd' | 'program' | 'interpreter'): StdioSession =>
  stdio(failed('spawn', 5), { spawnError: { code, message: `spawn node ${code}`, ...(missing === undefined ? {} : { missing }) } });
export const exited = (...lines: readonly string[]): StdioSession => stdio(failed('exit', 90), { ...stderr(...lines), ...exit1 });
export const killed: StdioSession = stdio(failed('exit', 9), { exit: { code: null, signal: 'SIGKILL' } } as unknown as Partial<StdioAttempt>);
export const unauthorized: HttpSession = http(failed('http-status', 40), { exchanges: [exchange({ status: 401 })], decidedBy: 0 });
export const remote = { transport: 'http' as const, url: 'http://127.0.0.1:8000/mcp', headers: {}, connectMs: 30_000 };
export const issue = {
  kind: 'missing-comma' as const,
  message: 'a comma is missing before "args"',
  span: { start: 40, end: 40 },
  at: { line: 4, column: 22 },
  repair: { span: { start: 40, end: 40 }, text: ',' },
};
export const refused = { state: 'dropped' as const, why: 'file-refused' as const };
