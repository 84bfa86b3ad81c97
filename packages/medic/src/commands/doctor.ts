import { writeFileSync } from 'node:fs';
import { runDoctor } from '../engine/doctor.ts';
import type { DoctorEvent, DoctorRequest, Target } from '../engine/request.ts';
import type { ClientId, DoctorResult, Evidence } from '../model/index.ts';
import { safeJson } from '../text/safe-text.ts';
import { DOCTOR_FLAGS } from './doctor-flags.ts';
import { exitCodeOf } from './exit-code.ts';
import { parseFlags, type ParsedWords } from './parse-flags.ts';
import { readTargets } from './read-target.ts';
import { createPrinter, type Printer } from './print-doctor.ts';
import { readRoots } from './roots.ts';
import { withSignals } from './signals.ts';
import { UsageError } from './usage-error.ts';

/** `mcp-medic doctor [target…]`. */
export async function run(words: readonly string[], version: string): Promise<number> {
  const parsed = parseFlags(words, DOCTOR_FLAGS);
  const { flags } = parsed;
  const roots = readRoots(flags);
  return withSignals(async (signal) => {
    const { askConsent } = await import('./ask-consent.ts');
    const request: DoctorRequest = {
      roots,
      version,
      ...(flags['client'] === undefined ? {} : { clients: flags['client'] as readonly ClientId[] }),
      targets: readTargets(parsed, 'mcp-medic'),
      isStatic: flags['static'] === true || flags['platform'] !== undefined,
      trustsProject: flags['trust'] === true,
      consent: askConsent(roots),
      withSteps: flags['steps'] === true,
      proves: flags['no-prove'] !== true,
      patienceMs: readSeconds(flags['wait'] as string | undefined) * 1000,
      signal,
    };
    const printer = await createPrinter(flags, roots);
    const evidence: { client: string; name: string; evidence: Evidence }[] = [];
    let result: DoctorResult | undefined;
    for await (const event of wantsFix(flags) ? await runWithFixes(request, flags, printer) : runDoctor(request)) {
      printer.onEvent(event);
      if (event.type === 'server') evidence.push({ client: event.result.client, name: event.result.name, evidence: event.evidence });
      if (event.type === 'done') result = event.result;
    }
    if (typeof flags['record'] === 'string') writeFileSync(flags['record'], `${safeJson(JSON.stringify(evidence, undefined, 2))}\n`, { mode: 0o600 });
    if (result === undefined) throw new Error('the run ended without a result');
    refuseUnknownTargets(request.targets, result);
    return exitCodeOf(result, flags);
  });
}

function wantsFix(flags: ParsedWords['flags']): boolean {
  const wants = flags['fix'] === true || flags['dry-run'] === true;
  if (!wants && flags['yes'] === true) throw new UsageError('--yes only goes with --fix.', 'Did you mean: mcp-medic --fix --yes');
  if (!wants && flags['check'] === true) throw new UsageError('--check only goes with --fix.', 'Did you mean: mcp-medic --fix --check');
  if (wants && (flags['static'] === true || flags['platform'] !== undefined))
    throw new UsageError('--fix looks at servers again after each fix, so it cannot go with --static or --platform.');
  return wants;
}

/** The code that carries fixes out is loaded only for those who want it. */
async function runWithFixes(request: DoctorRequest, flags: ParsedWords['flags'], printer: Printer): Promise<AsyncIterable<DoctorEvent>> {
  const { fixMachine } = await import('./fix.ts');
  return fixMachine(request, flags, printer);
}

function readSeconds(value: string | undefined): number {
  if (value === undefined) return 15;
  const seconds = Number(value);
  if (!Number.isFinite(seconds) || seconds < 0 || seconds > 600) throw new UsageError(`--wait takes seconds from 0 to 600, not "${value}".`);
  return seconds;
}

/** A name that no client has is wrong usage, not a healthy machine. */
function refuseUnknownTargets(targets: readonly Target[], { servers }: DoctorResult): void {
  for (const target of targets) {
    if (target.kind !== 'name') continue;
    if (servers.some(({ name, client }) => name === target.name && (target.client === undefined || client === target.client))) continue;
    throw new UsageError(
      `No client has a server named "${target.name}"${target.client === undefined ? '' : ` in ${target.client}`}.`,
      'See all servers: mcp-medic',
    );
  }
}
