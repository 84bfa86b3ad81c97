import { AUTH_PROBES } from './auth/index.ts';
import { CAPABILITY_PROBES } from './capability/index.ts';
import { CONTENT_PROBES } from './content/index.ts';
import { FRAMING_PROBES } from './framing/index.ts';
import { LAUNCH_PROBES } from './launch/index.ts';
import { METADATA_PROBES } from './metadata/index.ts';
import { NETWORK_PROBES } from './network/index.ts';
import { RESILIENCE_PROBES } from './resilience/index.ts';
import { RPC_PROBES } from './rpc/index.ts';
import { TRANSPORT_PROBES } from './transport/index.ts';
import { VERSION_PROBES } from './version/index.ts';
import { probe as beside } from './launch/beside.ts';
import { probe as lists } from './lists.ts';
import type { AnyProbe } from './define-probe.ts';

/** Every probe, in the order in which they run. The survey comes before all of them and is no probe. */
export const PROBES: readonly AnyProbe[] = [
  beside,
  lists,
  ...VERSION_PROBES,
  ...RPC_PROBES,
  ...METADATA_PROBES,
  ...CAPABILITY_PROBES,
  ...CONTENT_PROBES,
  ...TRANSPORT_PROBES,
  ...AUTH_PROBES,
  ...NETWORK_PROBES,
  ...LAUNCH_PROBES,
  ...FRAMING_PROBES,
  ...RESILIENCE_PROBES,
];
