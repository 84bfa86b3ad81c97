import type { AnyRule, EvidenceKind } from '../model/index.ts';
import { CONNECT_RULES } from '../rules/connect/index.ts';

/** Kinds that are known from a config file alone, before any entry is looked at. */
const FILE_KINDS: ReadonlySet<EvidenceKind> = new Set(['host', 'client', 'file']);

/** Every rule of the connection pack. */
export const RULES: readonly AnyRule[] = CONNECT_RULES;

/** Rules that speak about a whole file. */
export const FILE_RULES: readonly AnyRule[] = RULES.filter((rule) => rule.needs.length > 0 && rule.needs.every((kind) => FILE_KINDS.has(kind)));
