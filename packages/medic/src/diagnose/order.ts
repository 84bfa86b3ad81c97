import { CAUSES_BY_LAYER } from '../model/ids.ts';
import type { CauseId, Confidence, Layer, Severity } from '../model/index.ts';
import type { Candidate } from './draft.ts';

const CONFIDENCES: readonly Confidence[] = ['confirmed', 'likely', 'possible'];
const SEVERITIES: readonly Severity[] = ['blocks', 'degrades', 'risk', 'hint'];

/**
 * Layers from the first thing that can go wrong to the last: what fails earlier hides what would fail later. The order
 * differs from the one of the published ids in that a container engine and permissions stand where they strike.
 */
const LAYERS: readonly Layer[] = [
  'config',
  'permissions',
  'command',
  'docker',
  'startup',
  'network',
  'tls',
  'auth',
  'http',
  'framing',
  'protocol',
  'timeout',
  'tools',
  'client',
];

const CAUSES: readonly CauseId[] = LAYERS.flatMap((layer): readonly CauseId[] => CAUSES_BY_LAYER[layer]);
const LAYER_OF: ReadonlyMap<CauseId, Layer> = new Map(LAYERS.flatMap((layer) => CAUSES_BY_LAYER[layer].map((cause): [CauseId, Layer] => [cause, layer])));

export function isAsSure(one: Confidence, other: Confidence): boolean {
  return CONFIDENCES.indexOf(one) <= CONFIDENCES.indexOf(other);
}

export function isAsSevere(one: Severity, other: Severity): boolean {
  return SEVERITIES.indexOf(one) <= SEVERITIES.indexOf(other);
}

/** The layer a cause belongs to in the published contract. */
export function layerOf(cause: CauseId): Layer {
  return LAYER_OF.get(cause) ?? 'startup';
}

/** Best first: confidence, severity, layer, cause; then the words, so that the order of rules never shows. */
export function compareCandidates(a: Candidate, b: Candidate): number {
  return (
    CONFIDENCES.indexOf(a.hit.confidence) - CONFIDENCES.indexOf(b.hit.confidence) ||
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
    LAYERS.indexOf(a.layer) - LAYERS.indexOf(b.layer) ||
    CAUSES.indexOf(a.cause) - CAUSES.indexOf(b.cause) ||
    compareText(a.hit.title, b.hit.title) ||
    compareText(JSON.stringify(a.hit), JSON.stringify(b.hit))
  );
}

export function isSerious(severity: Severity): boolean {
  return severity === 'blocks' || severity === 'degrades';
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
