import type { AnyCheck } from '../../../model/verify/index.ts';
import { checks as challenge } from './challenge.ts';
import { checks as credential } from './credential.ts';
import { checks as issuerMetadata } from './issuer-metadata.ts';
import { check as lateLogin } from './late-login.ts';
import { checks as noTokenMethods } from './no-token-methods.ts';
import { check as noToken } from './no-token.ts';
import { checks as resourceMetadata } from './resource-metadata.ts';
import { checks as scopes } from './scopes.ts';
import { check as stdioEnv } from './stdio-env.ts';
import { checks as wrongTokens } from './wrong-tokens.ts';

export const AUTH_CHECKS: readonly AnyCheck[] = [
  noToken,
  ...noTokenMethods,
  lateLogin,
  ...challenge,
  ...resourceMetadata,
  ...issuerMetadata,
  ...scopes,
  ...wrongTokens,
  ...credential,
  stdioEnv,
];
