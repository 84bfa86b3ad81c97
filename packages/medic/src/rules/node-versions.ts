import type { ClientFacts, EntryFacts, FixDraft, Platform, ProgramFacts, Sign, SignHit } from '../model/index.ts';
import { editCommand, editEnv, editSteps } from './launch-edits.ts';
import { folderOf, prependFolder, sayMoves } from './missing-program.ts';
import { bareName } from './missing-program-signs.ts';
import { groupOf } from './startup-hit.ts';

/** What an old Node says of code written for a newer one. Groups: `needs` the version wanted, `has` the one that ran. */
export const OLD_NODE_SIGNS: readonly Sign[] = [
  {
    id: 'missing-global',
    literals: ['is not defined'],
    pattern:
      /ReferenceError: (?<global>File|crypto|performance|AbortController|globalThis|BigInt|TextEncoder|TextDecoder|URLSearchParams|URL|queueMicrotask|EventTarget|MessageChannel|atob|btoa|Blob|ReadableStream|WritableStream|TransformStream|fetch|Headers|Request|Response|FormData|WebSocket|EventSource|CustomEvent|structuredClone|AbortSignal|CompressionStream|DecompressionStream|BroadcastChannel|navigator|Navigator|Iterator|DOMException) is not defined/u,
  },
  {
    id: 'unsupported-npm',
    literals: ['does not support Node'],
    pattern: /\bdoes not support Node(?:\.js)? v(?<has>\d{1,3}(?:\.\d{1,3}){0,2})/u,
  },
  {
    id: 'requires',
    literals: ['requires Node', 'requires node', 'Node.js version', 'Node version', 'node version', 'requires at least Node'],
    pattern:
      /(?:requires?(?: at least)?|needs?|must (?:be|use)|please (?:use|upgrade to)|minimum(?: required)?|unsupported) (?:Node(?:\.js|JS)?|node)(?: version)?[:]? ?(?:>=? ?|v|version )?(?<needs>\d{2}(?:\.\d{1,3}){0,2})|Node(?:\.js|JS)? version (?:must be|>=|is too old|v?\d{1,2}[\d.]{0,8} is not supported)/iu,
  },
  {
    id: 'engine',
    literals: ['The engine "node" is incompatible', 'EBADENGINE'],
    pattern:
      /The engine "node" is incompatible with this module\. Expected version "(?<range>[^"]{1,60})"\. Got "(?<has>[\d.]{1,20})"|npm (?:ERR!|error) code EBADENGINE/u,
  },
  // npm goes on after this warning; what is run by such a Node mostly does not.
  { id: 'engine-warning', literals: ['EBADENGINE Unsupported'], pattern: /EBADENGINE Unsupported engine\b/u, loose: true },
  { id: 'npm-required', literals: ['notsup Required'], pattern: /notsup Required:.{0,80}"node": ?"(?<range>[^"]{1,60})"/u },
  { id: 'npm-actual', literals: ['notsup Actual'], pattern: /notsup Actual:.{0,80}"node": ?"v?(?<has>\d[\d.]{0,20})"/u },
  {
    id: 'builtin',
    literals: ['No such built-in module', "Cannot find module 'node:", 'ERR_UNKNOWN_BUILTIN_MODULE'],
    pattern: /No such built-in module: (?<global>node:[\w/]{1,40})|Cannot find module '(?<module>node:[\w/]{1,40})'/u,
  },
  {
    id: 'builtin-name',
    literals: ['does not provide an export named'],
    pattern: /The requested module '(?<module>node:[\w/]{1,40})' does not provide an export named '?(?<global>[\w$]{1,60})/u,
  },
  {
    id: 'method',
    literals: ['is not a function'],
    pattern:
      /TypeError: (?:\w{1,40}\.){0,4}(?<global>toSorted|toReversed|toSpliced|findLast|findLastIndex|replaceAll|hasOwn|groupBy|withResolvers|fromAsync|isWellFormed|parseEnv|styleText|getBuiltinModule|canParse|enableCompileCache|registerHooks|getRandomValues) is not a function/u,
  },
  { id: 'fetch', literals: ['fetch is not a function'], pattern: /TypeError: (?:globalThis\.)?(?<global>fetch) is not a function/u },
  {
    id: 'syntax',
    literals: ['SyntaxError: Unexpected'],
    pattern:
      /SyntaxError: Unexpected (?:token '(?<global>\?\?=|\|\|=|&&=|\?\.|\?\?|\?|\.|with|static|#\w{1,40})'$|identifier '(?<identifier>with|using)'|reserved word$)/u,
  },
  // Up to Node 15 the frames of Node's own code have no "node:" before them.
  { id: 'old-frame', literals: ['(internal/', '(vm.js:', '(module.js:'], pattern: /\(internal\/(?:modules|bootstrap|main|process)\/|\((?:vm|module)\.js:\d/u },
  // npm 6, which came with Node 8 to 14, is the last that says this.
  { id: 'old-npm', literals: ['npx: installed'], pattern: /\bnpx: installed \d{1,6} in \d/u },
  // From Node 12 on the sign stands in quotes.
  { id: 'old-token', literals: ['SyntaxError: Unexpected token'], pattern: /SyntaxError: Unexpected token (?:[{*.(=?]|import|export)\s{0,40}$/u },
  {
    id: 'module-syntax',
    literals: ['Unexpected token', 'Unexpected string', 'Unexpected identifier'],
    pattern: /(?:SyntaxError: |^)Unexpected (?:token '?(?:[{*.(=?]|import|export)'?|string|identifier)\s{0,40}$/u,
  },
  { id: 'import', literals: ['Cannot use import statement outside'], pattern: /Cannot use import statement outside a module/u },
  { id: 'old-npx', literals: ['You must supply a command'], pattern: /You must supply a command\./u },
  {
    id: 'version-path',
    literals: ['/node/v', '\\nvm\\v', 'node-versions/v'],
    pattern: /(?:\/node\/|\\nvm\\|\/node-versions\/)v(?<path>\d{1,2}\.\d{1,3}\.\d{1,3})[\\/]/u,
  },
  {
    id: 'option',
    literals: ['bad option'],
    pattern:
      /\bnode(?:\.exe)?: bad option: (?<global>--(?:env-file|import|experimental|watch|test|run|permission|enable|disable|use-|trace|localstorage|conditions|network|strip)[\w-]{0,60})/u,
  },
  { id: 'esm', literals: ['ERR_REQUIRE_ESM'], pattern: /\[ERR_REQUIRE_ESM\]/u },
  {
    id: 'version',
    literals: [
      'Node.js v',
      "{ node: 'v",
      'v4.',
      'v5.',
      'v6.',
      'v7.',
      'v8.',
      'v9.',
      'v10.',
      'v11.',
      'v12.',
      'v13.',
      'v14.',
      'v15.',
      'v16.',
      'v17.',
      'v18.',
      'v19.',
    ],
    pattern:
      /(?:^\s{0,40}(?:\[[^\]]{1,40}\] ?){0,3}Node\.js v|^\s{0,40}v(?=(?:[0-9]|1[0-9])\.\d{1,3}\.\d{1,3}\s{0,40}$)|^node v?(?=\d{1,2}\.\d)|(?:EBADENGINE {1,9}|^\s{0,40})current: \{ node: 'v)(?<has>\d{1,3}\.\d{1,3}\.\d{1,3})/u,
  },
];

/** Below this the current official TypeScript SDK and most servers no longer run. */
export const OLDEST_GOOD = 20;
/** What only old releases write, and the newest Node of which that is so. */
const OLD_MARKS: ReadonlySet<string> = new Set(['old-frame', 'old-npm', 'old-token']);
const OLD_FRAMES = '15.0.0';

export interface OldNode {
  readonly signs: readonly SignHit[];
  readonly has?: string;
  readonly lacks?: string;
  readonly needs?: string;
}

/** What the signs say together; undefined when they do not show a Node that is too old. */
export function readOldNode(signs: readonly SignHit[], running: string | undefined): OldNode | undefined {
  const told = groupOf(signs, 'has') ?? running ?? groupOf(signs, 'path');
  const has = told ?? (signs.some(({ sign }) => OLD_MARKS.has(sign)) ? OLD_FRAMES : undefined);
  const major = has === undefined ? undefined : majorOf(has);
  const meant = signs.filter((hit) => isMeant(hit, has));
  const strong = meant.filter(({ sign }) => sign !== 'version' && sign !== 'version-path' && !OLD_MARKS.has(sign));
  if (strong.length === 0) return undefined;
  // A Node of today has all of these: then the code itself is wrong.
  if (major !== undefined && major >= 24) return undefined;
  const lacks = groupOf(strong, 'global') ?? groupOf(strong, 'module') ?? groupOf(strong, 'identifier');
  const needs = groupOf(strong, 'needs') ?? groupOf(strong, 'range');
  return { signs: meant, ...(told === undefined ? {} : { has: told }), ...(lacks === undefined ? {} : { lacks }), ...(needs === undefined ? {} : { needs }) };
}

/** Some of these words are an old Node's only when it is one: operators and `require` of a module fail for other reasons too. */
function isMeant({ sign, groups }: SignHit, has: string | undefined): boolean {
  const major = has === undefined ? undefined : majorOf(has);
  // Up to 12, Node has no ES modules without a switch.
  if (sign === 'old-npx') return major === undefined || major < 16;
  if (sign === 'engine-warning') return major !== undefined && major < OLDEST_GOOD;
  if (sign === 'module-syntax') return major !== undefined && major < 16;
  if (sign === 'import') return major !== undefined && major < 13;
  if (sign === 'esm') return major === undefined || major < 22;
  if (sign === 'syntax') return major === undefined ? groups['global'] !== '.' : major < 18 || (major < OLDEST_GOOD && groups['global'] === undefined);
  if (sign === 'missing-global')
    return (
      major === undefined ||
      major < (groups['global'] === 'WebSocket' || groups['global'] === 'Iterator' || groups['global'] === 'EventSource' ? 22 : OLDEST_GOOD + 1)
    );
  return true;
}

export function majorOf(version: string): number {
  return Number(/^v?(\d{1,4})/u.exec(version)?.[1] ?? Number.NaN);
}

export function runningNode(program: ProgramFacts | undefined): NonNullable<ProgramFacts['runtimes']>[number] | undefined {
  return program?.runtimes?.find(({ name, via }) => name === 'node' && via === "the client's PATH");
}

/** The newest other Node on this machine. */
export function newestNode(program: ProgramFacts | undefined): NonNullable<ProgramFacts['runtimes']>[number] | undefined {
  const running = runningNode(program);
  return program?.runtimes?.filter((one) => one.name === 'node' && one.path !== running?.path).toSorted((a, b) => compareVersions(b.version, a.version))[0];
}

/** Runs the entry with that Node: its folder first on PATH and, when the command came from another folder, the command there. */
export function draftOtherNode(
  entry: EntryFacts,
  client: ClientFacts,
  program: ProgramFacts,
  node: { readonly path: string; readonly version: string; readonly via: string },
  platform: Platform,
): FixDraft | undefined {
  const folder = folderOf(node.path);
  const env = editEnv(entry, client, { PATH: prependFolder(folder, program.searched, platform) });
  if (env === undefined) return undefined;
  const name = bareName(program.command.slice(Math.max(program.command.lastIndexOf('/'), program.command.lastIndexOf('\\')) + 1));
  const isNodes = /^(?:node|npx|npm)$/u.test(name);
  const suffix = platform !== 'win32' ? '' : name === 'node' ? '.exe' : '.cmd';
  const command = isNodes ? [editCommand(entry, client, `${folder}${platform === 'win32' ? '\\' : '/'}${name}${suffix}`)] : [];
  return {
    id: 'use-newer-node',
    title: `Run it with Node ${node.version} (${node.via})`,
    safety: entry.fromProject ? 'review' : 'safe',
    steps: [...editSteps([...command, ...env], client), { do: 'tell', text: `${node.path} is used then.${sayMoves(node.via)}` }],
  };
}

function compareVersions(a: string, b: string): number {
  const left = a.split('.').map(Number);
  const right = b.split('.').map(Number);
  for (let index = 0; index < 3; index += 1) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
