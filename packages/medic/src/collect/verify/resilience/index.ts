import type { AnyProbe } from '../define-probe.ts';
import { probe as gracefulStop } from './graceful-stop.ts';
import { probe as payloads } from './payloads.ts';
import { reconnect, twoClients } from './sessions.ts';
import { probe as soak } from './soak.ts';

export const RESILIENCE_PROBES: readonly AnyProbe[] = [twoClients, reconnect, payloads, soak, gracefulStop];
