import { expect, test } from 'vitest';
import type { ProgramFacts } from '../../../src/model/index.ts';
import { rule } from '../../../src/rules/connect/startup-timeout-download.ts';
import { failed, judgeFacts, judgeText, stdio } from '../facts.ts';

const PROGRAM: ProgramFacts = {
  command: 'uvx',
  kind: 'bare-name',
  searched: [],
  searchedFrom: '',
  elsewhere: [],
  paths: [],
  package: { runner: 'uvx', ecosystem: 'pypi', name: 'notes-mcp', version: '1.2', assumesYes: true, cached: false },
};
const PROGRESS = { stderr: { bytes: 90, truncated: false, lines: ['Downloading numpy (18.1MiB)', 'Downloading torch (700.2MiB)'] } };

test('progress and a busy downloader are certain; the fix fetches without starting the server', () => {
  const [hit] = judgeFacts(rule, { session: stdio(failed('silence'), { ...PROGRESS, busyWith: ['uv'] }), program: PROGRAM });
  expect(hit).toMatchObject({
    confidence: 'confirmed',
    fixes: [{ id: 'fetch-once', safety: 'review', steps: [{ do: 'run', command: ['uv', 'tool', 'install', 'notes-mcp==1.2'] }] }],
  });
});

test('a busy runner of a package that was never fetched is likely', () => {
  expect(judgeFacts(rule, { session: stdio(failed('silence'), { busyWith: ['npm exec notes'] }), program: PROGRAM })).toMatchObject([
    { confidence: 'likely', decisive: expect.any(String) },
  ]);
});

test('a wrapper that merely stays above its server proves nothing', () => {
  const program = { ...PROGRAM, package: { runner: 'npx', ecosystem: 'npm' as const, name: 'notes', assumesYes: true, cached: true } };
  expect(judgeFacts(rule, { session: stdio(failed('silence'), { busyWith: ['npm exec notes'] }), program })).toEqual([]);
});

test('an image is pulled', () => {
  const container = { engine: 'docker', image: 'mcp/notes', interactive: true, tty: false, detached: false, published: [], usesLocalhost: [] };
  const { package: _, ...rest } = PROGRAM;
  const stderr = { bytes: 60, truncated: false, lines: ["Unable to find image 'mcp/notes:latest' locally"] };
  expect(judgeFacts(rule, { session: stdio(failed('silence'), { stderr }), program: { ...rest, container } })).toMatchObject([
    { fixes: [{ steps: [{ command: ['docker', 'pull', 'mcp/notes'] }] }] },
  ]);
});

test('a download that ended in a crash is another cause', () => {
  expect(judgeFacts(rule, { session: stdio(failed('exit'), PROGRESS), program: PROGRAM })).toEqual([]);
});

test('text needs progress and a time-out', () => {
  const late = 'MCP client for `notes` timed out after 30 seconds.';
  expect(judgeText(rule, `Downloading torch (700.2MiB)\n${late}`)).toMatchObject([{ confidence: 'likely' }]);
  expect(judgeText(rule, `{"command":"uvx","args":["notes"]}\n${late}`)).toMatchObject([{ confidence: 'possible' }]);
  expect(judgeText(rule, 'Downloading torch (700.2MiB)')).toEqual([]);
  expect(judgeText(rule, late)).toEqual([]);
});
