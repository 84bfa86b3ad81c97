import type { AnyRule, ClientFacts, EntryFacts, EvidenceItem, FixDraft, SignHit } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { stageOf } from '../entry-situation.ts';
import { memberOf } from '../json-member.ts';
import { editEnv, editSteps } from '../launch-edits.ts';
import { MISSING_VARIABLE_SIGNS } from '../missing-variable-signs.ts';
import { draftHit, signsToJudge, weighStartup } from '../startup-hit.ts';
import { signsNamed } from '../weigh-signs.ts';
import { cut, fitTitle, nameServer, sayReload, tell } from '../words.ts';

const TEXT = ['stderr', 'stdout', 'rpc-error', 'client-log', 'docker', 'pasted'] as const;
/** A sentence of a gateway or a web service about a request is no matter of a variable. */
const OF_REQUESTS = /\b(?:header|HTTP|status|Bearer|WWW-Authenticate|statusCode|request)\b|\b40[13]\b/u;
/** Variables of systems and tools that nobody writes into an entry. */
const NOT_MEANT = /^(?:PATH|HOME|NODE_PATH|ERR_[A-Z_]+|MODULE_NOT_FOUND|[A-Z]+_NOT_FOUND|CONNECTION_CLOSED|REQUEST_TIMEOUT)$/u;

/** The server says which variable it wants, and the entry does not set it. */
export const rule: AnyRule = defineRule({
  id: 'env-var-missing',
  layer: 'config',
  severity: 'blocks',
  cause: 'env-var-missing',
  needs: [],
  uses: ['session', 'client', 'entry', 'host'],
  signs: MISSING_VARIABLE_SIGNS.map((sign) => ({ ...sign, sources: TEXT })),

  judge({ session, client, entry, host, signs }) {
    const stage = stageOf(session);
    if (session !== undefined && (session.transport !== 'stdio' || (stage !== 'exit' && stage !== 'rpc-error' && stage !== 'silence'))) return [];
    const told = pickSigns(signsToJudge(signs, session));
    const [first] = told;
    if (first === undefined) return [];
    const names = [
      ...new Set(told.flatMap(({ groups }) => [groups['name'], groups['unset']]).filter((name) => name !== undefined && !NOT_MEANT.test(name))),
    ] as readonly string[];
    const name = names[0];
    // The program reads that file itself: whatever is wrong with the variable, it is not missing.
    if (name !== undefined && isSetByFile(entry, name) && !isBlank(entry, name)) return [];
    const given = name !== undefined && session?.transport === 'stdio' && session.envNames.includes(name) && !isBlank(entry, name);
    const isTold = session === undefined || host === undefined;
    const inTerminal = name !== undefined && !isTold && !given && host.variableNames?.includes(name) === true;
    const weight = weighStartup(told, session);
    const shown = name === undefined ? 'a variable it needs' : cut(name, 34);
    return draftHit(told, {
      // A variable that is there and still missed is misread, misspelt or empty for another reason.
      confidence: given ? 'possible' : name === undefined && weight === 'confirmed' ? 'likely' : weight,
      title: fitTitle(given ? `${nameServer(entry)} does not take ${shown} as it is set` : `${nameServer(entry)} needs ${shown}, which is not set`),
      why: sayWhy(name, inTerminal, client, first.quote),
      evidence: quoteGiven(entry),
      fixes: given ? [adviseGiven(name, client)] : draftFixes(names, entry, client, inTerminal, session !== undefined),
      decisive: `start it with ${given ? 'another value of ' : ''}${name ?? 'the variable'}${given ? '' : ' set'}: it gets further`,
    });
  },
});

function pickSigns(signs: readonly SignHit[]): readonly SignHit[] {
  const named = signs.filter(
    ({ sign, groups, quote }) =>
      sign !== 'lone-name' &&
      sign !== 'settings' &&
      sign !== 'pydantic' &&
      sign !== 'api-key' &&
      !NOT_MEANT.test(groups['name'] ?? '') &&
      !(sign === 'rust' && groups['name'] === undefined && !quote.includes('environment variable')),
  );
  // A settings class and a form of a tool's arguments fail in the same words; only the former is a matter of variables.
  const settings = signsNamed(signs, 'settings');
  const fields = signs.filter(({ sign, line }) => sign === 'lone-name' && settings.some((head) => line > head.line && line - head.line < 30));
  const pydantic = settings.length > 0 ? [...settings, ...fields, ...signsNamed(signs, 'pydantic')] : [];
  const keys = signsNamed(signs, 'api-key').filter(({ quote }) => !OF_REQUESTS.test(quote));
  return named.length > 0 ? named : pydantic.length > 1 ? pydantic : keys;
}

/** By a file that an argument names; `docker run --env-file` gives its variables to the container. */
function isSetByFile(entry: EntryFacts | undefined, name: string): boolean {
  return entry?.argumentEnvFiles?.some(({ names }) => names.includes(name)) === true;
}

function adviseGiven(name: string, client: ClientFacts | undefined): FixDraft {
  return tell(
    'check-variable',
    `Look at the value of ${name}`,
    `${name} is set in the environment of the server: see that its value is what the server expects, and that the name is spelt the same.${sayReload(client)}`,
  );
}

function isBlank(entry: EntryFacts | undefined, name: string): boolean {
  return entry?.notes.some(({ kind, at }) => (kind === 'empty' || kind === 'variable-unset') && at.at(-1) === name) === true;
}

function sayWhy(name: string | undefined, inTerminal: boolean, client: ClientFacts | undefined, quote: string): string {
  const said = `The server ended over it: "${cut(quote, 160)}"`;
  if (!inTerminal || client === undefined) return `${said}.`;
  return `${said}; ${name ?? 'it'} is set in this terminal, but ${client.name} does not pass it on${client.env === 'all' ? '' : ': it hands servers only a few of its own variables'}.`;
}

/** Names that the entry does set: a misspelt one shows at once. */
function quoteGiven(entry: EntryFacts | undefined): readonly EvidenceItem[] {
  const names = Object.keys(entry?.effective.env ?? {});
  if (entry === undefined || entry.effective.command === undefined) return [];
  const own =
    entry.file === ''
      ? []
      : [
          {
            what: names.length === 0 ? 'the entry sets no variables' : 'variables the entry sets',
            where: `${entry.file}:${entry.line}`,
            quote: names.length === 0 ? entry.name : names.slice(0, 12).join(', '),
          },
        ];
  const files = (entry.argumentEnvFiles ?? []).slice(0, 2).map(({ flag, path, state, names: set }) => ({
    what: state === 'read' ? `variables in the file of ${flag}` : `the file of ${flag} ${state === 'absent' ? 'does not exist' : 'cannot be read'}`,
    where: path,
    quote: state === 'read' ? (set.length === 0 ? 'none' : set.slice(0, 12).join(', ')) : flag,
  }));
  return [...own, ...files];
}

/** The line to add, in the notation of the file it goes into. */
function spellVariable(entry: EntryFacts | undefined, field: string, name: string): string {
  if (entry?.file.endsWith('.toml') === true) return `${field} = { ${name} = "VALUE" }`;
  if (/\.ya?ml$/.test(entry?.file ?? '')) return `${field}: { ${name}: "VALUE" }`;
  return `"${field}": { "${name}": "VALUE" }`;
}

function draftFixes(
  names: readonly string[],
  entry: EntryFacts | undefined,
  client: ClientFacts | undefined,
  inTerminal: boolean,
  isLive: boolean,
): readonly FixDraft[] {
  const [name = 'NAME'] = names;
  const field = client?.fields.env ?? 'env';
  const list = names.length > 1 ? ` (the message names ${names.slice(0, 5).join(', ')})` : '';
  const envFile = entry?.argumentEnvFiles?.[0];
  const byHand =
    envFile === undefined
      ? tell(
          'set-variable',
          `Set ${name} in the entry`,
          `Add ${spellVariable(entry, field, name)} to the entry${list}; what is set in a terminal or shell profile does not reach every client.${sayReload(client)}`,
        )
      : tell(
          'set-variable',
          `Set ${name} in the file of ${envFile.flag}`,
          `${envFile.state === 'absent' ? 'Make' : 'Add to'} ${envFile.path}${envFile.state === 'absent' ? ' with' : ''} the line ${name}=VALUE${list}.${sayReload(client)}`,
        );
  const spelled = client === undefined ? undefined : SPELLINGS.find(([syntax]) => client.expansionSyntax.includes(syntax))?.[1];
  if (!isLive || !inTerminal || entry === undefined || client === undefined || entry.file === '') return [byHand];
  const edits = spelled === undefined ? undefined : editEnv(entry, client, { [name]: spelled(name) });
  if (edits !== undefined) return [{ id: 'pass-variable', title: `Pass ${name} on to the server`, safety: 'safe', steps: editSteps(edits, client) }, byHand];
  if (client.id !== 'codex') return [byHand];
  // Codex hands over variables by name (0.169.0, 2026-11-20).
  const passed = memberOf(entry.written, 'env_vars');
  const value = [...(Array.isArray(passed) ? passed : []), name];
  return [
    {
      id: 'pass-variable',
      title: `Pass ${name} on to the server`,
      safety: 'safe',
      steps: editSteps([{ op: 'set', at: [...entry.at, 'env_vars'], value }], client),
    },
    byHand,
  ];
}

const SPELLINGS: readonly (readonly [string, (name: string) => string])[] = [
  ['${VAR}', (name) => `\${${name}}`],
  ['${env:VAR}', (name) => `\${env:${name}}`],
  ['{env:VAR}', (name) => `{env:${name}}`],
  ['$VAR', (name) => `$${name}`],
];
