import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { applyOn, clean, killWriters, raceLinks, type RaceEnd } from '../packages/medic/test/treat/race.ts';

/** `npm run storm-files [-- ROUNDS [KILLS]]`: races for the files we write, SIGKILL in the middle, full and read-only disks. */
const rounds = Number(process.argv[2] ?? 10_000);
const kills = Number(process.argv[3] ?? 200);
const broken: string[] = [];

report('links swapped meanwhile', await raceLinks(rounds));
const killed = await killWriters(kills);
report(`killed while writing (${killed.cutOff} in the middle)`, killed);
await onMount('a full disk', 'size=16k', undefined, /disk is full \(ENOSPC\)/);
await onMount('a read-only disk', 'size=1m', 'remount,ro', /read-only \(EROFS\)/);
for (const one of broken) console.log(`BROKEN ${one}`);
process.exitCode = broken.length > 0 ? 1 : 0;

function report(what: string, end: RaceEnd): void {
  broken.push(...end.broken);
  console.log(`${what}: ${end.applied} applied, ${end.refused} refused or not begun, ${end.broken.length} broken`);
}

/** A small file system in memory; needs root. */
async function onMount(what: string, options: string, then: string | undefined, words: RegExp): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'medic-mount-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder], { stdio: 'ignore' });
  } catch {
    console.log(`${what}: skipped, this user may not mount`);
    clean(folder);
    return;
  }
  try {
    const text = `{"a":1,"filler":"${'.'.repeat(6_000)}"}\n`;
    writeFileSync(join(folder, 'mcp.json'), text);
    if (then !== undefined) execFileSync('mount', ['-o', then, folder], { stdio: 'ignore' });
    const { end, content, names } = await applyOn(folder);
    const isRight = !end.ok && words.test(end.reason) && content === text && names.length === 1;
    if (!isRight) broken.push(`${what}: ${JSON.stringify({ end, names })}`);
    console.log(`${what}: ${end.ok ? 'applied' : end.reason}`);
  } finally {
    execFileSync('umount', [folder], { stdio: 'ignore' });
    clean(folder);
  }
}
