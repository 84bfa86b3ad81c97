import { LOOK_STEPS, type LookSteps } from '../io/file-identity.ts';
import { stateFolderOf } from '../io/state-folder.ts';
import { WRITE_STEPS, type WriteSteps } from '../io/write-steps.ts';
import type { Roots } from '../model/index.ts';

/** Everything applying and taking back fixes needs of the world. */
export interface TreatContext {
  /** Edits stay inside these two folders as far as links are concerned. */
  readonly home: string;
  readonly project: string;
  /** Holds the journal and the backups. */
  readonly stateFolder: string;
  readonly write: WriteSteps;
  readonly look: LookSteps;
  readonly now: () => Date;
}

export function createTreatContext(roots: Roots): TreatContext {
  const { home, project } = roots;
  return { home, project, stateFolder: stateFolderOf(roots), write: WRITE_STEPS, look: LOOK_STEPS, now: () => new Date() };
}
