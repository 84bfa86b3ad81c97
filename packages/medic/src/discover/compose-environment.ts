import { SDK_ENV_NAMES } from '../clients/shared/environment.ts';
import type { LaunchFacts, Roots } from '../model/index.ts';
import { pathDelimiter, readVariable, removeVariable, setVariable } from './environment.ts';

/** PATH of the desktop session, for clients that start from it. */
export interface SessionPath {
  readonly folders: readonly string[];
  readonly from: string;
}

export interface ChildEnvironment {
  readonly env: Readonly<Record<string, string>>;
  /** Where its PATH comes from, in words. */
  readonly pathFrom: string;
  /** Variables of the entry that the client leaves out. */
  readonly refused: readonly string[];
}

/** What Gemini CLI 0.61.0 takes for secrets (measured and read 2026-11-20): parts of names, and some whole names. */
const SECRET_PARTS = /TOKEN|SECRET|PASSWORD|PASSWD|KEY|AUTH|CREDENTIAL|CREDS|PRIVATE|CERT/i;
const SECRET_NAMES = new Set([
  'DATABASE_URL',
  'DB_URI',
  'CONNECTION_STRING',
  'CLIENT_ID',
  'GOOGLE_CLOUD_PROJECT',
  'GOOGLE_CLOUD_ACCOUNT',
  'AWS_DEFAULT_REGION',
  'AZURE_CLIENT_ID',
  'AZURE_TENANT_ID',
  'SLACK_WEBHOOK_URL',
  'STRIPE_PUBLISHABLE_KEY',
  'FIREBASE_PROJECT_ID',
  'TRACEPARENT',
]);

/**
 * The environment a client gives to a stdio server. `own`: the entry's variables, expanded; `null` takes one away.
 * `passedOn`: names the entry asks the client to hand over.
 */
export function composeEnvironment(
  launch: LaunchFacts,
  own: Readonly<Record<string, string | null>>,
  passedOn: readonly string[],
  roots: Roots,
  sessionPath: SessionPath | undefined,
): ChildEnvironment {
  const { platform } = roots;
  const env = takeBase(launch, roots);
  let pathFrom = "the terminal's PATH";
  if (launch.path === 'session' && sessionPath !== undefined && readVariable(env, 'PATH', platform) !== undefined) {
    setVariable(env, pathName(env), sessionPath.folders.join(pathDelimiter(platform)), platform);
    pathFrom = `the desktop session's PATH (${sessionPath.from})`;
  }
  for (const [name, value] of Object.entries(launch.adds ?? {})) setVariable(env, name, value.replaceAll('{project}', roots.project), platform);
  for (const name of passedOn) {
    const value = readVariable(roots.env, name, platform);
    if (value !== undefined) setVariable(env, name, value, platform);
  }
  const refused: string[] = [];
  for (const [name, value] of Object.entries(own)) {
    if (isRefused(name, launch.refusesEnv)) {
      refused.push(name);
      continue;
    }
    const before = readVariable(env, name, platform);
    if (value === null) {
      removeVariable(env, name, platform);
      continue;
    }
    if (launch.parentWins === true && before !== undefined) continue;
    const isPath = name === 'PATH' || (platform === 'win32' && name.toUpperCase() === 'PATH');
    const appends = isPath && launch.appendsPath === true && before !== undefined;
    if (isPath) pathFrom = appends ? `${pathFrom} and PATH in the entry's env` : "PATH in the entry's env";
    setVariable(env, name, appends ? `${before}${pathDelimiter(platform)}${value}` : value, platform);
  }
  return { env, pathFrom, refused };
}

function takeBase(launch: LaunchFacts, { env, platform }: Roots): Record<string, string> {
  const base: Record<string, string> = Object.create(null);
  if (launch.env === 'all' || launch.env === 'no-secrets') {
    for (const [name, value] of Object.entries(env)) {
      if (value === undefined || (launch.env === 'no-secrets' && (SECRET_PARTS.test(name) || SECRET_NAMES.has(name.toUpperCase())))) continue;
      base[name] = value;
    }
    return base;
  }
  const names = launch.env === 'sdk' ? SDK_ENV_NAMES[platform === 'win32' ? 'win32' : 'posix'] : launch.env.names;
  for (const name of names) {
    const value = readVariable(env, name, platform);
    // Exported shell functions are left out by the SDK (typescript-sdk, client/stdio.ts, read 2026-11-20).
    if (value !== undefined && !value.startsWith('()')) base[name] = value;
  }
  return base;
}

// Windows writes "Path"; the spelling that is there stays.
function pathName(env: Readonly<Record<string, string>>): string {
  return Object.keys(env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH';
}

function isRefused(name: string, refused: readonly string[] | undefined): boolean {
  return refused?.some((each) => (each.endsWith('*') ? name.startsWith(each.slice(0, -1)) : each === name)) === true;
}
