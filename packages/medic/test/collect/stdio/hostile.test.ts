import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { StdioAttempt, StdioSession } from '../../../src/model/index.ts';
import { openStdioSession } from '../../../src/collect/stdio/open-session.ts';
import { connect, makeDefinition, makePlan, QUICK, redactor, server, STAY } from './fixtures.ts';

const CHILD = `require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'`;
/** A grandchild in a session of its own, whose parent is gone, deaf to SIGTERM. */
const DAEMON = `require('node:child_process').spawnSync(process.execPath, ['-e', "require('node:child_process').spawn(process.execPath, ['-e', 'process.on(\\"SIGTERM\\", () => {}); setInterval(() => {}, 1000)'], { detached: true, stdio: 'ignore' }).unref()"]);`;

interface Case {
  readonly name: string;
  readonly code: string;
  readonly stage: string;
  readonly shutdown?: Partial<NonNullable<StdioAttempt['shutdown']>>;
  readonly exit?: StdioAttempt['exit'] extends infer T ? Partial<NonNullable<T>> : never;
}

const CASES: readonly Case[] = [
  {
    name: 'endless line',
    code: `const b = Buffer.alloc(1 << 20, 120); const go = () => { while (process.stdout.write(b)); process.stdout.once('drain', go); }; go();`,
    stage: 'framing',
  },
  {
    name: 'a flood of short lines',
    code: `const b = 'noise\\n'.repeat(1e5); const go = () => { while (process.stdout.write(b)); process.stdout.once('drain', go); }; go();`,
    stage: 'framing',
  },
  {
    name: 'a flood of braces',
    code: `const b = '{\\n'.repeat(1e5); const go = () => { while (process.stdout.write(b)); process.stdout.once('drain', go); }; go();`,
    stage: 'framing',
  },
  {
    name: 'a flood of stderr',
    code: `const b = 'noise\\n'.repeat(1e5); const go = () => { while (process.stderr.write(b)); process.stderr.once('drain', go); }; go();`,
    stage: 'silence',
  },
  {
    name: 'deaf to end of input and SIGTERM',
    code: server('', `process.on('SIGTERM', () => {}); ${STAY}`),
    stage: 'connected',
    shutdown: { exitedOnEof: false, killedWith: 'SIGKILL', orphans: 0 },
  },
  { name: 'deaf to end of input', code: server('', STAY), stage: 'connected', shutdown: { exitedOnEof: false, killedWith: 'SIGTERM', orphans: 0 } },
  {
    name: 'leaves a child behind',
    code: server('', `${CHILD}], { stdio: 'ignore' });`),
    stage: 'connected',
    shutdown: { exitedOnEof: false, killedWith: 'SIGTERM', orphans: 0 },
  },
  {
    name: 'leaves a detached child behind',
    code: server('', `${CHILD}], { stdio: 'ignore', detached: true }).unref();`),
    stage: 'connected',
    shutdown: { exitedOnEof: true, orphans: 1 },
  },
  { name: 'leaves a daemon behind', code: server('', DAEMON), stage: 'connected', shutdown: { exitedOnEof: true, orphans: 1 } },
  {
    name: 'crashes with a daemon behind',
    code: `${DAEMON} process.exit(7);`,
    stage: 'exit',
    shutdown: { exitedOnEof: false, orphans: 1 },
    exit: { code: 7, signal: null, beforeAnswer: true },
  },
  { name: 'killed by a signal', code: `process.kill(process.pid, 'SIGKILL');`, stage: 'exit', exit: { code: null, signal: 'SIGKILL' } },
  { name: 'closes stdout and lives on', code: `require('node:fs').closeSync(1); ${STAY}`, stage: 'silence' },
  { name: 'never reads its input', code: `process.stdin.pause(); ${STAY}`, stage: 'silence' },
  { name: 'closes its input', code: `require('node:fs').closeSync(0); ${STAY}`, stage: 'silence' },
  {
    name: 'asks without end and never reads',
    code: `const b = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'x'.repeat(1000) }) + '\\n'; for (let i = 0; i < 20000; i++) require('node:fs').writeSync(1, b); ${STAY}`,
    stage: 'silence',
  },
];

function stageOf({ outcome }: StdioSession): string {
  return outcome.kind === 'failed' ? outcome.stage : outcome.kind;
}

/** Processes whose environment holds the tag: everything the server started, wherever it went. Linux only. */
function countTagged(tag: string): number {
  if (process.platform !== 'linux') return 0;
  return readdirSync('/proc').filter((pid) => /^\d+$/u.test(pid) && readEnvironment(pid).includes(tag)).length;
}

function readEnvironment(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'latin1');
  } catch {
    return '';
  }
}

describe.skipIf(process.platform === 'win32')('hostile and broken servers', () => {
  it.concurrent.each(CASES)('$name', async ({ name, code, stage, shutdown, exit }) => {
    const tag = `${name.replaceAll(' ', '-')}-${process.pid}`;
    // Long only where the server is to end by itself: a busy machine may take a while for that.
    const pace = {
      settleMs: 100,
      eofMs: shutdown?.exitedOnEof === true ? 10_000 : 400,
      eofAfterFailureMs: 100,
      termMs: shutdown?.killedWith === 'SIGTERM' ? 10_000 : 200,
    };
    const { session } = await connect(code, { plan: { limitMs: stage === 'silence' ? 600 : 60_000, env: { TAG: tag } }, options: { pace } });
    const attempt = session.attempts[0];
    expect(stageOf(session)).toBe(stage);
    if (shutdown !== undefined) expect(attempt?.shutdown).toMatchObject(shutdown);
    if (exit !== undefined) expect(attempt?.exit).toMatchObject(exit);
    expect(countTagged(tag)).toBe(0);
    expect(JSON.stringify(session).length).toBeLessThan(400_000);
  });

  it('ends a whole family at once when the caller aborts', async () => {
    const tag = `abort-${process.pid}`;
    const controller = new AbortController();
    const code = `process.on('SIGTERM', () => {}); ${DAEMON} console.log('up'); ${STAY}`;
    const opening = openStdioSession(makePlan(code, { env: { TAG: tag } }), makeDefinition(), redactor, { ...QUICK, signal: controller.signal });
    if (process.platform === 'linux') await expect.poll(() => countTagged(tag)).toBe(2);
    controller.abort(new Error('enough'));
    await expect(opening).rejects.toThrow('enough');
    expect(countTagged(tag)).toBe(0);
  });
});
