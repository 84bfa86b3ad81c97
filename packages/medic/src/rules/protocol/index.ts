import { AUTH_CHECKS } from './auth/index.ts';
import { CAPABILITY_CHECKS } from './capability/index.ts';
import { CONTENT_CHECKS } from './content/index.ts';
import { FRAMING_CHECKS } from './framing/index.ts';
import { LAUNCH_CHECKS } from './launch/index.ts';
import { METADATA_CHECKS } from './metadata/index.ts';
import { NETWORK_CHECKS } from './network/index.ts';
import { RESILIENCE_CHECKS } from './resilience/index.ts';
import { RPC_CHECKS } from './rpc/index.ts';
import { TRANSPORT_CHECKS } from './transport/index.ts';
import { VERSION_CHECKS } from './version/index.ts';
import type { AnyCheck } from '../../model/verify/index.ts';

/** Every check, in the order of the report: what must work first comes first. */
export const CHECKS: readonly AnyCheck[] = [
  ...LAUNCH_CHECKS,
  ...FRAMING_CHECKS,
  ...NETWORK_CHECKS,
  ...TRANSPORT_CHECKS,
  ...VERSION_CHECKS,
  ...METADATA_CHECKS,
  ...RPC_CHECKS,
  ...CAPABILITY_CHECKS,
  ...CONTENT_CHECKS,
  ...AUTH_CHECKS,
  ...RESILIENCE_CHECKS,
];
