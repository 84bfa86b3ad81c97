import type { ConfigFileFacts, EntryFacts } from '../model/index.ts';
import type { EntryReading } from './read-entry.ts';

/** Entries of a file that the client does not read, or refuses because of one of them, are not started, however well written. */
export function applyFileState(file: ConfigFileFacts, readings: readonly EntryReading[]): readonly EntryReading[] {
  const culprit = readings.find((reading) => reading.refusesFile);
  return readings.map((reading) => {
    const loads = judgeFile(file) ?? (culprit === undefined || culprit === reading ? undefined : refusedBy(culprit.facts));
    return loads === undefined ? reading : { source: reading.source, refusesFile: reading.refusesFile, facts: { ...reading.facts, loads } };
  });
}

function judgeFile(file: ConfigFileFacts): EntryFacts['loads'] | undefined {
  if (file.state === 'ignored-by-client') return { state: 'dropped', why: 'file-not-read', ...(file.insteadOf === undefined ? {} : { by: file.insteadOf }) };
  if (file.state === 'invalid') return { state: 'dropped', why: 'file-refused' };
  // Under a key or in a form the client does not look at, the file counts for nothing.
  if (file.wrongRootKey !== undefined || file.wrongShape !== undefined) return { state: 'dropped', why: 'file-not-read', by: file.serversAt.join('.') };
  return undefined;
}

function refusedBy({ name }: EntryFacts): EntryFacts['loads'] {
  return { state: 'dropped', why: 'file-refused', by: name };
}
