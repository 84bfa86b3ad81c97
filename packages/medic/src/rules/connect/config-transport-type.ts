import type { AnyRule, ClientFacts, ConfigPath, EntryFacts, EntryProblem, FixDraft, Hit } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { isTransportProblem } from '../entry-problems.ts';
import { quoteProblem, situationOf } from '../entry-situation.ts';
import { isJsonObject, memberOf } from '../json-member.ts';
import { fitTitle, nameServer, tell } from '../words.ts';

/** Clients spell the transports differently, and what one takes for granted another refuses. */
export const rule: AnyRule = defineRule({
  id: 'config-transport-type',
  layer: 'config',
  severity: 'blocks',
  cause: 'config-transport-type',
  needs: ['client', 'entry'],
  uses: ['session'],

  judge({ client, entry, session }) {
    const situation = situationOf(entry, session);
    if (situation === 'connected' || situation === 'gated') return [];
    return entry.problems
      .filter((problem) => isTransportProblem(problem))
      .slice(0, 1)
      .flatMap((problem) => judgeOne(client, entry, problem, situation));
  },
});

function judgeOne(client: ClientFacts, entry: EntryFacts, problem: EntryProblem, situation: 'failed' | 'dropped' | 'untried'): readonly Hit[] {
  const isRefused = problem.effect === 'entry-dropped' || problem.effect === 'file-refused';
  // An entry whose transport nobody knows cannot be connected by anybody.
  const isLost = problem.effect === 'treated-otherwise' && entry.effective.transport === 'unknown';
  if ((isRefused && situation !== 'dropped') || (problem.effect === 'ignored' && situation !== 'failed')) return [];
  const isSure = isRefused || isLost;
  return [
    {
      confidence: isSure ? 'confirmed' : 'possible',
      ...(isSure || situation === 'failed' ? {} : { severity: 'risk' as const }),
      title: fitTitle(headline(client, entry, problem)),
      why: `${entry.file}:${problem.line}: ${sayProblem(problem, client)}${problem.effect === 'file-refused' ? `; ${client.name} loads no server of this file because of it` : ''}.`,
      evidence: [
        quoteProblem(entry, problem),
        ...(client.fields.type === undefined
          ? []
          : [{ what: `words ${client.name} takes for "${client.fields.type}"`, quote: Object.keys(client.typeWords).join(', ') }]),
      ],
      fixes: draftFixes(client, entry, problem),
      ...(isSure ? {} : { decisive: 'leave only the command or only the URL in the entry and connect again' }),
    },
  ];
}

function headline({ name }: ClientFacts, entry: EntryFacts, { kind, found }: EntryProblem): string {
  const server = nameServer(entry);
  if (kind === 'remote-not-supported') return `${name} takes no URL in its file (${server})`;
  if (kind === 'both-url-and-command') return `${server} has both a command and a URL`;
  if (kind === 'type-missing') return `${name} does not load ${server}: no "type"`;
  return `${name} does not load ${server}: type "${found ?? ''}"`;
}

function sayProblem({ kind, found, expected, suggestion }: EntryProblem, { name, fields }: ClientFacts): string {
  const field = fields.type ?? 'type';
  if (kind === 'remote-not-supported')
    return `the entry has "${found ?? 'url'}", and ${name} starts local servers only from this file; instead: ${expected ?? 'a bridge'}`;
  if (kind === 'both-url-and-command') return `the entry has ${found ?? 'a command and a URL'}, and only one of them can be meant`;
  if (kind === 'type-missing') return `the entry has no "${field}", which ${name} needs here${suggestion === undefined ? '' : ` ("${suggestion}")`}`;
  if (kind === 'type-contradicts') return `"${field}" is "${found ?? ''}", which goes with ${expected ?? 'something else'}, and the entry has none`;
  return `"${field}" is "${found ?? ''}", a word ${name} does not know${suggestion === undefined ? '' : `; it writes "${suggestion}"`}`;
}

function draftFixes(client: ClientFacts, entry: EntryFacts, problem: EntryProblem): readonly FixDraft[] {
  const { kind, at, suggestion } = problem;
  const then = { do: 'tell' as const, text: `Then: ${client.reload}.` };
  const field = client.fields.type;
  if (kind === 'remote-not-supported')
    return [
      ...draftBridge(client, entry),
      tell(
        'use-other-way',
        'Add the server in the way this client offers',
        `${problem.expected ?? 'Use a stdio bridge'}; take the entry out of ${entry.file}. Then: ${client.reload}.`,
      ),
    ];
  if (kind === 'both-url-and-command')
    return [
      tell(
        'keep-one-target',
        'Keep either the command or the URL',
        `Remove "${client.fields.command}" with its arguments, or "${client.fields.url ?? 'url'}", from ${entry.file}:${entry.line}. Then: ${client.reload}.`,
      ),
    ];
  if (suggestion === undefined || field === undefined)
    return [
      tell(
        'correct-type',
        'Correct the type',
        `Write one of ${Object.keys(client.typeWords).join(', ')} as "${field ?? 'type'}" in ${entry.file}:${problem.line}. Then: ${client.reload}.`,
      ),
    ];
  const path: ConfigPath = kind === 'type-missing' ? [...entry.at, ...at, field] : [...entry.at, ...at];
  return [
    {
      id: 'correct-type',
      title: `Write "${field}": "${suggestion}"`,
      safety: 'safe',
      steps: [{ do: 'edit', edits: [{ op: 'set', at: path, value: suggestion }] }, then],
    },
  ];
}

/** mcp-remote speaks stdio to the client and HTTP to the server. */
function draftBridge({ fields, commandShape, reload }: ClientFacts, entry: EntryFacts): readonly FixDraft[] {
  const { url } = entry.effective;
  const headers = fields.headers === undefined ? undefined : memberOf(entry.written, fields.headers);
  const hasHeaders = isJsonObject(headers) && Object.keys(headers).length > 0;
  if (url === undefined || url.includes('[redacted') || hasHeaders || commandShape === 'array' || fields.args === undefined) return [];
  const value = { [fields.command]: 'npx', [fields.args]: ['-y', 'mcp-remote', url] };
  // It installs and runs a program of a third party.
  return [
    {
      id: 'bridge-to-stdio',
      title: 'Reach it through the stdio bridge mcp-remote',
      safety: 'review',
      steps: [
        { do: 'edit', edits: [{ op: 'set', at: entry.at, value }] },
        { do: 'tell', text: `Needs Node.js. Then: ${reload}.` },
      ],
    },
  ];
}
