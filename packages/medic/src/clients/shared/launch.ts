import type { ExpansionFacts, LaunchFacts } from '../../model/index.ts';

/** A desktop application nobody has watched: it passes on what it has, which is the login session's environment. */
export const UNWATCHED_APP_LAUNCH: LaunchFacts = {
  env: 'all',
  path: 'session',
  cwd: 'root-or-unknown',
  honoursCwdField: true,
  windowsShims: 'unknown',
  known: 'recalled',
};

/** A terminal program nobody has watched. */
export const UNWATCHED_CLI_LAUNCH: LaunchFacts = { ...UNWATCHED_APP_LAUNCH, path: 'terminal', cwd: 'project' };

/** The places of an entry in which a client may replace variables. */
export const EVERYWHERE: ExpansionFacts['where'] = ['command', 'args', 'env', 'cwd', 'url', 'headers'];

/** Values reach the server as they are written. */
export const NO_EXPANSION: Omit<ExpansionFacts, 'known'> = { syntax: [], where: [], unset: 'literal' };
