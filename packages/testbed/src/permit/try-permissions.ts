import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { findClient } from '../../../medic/src/clients/index.ts';
import { applyPermissions, planPermissions, type PermissionsRequest } from '../../../medic/src/engine/permissions.ts';
import type { PermissionRow } from '../../../medic/src/model/index.ts';
import { createTreatContext } from '../../../medic/src/treat/context.ts';
import { undoFix } from '../../../medic/src/treat/undo.ts';
import { NOTE_TOOLS } from '../../servers/stdio/notes.mjs';
import { runProgram } from '../agree/run-program.ts';
import { type Bed, buildBed } from '../bed.ts';
import { type CallingModel, startCallingModel } from './calling-model.ts';
import type { PermitClient } from './permit-clients.ts';

interface Trial {
  readonly rows: readonly TrialRow[];
  /** The client's own words when it did not accept what was written. */
  readonly complaint?: string;
  /** The file mcp-medic wrote was as before, to the byte, after undo. */
  readonly undone: boolean;
}

interface TrialRow {
  readonly tool: string;
  readonly decision: PermissionRow['decision'];
  /** Called by the client without asking anybody: before the rules, and with them. */
  readonly ranBefore: boolean;
  readonly ranAfter: boolean;
  /** The rules did what they say: an allowed tool ran, any other did not. */
  readonly isRight: boolean;
}

interface Machine {
  /** Folder with the client's `node_modules`. */
  readonly folder: string;
  readonly nodeBin: string;
}

/** Lets a real client meet a model that wants every tool, without rules and with those that mcp-medic writes, and takes them back. */
export async function tryPermissions(client: PermitClient, machine: Machine): Promise<Trial> {
  const model = await startCallingModel();
  const files = Object.entries(client.files).map(([path, text]): [string, string] => [path, text.replaceAll('{{model}}', model.origin)]);
  const bed = await buildBed({ files: Object.fromEntries(files) });
  try {
    const request = requestFor(client, bed);
    const meet = (flags: readonly string[], oneByOne: boolean): Promise<Met> => meetModel(client, { model, bed, machine, flags, oneByOne });
    // Before planning: some clients write into their own settings when they start.
    const before = await meet([], false);
    const planned = await planPermissions(request);
    if (!planned.ok) throw new Error(planned.reason);
    const { tools, flags = [], target } = planned.result;
    const stood = readIfThere(target?.file);
    const result = await applyPermissions(planned, request);
    if (result.applied !== undefined && 'refused' in result.applied) throw new Error(result.applied.refused);
    const after = await meet(
      flags.map((flag) => flag.replaceAll("'", '')),
      client.endsWhenAsked === true,
    );
    const undone = result.applied === undefined || (await undoFix(result.applied.undo, createTreatContext(request.roots))).ok;
    const complaint = client.complaint.exec(after.said);
    return {
      rows: tools.map(({ name, decision }) => {
        const ranAfter = after.called.has(name);
        return { tool: name, decision, ranBefore: before.called.has(name), ranAfter, isRight: ranAfter === (decision === 'allow') };
      }),
      ...(complaint === null ? {} : { complaint: after.said.slice(Math.max(0, complaint.index - 80), complaint.index + 240) }),
      undone: undone && readIfThere(target?.file) === stood,
    };
  } finally {
    await bed.close();
    await model.close();
  }
}

interface Met {
  readonly called: ReadonlySet<string>;
  readonly said: string;
}

interface Meeting {
  readonly model: CallingModel;
  readonly bed: Bed;
  readonly machine: Machine;
  readonly flags: readonly string[];
  /** A run for each tool. */
  readonly oneByOne: boolean;
}

/** Runs the client until the model has had its way or not; answers with the tools that really ran. */
async function meetModel(client: PermitClient, { model, bed, machine, flags, oneByOne }: Meeting): Promise<Met> {
  const log = join(bed.home, 'calls');
  rmSync(log, { force: true });
  const env = {
    ...bed.env,
    ...client.env(model.origin),
    PATH: `${machine.nodeBin}:/usr/local/bin:/usr/bin:/bin`,
    USER: 'permit',
    LOGNAME: 'permit',
    SHELL: '/bin/bash',
    TERM: 'dumb',
    NO_COLOR: '1',
    TMPDIR: bed.home,
  };
  const [command, ...args] = client.argv(machine.folder, flags);
  let said = '';
  // `note(*)` is offered under a name of the client's own making; all that ends like it is meant.
  const wants = oneByOne ? NOTE_TOOLS.map(({ name }) => new RegExp(`${name.replaceAll(/[^a-z_]+/g, '_+')}$`)) : [/note/];
  for (const names of wants) {
    model.want(names);
    const { stdout, stderr, timedOut } = await runProgram(command, args, { cwd: bed.project, env, timeoutMs: 300_000 });
    // A client that was cut off has shown nothing: what it did not run it might have run.
    if (timedOut) throw new Error(`${client.id} did not end within 300 s`);
    said += `${stderr}\n${stdout}\n`;
  }
  return { called: new Set(readIfThere(log).split('\n')), said };
}

function requestFor({ id }: PermitClient, { home, project, env }: Bed): PermissionsRequest {
  const target = { kind: 'name', name: 'my.notes' } as const;
  return {
    roots: { home, project, platform: 'linux', env, isolated: true },
    version: '0.0.0',
    definition: findClient(id),
    target,
    targets: [target],
    destructive: 'deny',
    isStatic: false,
    trustsProject: false,
    withSteps: false,
    patienceMs: 5000,
  };
}

function readIfThere(path: string | undefined): string {
  return path !== undefined && existsSync(path) ? readFileSync(path, 'utf8') : '';
}
