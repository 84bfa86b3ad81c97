import type { AnyProbe } from '../define-probe.ts';
import { probe as garbage } from './garbage.ts';
import { probe as ids } from './ids.ts';
import { probe as oddRequests } from './odd-requests.ts';
import { probe as ping } from './ping.ts';

export const RPC_PROBES: readonly AnyProbe[] = [ids, ping, oddRequests, garbage];
