import type { AnyProbe } from '../define-probe.ts';
import { probe as goneMethods } from './gone-methods.ts';
import { probe as headerRules } from './header-rules.ts';
import { probe as metaMissing } from './meta-missing.ts';
import { probe as modernResults } from './modern-results.ts';

export const METADATA_PROBES: readonly AnyProbe[] = [modernResults, metaMissing, goneMethods, headerRules];
