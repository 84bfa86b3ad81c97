import { AUTH_ROWS } from './auth.ts';
import { CONTENT_ROWS } from './content.ts';
import { LAUNCH_ROWS } from './launch.ts';
import { NETWORK_ROWS } from './network.ts';
import { RESILIENCE_ROWS } from './resilience.ts';
import type { Shown } from './row.ts';
import { TRANSPORT_ROWS } from './transport.ts';
import { VERSION_ROWS } from './version.ts';

/** Every server of every matrix, with the checks it fails. */
export const ALL_ROWS: readonly Shown[] = [
  ...LAUNCH_ROWS,
  ...NETWORK_ROWS,
  ...TRANSPORT_ROWS,
  ...VERSION_ROWS,
  ...CONTENT_ROWS,
  ...AUTH_ROWS,
  ...RESILIENCE_ROWS,
];
