import { describe, expect, it } from 'vitest';
import type { DoctorResult } from '../../src/model/index.ts';
import { loadCheckWriter, loadDoctorWriter, type ReportOptions } from '../../src/report/writers.ts';
import { PLAIN } from '../../src/report/text/style.ts';
import { hostileVerify, POLYGLOTS, verifyResult } from './sample-checks.ts';
import { FAILING, HEALTHY, hostileServer, resultOf } from './sample-result.ts';

interface Result {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: string;
  readonly message: { readonly text: string };
  readonly locations: readonly {
    readonly physicalLocation?: {
      readonly artifactLocation: { readonly uri: string; readonly uriBaseId?: string };
      readonly region: { readonly startLine: number };
    };
    readonly logicalLocations: readonly { readonly fullyQualifiedName: string }[];
  }[];
  readonly partialFingerprints: Readonly<Record<string, string>>;
  readonly baselineState?: string;
  readonly suppressions?: readonly { readonly kind: string; readonly justification: string }[];
}
interface Run {
  readonly tool: {
    readonly driver: { readonly rules: readonly { readonly id: string; readonly help: { readonly text: string }; readonly helpUri?: string }[] };
  };
  readonly invocations: readonly { readonly toolExecutionNotifications?: readonly { readonly message: { readonly text: string } }[] }[];
  readonly results: readonly Result[];
}

const options: ReportOptions = { columns: 100, style: PLAIN, home: '/home/ana', project: '/home/ana/shop', all: false };

/** The one run of a document, with what SARIF 2.1.0 demands of every result checked. */
function runOf(text: string): Run {
  const document = JSON.parse(text) as { readonly version: string; readonly runs: readonly [Run] };
  expect(document.version).toBe('2.1.0');
  const [run] = document.runs;
  const { rules } = run.tool.driver;
  expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
  for (const rule of rules) {
    expect(rule.help.text).not.toBe('');
    if (rule.helpUri !== undefined) expect(new URL(rule.helpUri).protocol).toBe('https:');
  }
  for (const result of run.results) {
    expect(rules[result.ruleIndex]?.id).toBe(result.ruleId);
    expect(['error', 'warning', 'note']).toContain(result.level);
    expect(Object.values(result.partialFingerprints)[0]).toMatch(/^[0-9a-f]{32}$/);
    for (const { physicalLocation } of result.locations) expect(physicalLocation?.region.startLine ?? 1).toBeGreaterThan(0);
  }
  return run;
}

const checks = async (report = verifyResult(), changes: Partial<ReportOptions> = {}): Promise<Run> =>
  runOf((await loadCheckWriter('sarif'))(report, { ...options, ...changes }));
const doctor = async (result: DoctorResult): Promise<Run> => runOf((await loadDoctorWriter('sarif'))(result, options));

describe('SARIF of checks', () => {
  it('has a rule per check, failures as errors at the target, and says what was not tested', async () => {
    const run = await checks();
    expect(run.results.map(({ ruleId, level }) => [ruleId, level])).toEqual([
      ['rpc.unknown-method', 'error'],
      ['tool.input-schema', 'error'],
      ['list.latency', 'warning'],
    ]);
    expect(run.tool.driver.rules).toHaveLength(10);
    expect(run.results[0]?.locations[0]?.logicalLocations[0]?.fullyQualifiedName).toBe('http://127.0.0.1:3000/mcp');
    expect(run.invocations[0]?.toolExecutionNotifications?.map(({ message }) => message.text)).toContain(
      'Not tested: no tool is called without --allow-calls: tool.output-conforms',
    );
  });

  it('points at the file it is given, and at the pages of the repository it is told', async () => {
    const run = await checks(verifyResult(), { anchor: '.github/workflows/ci file.yml', repository: 'https://git.example/o/r/' });
    expect(run.results[0]?.locations[0]?.physicalLocation?.artifactLocation.uri).toBe('.github/workflows/ci%20file.yml');
    expect(run.tool.driver.rules.find(({ id }) => id === 'rpc.unknown-method')?.helpUri).toBe(
      'https://git.example/o/r/blob/HEAD/docs/checks/rpc.unknown-method.md',
    );
  });

  it('keeps a fingerprint over evidence that changes, and tells targets apart', async () => {
    const print = (run: Run): string | undefined => run.results[0]?.partialFingerprints['mcpMedic/v1'];
    const other = verifyResult(verifyResult().checks.map((check) => ({ ...check, evidence: [{ what: 'another run' }] })));
    expect(print(await checks(other))).toBe(print(await checks()));
    expect(print(await checks(verifyResult(undefined, { target: 'node x.mjs' })))).not.toBe(print(await checks()));
  });

  it('suppresses known failures and reports a listed one that passes now', async () => {
    const run = await checks(
      verifyResult(undefined, {
        baseline: {
          known: [{ check: 'rpc.unknown-method', reason: 'fixed in 3.0' }],
          fresh: ['tool.input-schema'],
          passing: [{ check: 'launch.starts' }],
          undecided: [],
        },
      }),
    );
    const of = (id: string): Result | undefined => run.results.find(({ ruleId }) => ruleId === id);
    expect(of('rpc.unknown-method')).toMatchObject({ baselineState: 'unchanged', suppressions: [{ kind: 'external', justification: 'fixed in 3.0' }] });
    expect(of('tool.input-schema')?.baselineState).toBe('new');
    expect(of('launch.starts')).toMatchObject({ level: 'error' });
  });

  it.each(POLYGLOTS)('lets %j become no link and no placeholder', async (hostile) => {
    for (const { message } of (await checks(hostileVerify(`${hostile} {0}`))).results) {
      expect(message.text).not.toContain('](');
      expect(message.text).not.toMatch(/(?<!\{)\{0\}/);
    }
  });
});

describe('SARIF of the doctor', () => {
  it('points at the config file and line, relative to project or home folder, without the user name', async () => {
    const inProject = {
      ...FAILING,
      configPath: '/home/ana/shop/.mcp.json',
      line: 3,
      diagnosis: { ...FAILING.diagnosis!, evidence: [{ what: 'x', where: '~/shop/.mcp.json:12' }] },
    };
    const run = await doctor(resultOf([FAILING, inProject, HEALTHY]));
    expect(run.results.slice(0, 2).map(({ locations }) => locations[0]?.physicalLocation)).toMatchObject([
      { artifactLocation: { uri: '.cursor/mcp.json', uriBaseId: 'HOME' }, region: { startLine: 7 } },
      { artifactLocation: { uri: '.mcp.json', uriBaseId: '%SRCROOT%' }, region: { startLine: 12 } },
    ]);
    expect(JSON.stringify(run)).not.toContain('/home/ana');
  });

  it('gives severities their levels and names what was not checked', async () => {
    const run = await doctor(resultOf([FAILING, { ...HEALTHY, name: 'later', verdict: 'not-checked', reason: 'server-disabled: it is switched off' }]));
    expect(run.results.map(({ ruleId, level }) => [ruleId, level])).toEqual([
      ['command-not-on-client-path', 'error'],
      ['stdout-pollution', 'note'],
    ]);
    expect(run.invocations[0]?.toolExecutionNotifications?.[0]?.message.text).toContain('codex/later: server-disabled');
  });

  it('takes hostile names and paths as data', async () => {
    expect((await doctor(resultOf([hostileServer()]))).results).toHaveLength(2);
  });
});
