import { join } from 'node:path';
import { applyFix } from '../../src/treat/apply.ts';
import { createTreatContext } from '../../src/treat/context.ts';
import { undoFix } from '../../src/treat/undo.ts';
import { changesOf, NOTE } from './kit.ts';

/** Run as a process of its own by `race.ts`, which kills it: says "ready", then applies a fix and takes it back without end. */
const [home = '', file = ''] = process.argv.slice(2);
const context = createTreatContext({ home, project: join(home, 'project'), platform: 'linux', env: {}, isolated: true });
process.stdout.write('ready\n');
for (;;) {
  const end = await applyFix(await changesOf('json', { [file]: [{ op: 'set', at: ['a'], value: 2 }] }), NOTE, context);
  if (!end.ok) throw new Error(end.reason);
  await undoFix(end.id, context);
}
