import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ConfigFileFacts, Evidence, HostFacts } from '../../medic/src/model/index.ts';
import { CASES_FOLDER } from './load-cases.ts';

/** What a case's `evidence.json` holds: all that rules look at, made independent of the machine that recorded it. */
export interface StoredEvidence {
  readonly broken: StoredScene;
  readonly healthy: StoredScene;
}

export interface StoredScene {
  /** By server name. */
  readonly servers: Readonly<Record<string, Evidence>>;
  /** Only for cases whose cause stands in a file's findings. */
  readonly files?: readonly { readonly file: ConfigFileFacts; readonly host: HostFacts }[];
}

/** A record this large would be a copied log, not evidence. */
const MAX_BYTES = 200_000;

function evidencePath(id: string): string {
  return join(CASES_FOLDER, id, 'evidence.json');
}

export function hasEvidence(id: string): boolean {
  return existsSync(evidencePath(id));
}

export function readEvidence(id: string): StoredEvidence {
  const stored: StoredEvidence = JSON.parse(readFileSync(evidencePath(id), 'utf8'));
  return stored;
}

export function writeEvidence(id: string, evidence: StoredEvidence): void {
  const text = `${JSON.stringify(sortKeys(evidence), undefined, 1)}\n`;
  if (text.length > MAX_BYTES) throw new Error(`${id}: the evidence has ${text.length} bytes, more than ${MAX_BYTES}`);
  writeFileSync(evidencePath(id), text);
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sortKeys(inner)]),
  );
}
