import type { AnyProbe } from '../define-probe.ts';
import { probe as firstLine } from './first-line.ts';
import { probe as processes } from './processes.ts';

export const LAUNCH_PROBES: readonly AnyProbe[] = [firstLine, processes];
