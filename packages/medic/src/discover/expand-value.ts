import type { ExpansionFacts, Platform } from '../model/index.ts';
import { type Environment, readVariable } from './environment.ts';

export type Place = ExpansionFacts['where'][number];
type Syntax = ExpansionFacts['syntax'][number];

export interface ExpansionRoots {
  readonly home: string;
  readonly project: string;
  readonly platform: Platform;
  readonly env: Environment;
}

export interface Expanded {
  readonly value: string;
  /** Variables that the client replaces and that are not set. */
  readonly unset: readonly string[];
  /** Parts only the client itself can fill in: prompts, its own stores, commands. As written. */
  readonly clientOnly: readonly string[];
  /** Names of the variables whose values went in. */
  readonly used: readonly string[];
}

/** One written reference to something outside of the value. */
export interface Reference {
  readonly text: string;
  readonly syntax: Syntax;
  readonly name: string;
  readonly fallback?: string;
}

const SEPARATOR: Readonly<Record<'win32' | 'posix', string>> = { win32: '\\', posix: '/' };

/** Sticky patterns, each tried where the text stands. The first that the client knows wins. */
const PATTERNS: readonly { readonly syntax: Syntax; readonly pattern: RegExp }[] = [
  { syntax: '${{ secrets.VAR }}', pattern: /\$\{\{\s{0,8}secrets\.([\w.-]{1,200})\s{0,8}\}\}/y },
  { syntax: '{{USER_VAR}}', pattern: /\{\{([A-Za-z_]\w{0,200})\}\}/y },
  { syntax: '${env:VAR}', pattern: /\$\{env:([^{}:]{1,200})\}/y },
  { syntax: '${input:x}', pattern: /\$\{input:([^{}]{1,200})\}/y },
  { syntax: '${config:x}', pattern: /\$\{config:([^{}]{1,200})\}/y },
  { syntax: '${command:x}', pattern: /\$\{command:([^{}]{1,200})\}/y },
  { syntax: '${file:path}', pattern: /\$\{file:([^{}]{1,400})\}/y },
  { syntax: '${workspaceFolder}', pattern: /\$\{(workspaceFolder)(?::[^{}]{1,100})?\}/y },
  { syntax: '${workspaceFolderBasename}', pattern: /\$\{(workspaceFolderBasename)\}/y },
  { syntax: '${userHome}', pattern: /\$\{(userHome)\}/y },
  { syntax: '${pathSeparator}', pattern: /\$\{(pathSeparator)\}/y },
  { syntax: '${/}', pattern: /\$\{(\/)\}/y },
  { syntax: '${VAR:-default}', pattern: /\$\{([A-Za-z_]\w{0,200}):-([^{}]{0,1000})\}/y },
  { syntax: '${VAR}', pattern: /\$\{([A-Za-z_]\w{0,200})\}/y },
  { syntax: '{env:VAR}', pattern: /\{env:([^{}]{1,200})\}/y },
  { syntax: '{file:path}', pattern: /\{file:([^{}]{1,400})\}/y },
  { syntax: '$(command)', pattern: /\$\(([^()]{1,400})\)/y },
  { syntax: '$VAR', pattern: /\$([A-Za-z_]\w{0,200})/y },
  { syntax: '%VAR%', pattern: /%([A-Za-z_][\w()]{0,200})%/y },
];

const CLIENT_ONLY: ReadonlySet<Syntax> = new Set([
  '${{ secrets.VAR }}',
  '{{USER_VAR}}',
  '${input:x}',
  '${config:x}',
  '${command:x}',
  '${file:path}',
  '{file:path}',
  '$(command)',
]);

/** Replaces what this client replaces at this place, as it does; everything else stays as written. */
export function expandValue(written: string, place: Place, facts: ExpansionFacts, roots: ExpansionRoots): Expanded {
  const unset: string[] = [];
  const clientOnly: string[] = [];
  const used: string[] = [];
  if (namesVariable(written, place, facts, roots)) return { value: readVariable(roots.env, written, roots.platform) ?? '', unset, clientOnly, used: [written] };
  let out = '';
  for (const part of splitValue(written, place, facts)) {
    if (typeof part === 'string') {
      out += part;
      continue;
    }
    const builtIn = readBuiltIn(part, roots);
    const value = builtIn ?? (CLIENT_ONLY.has(part.syntax) ? undefined : readVariable(roots.env, part.name, roots.platform));
    if (value !== undefined) {
      if (builtIn === undefined) used.push(part.name);
      out += value;
    } else if (CLIENT_ONLY.has(part.syntax)) {
      clientOnly.push(part.text);
      out += part.text;
    } else if (part.fallback !== undefined) out += part.fallback;
    else {
      unset.push(part.name);
      if (ifUnset(place, facts) !== 'empty') out += part.text;
    }
  }
  return { value: out, unset, clientOnly, used };
}

/** True where a value that equals the name of a set variable is replaced as a whole (Copilot CLI). */
export function namesVariable(written: string, place: Place, facts: ExpansionFacts, { env, platform }: Pick<ExpansionRoots, 'env' | 'platform'>): boolean {
  return place === 'env' && syntaxAt(place, facts).includes('env-name-value') && readVariable(env, written, platform) !== undefined;
}

/** A written value as this client reads it at this place: text that stays, and references that it replaces. */
export function splitValue(written: string, place: Place, facts: ExpansionFacts): readonly (string | Reference)[] {
  const known = new Set(syntaxAt(place, facts));
  if (known.size === 0) return written === '' ? [] : [written];
  const parts: (string | Reference)[] = [];
  let text = '';
  let at = 0;
  const take = (reference: Reference): void => {
    if (text !== '') parts.push(text);
    text = '';
    parts.push(reference);
    at += reference.text.length;
  };
  if (known.has('~') && /^~(?:$|[/\\])/.test(written)) take({ text: '~', syntax: '~', name: '' });
  while (at < written.length) {
    const next = findSign(written, at);
    text += written.slice(at, next);
    at = next;
    if (at >= written.length) break;
    const reference = matchAt(written, at, (syntax) => known.has(syntax)) ?? matchOdd(written, at, known, ifUnset(place, facts));
    if (reference !== undefined) take(reference);
    else {
      text += written.charAt(at);
      at += 1;
    }
  }
  return text === '' ? parts : [...parts, text];
}

/** The notations that this client replaces at a place. */
export function syntaxAt(place: Place, { syntax, where, only }: ExpansionFacts): ExpansionFacts['syntax'] {
  return where.includes(place) ? (only?.[place] ?? syntax) : [];
}

function ifUnset(place: Place, { unset, unsetInEnv }: ExpansionFacts): ExpansionFacts['unset'] {
  return place === 'env' && unsetInEnv !== undefined ? unsetInEnv : unset;
}

/** References in a notation that this client leaves alone at this place, for which another client would look up a variable. */
export function findForeignReferences(written: string, place: Place, facts: ExpansionFacts): readonly { readonly text: string; readonly name: string }[] {
  const known = new Set(syntaxAt(place, facts));
  const found: { text: string; name: string }[] = [];
  for (let at = findSign(written, 0); at < written.length;) {
    const own = matchAt(written, at, (syntax) => known.has(syntax));
    const reference = own ?? matchAt(written, at, () => true);
    if (reference === undefined) at += 1;
    else {
      if (own === undefined && isSurelyMeant(written, at, reference)) found.push({ text: reference.text, name: reference.name });
      at += reference.text.length;
    }
    at = findSign(written, at);
  }
  return found;
}

// Bare $NAME and %NAME% also occur in passwords, patterns and URLs; they count only where a variable is plainly meant.
function isSurelyMeant(written: string, at: number, { syntax, text, name }: Reference): boolean {
  if (syntax === '$(command)' || syntax === '{{USER_VAR}}' || syntax === '{file:path}') return false;
  if (syntax !== '$VAR' && syntax !== '%VAR%') return true;
  if (!/^[A-Z_][A-Z0-9_]{2,}$/.test(name)) return false;
  const before = written.slice(0, at);
  const after = written.slice(at + text.length);
  return /^(?:(?:Bearer|Basic|Token) |--?[A-Za-z][\w-]{0,60}=|[A-Za-z][\w-]{0,60}[=:] ?)?$/i.test(before) && /^(?:$|[/\\])/.test(after);
}

/** How the client spells a reference to a variable at this place; undefined when it has no way. */
export function spellReference(name: string, place: Place, facts: ExpansionFacts): string | undefined {
  const syntax = syntaxAt(place, facts);
  const spellings: readonly (readonly [Syntax, string])[] = [
    ['${VAR}', `\${${name}}`],
    ['${env:VAR}', `\${env:${name}}`],
    ['{env:VAR}', `{env:${name}}`],
    ['$VAR', `$${name}`],
    ['%VAR%', `%${name}%`],
  ];
  return spellings.find(([each]) => syntax.includes(each))?.[1];
}

function findSign(text: string, from: number): number {
  for (let at = from; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 36 || code === 123 || code === 37) return at;
  }
  return text.length;
}

function matchAt(text: string, at: number, isKnown: (syntax: Syntax) => boolean): Reference | undefined {
  for (const { syntax, pattern } of PATTERNS) {
    if (!isKnown(syntax)) continue;
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match !== null) return { text: match[0], syntax, name: match[1] ?? '', ...(syntax === '${VAR:-default}' ? { fallback: match[2] ?? '' } : {}) };
  }
  return undefined;
}

// Gemini CLI 0.61.0 takes whatever stands in ${…} for a name, so ${env:X} in "env" is an unset variable and becomes empty
// (measured 2026-11-20). Where unset stays literal this cannot be told from no replacement.
function matchOdd(text: string, at: number, known: ReadonlySet<Syntax>, whenUnset: ExpansionFacts['unset']): Reference | undefined {
  if (whenUnset !== 'empty' || !known.has('${VAR}') || !known.has('$VAR')) return undefined;
  const match = /^\$\{([^{}]{1,200})\}/.exec(text.slice(at, at + 210));
  return match === null ? undefined : { text: match[0], syntax: '${VAR}', name: match[1] ?? '' };
}

function readBuiltIn({ syntax }: Reference, roots: ExpansionRoots): string | undefined {
  if (syntax === '~') return roots.home;
  if (syntax === '${workspaceFolder}') return roots.project;
  if (syntax === '${workspaceFolderBasename}') return roots.project.split(/[/\\]/).at(-1) ?? '';
  if (syntax === '${userHome}') return roots.home;
  if (syntax === '${pathSeparator}' || syntax === '${/}') return SEPARATOR[roots.platform === 'win32' ? 'win32' : 'posix'];
  return undefined;
}
