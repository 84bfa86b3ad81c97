import type { AnyPreflightCheck } from '../../model/index.ts';
import { CERTIFICATE_CHECKS } from './certificate.ts';
import { CLIENT_CONFIG_CHECKS } from './client-config.ts';
import { COMPOSE_CHECKS } from './compose.ts';
import { CONFIG_FILES_CHECK } from './config-files.ts';
import { ENVIRONMENT_CHECKS } from './environment.ts';
import { HEALTH_CHECKS } from './health.ts';
import { INITIALIZE_CHECK } from './initialize.ts';
import { TOKEN_CHECKS } from './invalid-token.ts';
import { LOG_CHECKS } from './logs.ts';
import { VERIFY_CHECK } from './passes-verify.ts';
import { PORT_CHECKS } from './ports.ts';
import { SCHEMA_CHECKS } from './schemas.ts';
import { SECRET_CHECKS } from './secrets.ts';
import { STARTS_CHECK } from './starts.ts';

/** The fourteen items of the checklist, in its order. */
export const PREFLIGHT_CHECKS: readonly AnyPreflightCheck[] = [
  ...HEALTH_CHECKS,
  INITIALIZE_CHECK,
  ...ENVIRONMENT_CHECKS,
  ...TOKEN_CHECKS,
  ...CERTIFICATE_CHECKS,
  ...COMPOSE_CHECKS,
  ...PORT_CHECKS,
  ...LOG_CHECKS,
  ...SECRET_CHECKS,
  ...SCHEMA_CHECKS,
  VERIFY_CHECK,
  STARTS_CHECK,
  ...CLIENT_CONFIG_CHECKS,
  CONFIG_FILES_CHECK,
];
