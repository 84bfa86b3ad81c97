const NOUNS =
  'key|token|secret|password|passwd|id|path|url|uri|name|host|value|email|domain|org|project|workspace|account|user|username|here|port|dir|directory|folder|file|server|repo|database|db|connection|string|api|bot|app|subdomain|instance';

const WHOLE: readonly RegExp[] = [
  /^<[^<>]{1,80}>$/,
  /^\{\{[\w .-]{1,60}\}\}$/,
  /^\[(?:your|insert|enter|add|my|api)[\w -]{0,60}\]$/i,
  // A number or a real name never follows "your".
  /^your[-_ .][\w .@-]{1,80}$/i,
  new RegExp(`^your(?:${NOUNS})`, 'i'),
  /^my[-_ ]?(?:api[-_ ]?|secret[-_ ]?|access[-_ ]?|auth[-_ ]?){0,2}(?:key|token|password)$/i,
  /^(?:insert|enter|add|put|paste|replace|set|fill)[-_ ](?:me|in|with|your|the|api|key|token|secret|password|value|here)(?:[-_ ].{0,60})?$/i,
  new RegExp(`^(?:[A-Za-z0-9]{1,20}[-_ ]){0,5}(?:${NOUNS})[-_ ](?:goes[-_ ])?here$`, 'i'),
  /^change[-_ ]?(?:me|this|it)$/i,
  /^replace[-_ ]?(?:me|this)$/i,
  /^(?:tbd|fixme|placeholder)$/i,
  /^x[x._-]{2,}$/i,
  /^\*{3,}$/,
  /^(?:\.{3,}|…)$/,
];

/** Words that are a placeholder only as the value of something that should be a secret: `--auth api-key` is a choice, not a gap. */
const IN_SECRETS = /^(?:todo|api[-_ ]?key|access[-_ ]?token|api[-_ ]?token|secret[-_ ]?key|token|key|none|null|undefined|redacted|dummy|insert[-_ ]?here)$/i;

/** Beginnings of well-known tokens, so that `sk-...` and `ghp_xxxx` are seen as cut or filled in. */
const TOKEN_START =
  /^(?:sk|pk|rk|ghp|gho|ghs|ghu|github_pat|glpat|xox[abeoprs]|xapp|hf|npm|ntn|secret|lin_api|akia|aiza|key|token|pat|eyj|bsa|tvly|fc|gsk|api)[-_]?/i;

const INSIDE: readonly RegExp[] = [
  /(?:^|[/\\])path[/\\]to(?:[/\\]|$)/i,
  /[/\\](?:users|home)[/\\](?:username|user_name|your[-_]?user(?:[-_]?name)?|your[-_]?name|<[^<>]{1,40}>|\[[^\][]{1,40}\])(?=[/\\]|$)/i,
  new RegExp(`(?<![A-Za-z0-9])YOUR[-_](?:[A-Za-z0-9]{1,30}[-_]){0,5}(?:${NOUNS})(?![A-Za-z0-9])`, 'i'),
  new RegExp(`<(?:[a-z0-9]{1,20}[-_ ]){0,5}(?:${NOUNS})>`, 'i'),
];

/**
 * The part of a value that somebody was meant to replace, or undefined. Only strong shapes count: a real value that merely
 * looks dull (`test`, `password`, `example`) is none. `isSecret`: the value stands where a secret is expected.
 */
export function findPlaceholder(value: string, isSecret: boolean = false): string | undefined {
  if (value.length > 4096) return undefined;
  const trimmed = value.trim();
  const bare = trimmed.replace(/^(?:bearer|basic|token)[ ]+/i, '');
  // A flag with its value in one argument: --api-key=YOUR_KEY.
  const assigned = /^--?[A-Za-z][\w-]{0,60}=(?=.)/.exec(bare)?.[0].length ?? 0;
  const core = bare.slice(assigned);
  if (core === '') return undefined;
  if (WHOLE.some((pattern) => pattern.test(core))) return core;
  if (isSecret && IN_SECRETS.test(core)) return core;
  const start = TOKEN_START.exec(core)?.[0];
  if (start !== undefined && start !== '' && !/\s/.test(core) && isFiller(core.slice(start.length))) return core;
  for (const pattern of INSIDE) {
    const found = pattern.exec(trimmed)?.[0];
    if (found !== undefined) return found;
  }
  return undefined;
}

function isFiller(rest: string): boolean {
  if (rest === '') return false;
  return (
    /\.{3}|…|\*{4}/.test(rest) ||
    /^(?:[a-z0-9]{1,10}[-_])?x{3,}[x_-]*$/i.test(rest) ||
    /(?:^|[-_])your(?:[-_]|$)/i.test(rest) ||
    /^(?:[a-z0-9]{1,10}[-_]){0,2}\.{3}$/.test(rest)
  );
}

/** True for values that name a variable instead of carrying a secret: `${TOKEN}`, `Bearer {env:KEY}`, `$API_KEY`, `%KEY%`. */
export function isReference(value: string): boolean {
  if (value.length > 4096 || !/[$%{]/.test(value)) return false;
  const without = value
    .replace(/\$?\$\{\{?[^{}]{1,120}\}\}?/g, '')
    .replace(/\{env:[^{}]{1,120}\}/g, '')
    .replace(/\$env:[A-Za-z_]\w{0,80}/g, '')
    .replace(/\$[A-Za-z_]\w{0,80}/g, '')
    .replace(/%[A-Za-z_]\w{1,80}%/g, '');
  if (without === value) return false;
  return without.replace(/^\s*(?:bearer|basic|token)\b/i, '').trim().length < 6;
}
