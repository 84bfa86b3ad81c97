import type { ClientDefinition, ClientFile, ConfigFileFacts, ParserFacts, Redactor, Roots, SyntaxIssue } from '../model/index.ts';
import { findMember } from '../text/locate.ts';
import { isObject } from './entry-shape.ts';
import { findMisplacedServers, findServers, type ServersPlace } from './find-servers.ts';
import { placeOf, quoteLine } from './quote-line.ts';
import type { ConfigSource } from './read-source.ts';

/** One client's view of one file: what may be shown of it, and the raw tree its entries are read from. */
export interface ReadConfig {
  readonly facts: ConfigFileFacts;
  readonly definition: ClientDefinition;
  readonly file: ClientFile;
  readonly source: ConfigSource;
  /** Where entries are read from; absent when the file holds none. */
  readonly servers?: ServersPlace;
  /** Order among the paths of one template: 0 is the nearest. */
  readonly depth: number;
  /** Knows the secrets of the file and of our environment. */
  readonly redactor: Redactor;
}

export interface ReadConfigOptions {
  readonly roots: Roots;
  readonly gitRoot: string | undefined;
  readonly redactor: Redactor;
  /** Root keys under which this client or another reader of the file keeps servers. */
  readonly foreignKeys: ReadonlySet<string>;
  /** Servers under another key are no fault of this file. */
  readonly ignoresOtherKeys: boolean;
  /** The client does not read this file; where it looks instead. */
  readonly insteadOf?: string;
  readonly depth: number;
}

/** Looks at a file as this client does. Pure: the bytes have been read. */
export function readConfigFile(source: ConfigSource, definition: ClientDefinition, file: ClientFile, options: ReadConfigOptions): ReadConfig {
  const base = { client: definition.id, scope: file.scope, path: source.path, format: file.format, fromProject: file.fromProject === true };
  const nothing = { encoding: 'utf-8', bom: false, issues: [], refusedFor: [], issueLines: [], serversAt: file.servers, serverNames: [] } as const;
  const common = { definition, file, source, depth: options.depth, redactor: options.redactor };
  if (source.state === 'absent') return { ...common, facts: { ...base, ...nothing, state: 'absent' } };
  if (source.state === 'unreadable') {
    return {
      ...common,
      facts: {
        ...base,
        ...nothing,
        state: 'unreadable',
        unreadable: source.reason,
        ...(source.modifiedAt === undefined ? {} : { modifiedAt: source.modifiedAt }),
      },
    };
  }
  const { parsed, encoding, bom, modifiedAt } = source;
  const parser = file.differs?.parser ?? definition.parser;
  const issues = parsed.issues
    .filter((issue) => issue.kind !== 'comment' || parser.comments === 'refused')
    .map((issue) => redactIssue(issue, options.redactor));
  const refusedFor = listRefusals(issues, encoding, bom, parser, file);
  const { expected, place } = findServers(parsed.value, file, options.roots, options.gitRoot);
  const misplaced =
    place === undefined && !options.ignoresOtherKeys && !file.servers.includes('{project}')
      ? findMisplacedServers(parsed.value, file, options.foreignKeys)
      : undefined;
  const servers = place ?? misplaced;
  const facts: ConfigFileFacts = {
    ...base,
    state: options.insteadOf !== undefined ? 'ignored-by-client' : refusedFor.length > 0 ? 'invalid' : 'ok',
    encoding,
    bom,
    modifiedAt,
    issues,
    refusedFor,
    issueLines: issues.map((issue) => quoteLine(parsed, issue.span.start, options.redactor)),
    serversAt: expected,
    ...(misplaced === undefined ? {} : { wrongRootKey: { found: misplaced.at, line: lineOfPath(source, misplaced.at) } }),
    ...(place !== undefined && !hasShape(place, file) ? { wrongShape: { expected: file.shape, line: lineOfPath(source, place.at) } } : {}),
    ...(options.insteadOf === undefined ? {} : { insteadOf: options.insteadOf }),
    serverNames: listNames(servers),
  };
  return { ...common, facts, ...(servers === undefined ? {} : { servers }) };
}

function hasShape(place: ServersPlace, file: ClientFile): boolean {
  return file.shape === 'list' ? Array.isArray(place.value) : isObject(place.value);
}

function listNames(place: ServersPlace | undefined): readonly string[] {
  if (place === undefined) return [];
  if (!Array.isArray(place.value)) return isObject(place.value) ? Object.keys(place.value) : [];
  return place.value.map((item: unknown) => (isObject(item) && typeof item['name'] === 'string' ? item['name'] : '')).filter((name) => name !== '');
}

function lineOfPath(source: ConfigSource, at: ServersPlace['at']): number {
  if (source.state !== 'read') return 1;
  const { root } = source.parsed;
  return placeOf(source.parsed, findMember(root, at)?.keySpan.start ?? root?.span.start ?? 0).line;
}

// A repair may carry the user's text, a secret included; then people repair by hand.
function redactIssue(issue: SyntaxIssue, redactor: Redactor): SyntaxIssue {
  const message = redactor.text(issue.message);
  if (issue.repair === undefined || redactor.text(issue.repair.text) === issue.repair.text) return { ...issue, message };
  const { repair: _, ...rest } = issue;
  return { ...rest, message };
}

function listRefusals(
  issues: readonly SyntaxIssue[],
  encoding: ConfigFileFacts['encoding'],
  bom: boolean,
  parser: ParserFacts,
  file: ClientFile,
): ConfigFileFacts['refusedFor'] {
  const refused: ('bom' | 'encoding' | number)[] = [];
  // Every client reads its files as UTF-8. Node replaces invalid bytes without a word, TOML readers in Rust do not.
  if (encoding === 'utf-16le' || encoding === 'utf-16be' || (encoding === 'invalid-utf-8' && file.format === 'toml')) refused.push('encoding');
  else if (bom && parser.bom === 'refused') refused.push('bom');
  issues.forEach((issue, i) => {
    if (isRefused(issue, parser, file)) refused.push(i);
  });
  return refused;
}

function isRefused({ kind }: SyntaxIssue, parser: ParserFacts, file: ClientFile): boolean {
  const isJson = file.format === 'json' || file.format === 'jsonc';
  if (kind === 'comment') return isJson && parser.comments === 'refused';
  if (kind === 'trailing-comma') return isJson && parser.trailingComma === 'refused';
  // JSON readers take the last of two equal keys; TOML and YAML forbid them.
  if (kind === 'duplicate-key') return !isJson;
  if (kind === 'empty') return isJson && parser.comments === 'refused';
  return true;
}
