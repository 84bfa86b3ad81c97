import type { ConnectPlan } from '../../../model/index.ts';

const CREDENTIAL_NAME = /auth|token|key|cookie/i;

/** Names of the configured headers that may let somebody in. */
export function listCredentialHeaders(plan: ConnectPlan): readonly string[] {
  return plan.transport === 'stdio' ? [] : Object.keys(plan.headers).filter((name) => CREDENTIAL_NAME.test(name));
}

/** Header changes that take every credential away, `Authorization` replaced by `instead` where given. */
export function withoutCredentials(plan: ConnectPlan, instead?: string): Readonly<Record<string, string | null>> {
  const none = Object.fromEntries(listCredentialHeaders(plan).map((name) => [name, null]));
  return instead === undefined ? none : { ...none, Authorization: instead };
}
