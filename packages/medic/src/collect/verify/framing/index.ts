import type { AnyProbe } from '../define-probe.ts';
import { probe as stdioInput } from './stdio-input.ts';
import { probe as stdioRequests } from './stdio-requests.ts';

export const FRAMING_PROBES: readonly AnyProbe[] = [stdioRequests, stdioInput];
