import type { ClientDefinition, ConfigFileFacts, ConfigFileResult, Evidence, FoundEntry, ServerResult } from '../model/index.ts';
import type { FileSource, OfferedFix } from '../treat/render-fix.ts';
import type { DoctorEvent } from './request.ts';

/** What the engine itself sees of a run. Entries hold secrets: these events never leave it. */
export type SurveyEvent =
  | Extract<DoctorEvent, { type: 'found' | 'started' | 'done' }>
  /** `offers`: the fixes of the diagnosis, as in the result, with their drafts. */
  | {
      readonly type: 'server';
      readonly result: ServerResult;
      readonly evidence: Evidence;
      readonly found: FoundEntry;
      readonly offers: readonly OfferedFix[];
      readonly files: FileSource;
    }
  | {
      readonly type: 'file';
      readonly result: ConfigFileResult;
      readonly file: ConfigFileFacts;
      readonly definition: ClientDefinition;
      readonly offers: readonly OfferedFix[];
      readonly files: FileSource;
    };
