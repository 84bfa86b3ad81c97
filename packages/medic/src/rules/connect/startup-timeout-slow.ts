import type { AnyRule, ClientFacts, EntryFacts, Hit, HttpSession, SignHit, StdioSession } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { draftLongerWait } from '../entry-edits.ts';
import { quoteStderr } from '../quote.ts';
import { BARE_TIMEOUT_SIGN, CONNECT_TIMEOUT_SIGNS, limitOf, REACTOR_TIMEOUT_SIGN, READ_TIMEOUT_SIGN } from '../timeout-signs.ts';
import { quoteSigns } from '../weigh-signs.ts';
import { cut, fitTitle, nameClient, nameServer, nameTarget, sayMs, tell } from '../words.ts';

/** They stand for any request, not only the first. */
const VAGUE_IDS: ReadonlySet<string> = new Set([BARE_TIMEOUT_SIGN, READ_TIMEOUT_SIGN, REACTOR_TIMEOUT_SIGN].map(({ id }) => id));

/** Connecting took this much of the limit: the next slow morning will fail. */
const NEAR_LIMIT = 0.7;

/** The server does answer, but later than this client waits. Clients wait between 5 s and ten minutes. */
export const rule: AnyRule = defineRule({
  id: 'startup-timeout-slow',
  layer: 'timeout',
  severity: 'blocks',
  cause: 'startup-timeout-slow',
  needs: [],
  uses: ['session', 'entry', 'client'],
  when: 'always',
  signs: [...CONNECT_TIMEOUT_SIGNS, BARE_TIMEOUT_SIGN, READ_TIMEOUT_SIGN, REACTOR_TIMEOUT_SIGN],

  judge({ session, entry, client, signs }) {
    if (session === undefined) return judgeText(signs, entry, client);
    const { outcome, patience, limitMs } = session;
    if (outcome.kind === 'connected') return judgeNear(session, outcome.atMs, entry, client);
    if (outcome.kind !== 'failed' || (outcome.stage !== 'silence' && outcome.stage !== 'http-timeout') || patience?.answeredAtMs === undefined) return [];
    const answered = patience.answeredAtMs;
    return [
      {
        confidence: 'confirmed',
        title: fitTitle(`${nameServer(entry)} answers after ${sayMs(answered)}, ${nameClient(client)} waits ${sayMs(limitMs)}`),
        why: `"${cut(nameTarget(session), 120)}" gave a valid answer ${sayMs(answered)} after the start, when ${nameClient(client)} had given up.`,
        evidence: [
          { what: `limit of ${nameClient(client)}`, quote: `${limitMs} ms` },
          { what: 'a valid answer came', quote: `after ${answered} ms` },
          ...quoteStderr(session),
        ],
        fixes: [...draftLongerWait(entry, client, answered), fasterStart()],
      },
    ];
  },
});

function judgeNear(session: StdioSession | HttpSession, atMs: number, entry: EntryFacts | undefined, client: ClientFacts | undefined): readonly Hit[] {
  const name = nameServer(entry);
  const seen = [{ what: 'the connection stood', quote: `after ${atMs} ms` }];
  if (atMs > session.limitMs * NEAR_LIMIT) {
    return [
      {
        confidence: 'confirmed',
        severity: 'risk',
        title: fitTitle(`${name} needs ${sayMs(atMs)} of the ${sayMs(session.limitMs)} it has`),
        why: `Connecting took ${atMs} ms and ${nameClient(client)} gives up after ${session.limitMs} ms, so a busy machine is enough to fail.`,
        evidence: seen,
        fixes: [...draftLongerWait(entry, client, atMs), fasterStart()],
      },
    ];
  }
  if (client?.listCommandMs === undefined || atMs <= client.listCommandMs) return [];
  const command = client.listCommand ?? 'its list command';
  return [
    {
      confidence: 'confirmed',
      severity: 'hint',
      title: fitTitle(`${command} shows ${name} as failed, although it connects`),
      why: `Connecting took ${atMs} ms; ${command} looks only ${sayMs(client.listCommandMs)} long, a session of ${client.name} waits ${sayMs(session.limitMs)}.`,
      evidence: seen,
      fixes: [fasterStart()],
    },
  ];
}

function judgeText(signs: readonly SignHit[], entry: EntryFacts | undefined, client: ClientFacts | undefined): readonly Hit[] {
  const named = signs.filter(({ sign }) => !VAGUE_IDS.has(sign));
  const shown = named.length > 0 ? named : signs;
  const [first] = shown;
  if (first === undefined) return [];
  const limits = new Set(named.map(limitOf).filter((limit) => limit !== undefined));
  const limit = [...limits].at(-1);
  const server = first.groups['server'];
  const name = server === undefined ? nameServer(entry) : `"${cut(server, 24)}"`;
  return [
    {
      confidence: named.length === 0 || limits.size > 1 ? 'possible' : 'likely',
      title: fitTitle(limit === undefined ? `${name} did not answer within the client's limit` : `${name} did not answer within ${sayMs(limit)}`),
      why: `${first.quote.includes('-32001') ? 'The text "-32001 Request timed out" comes from the client: it' : 'The client'} stopped waiting for ${server === undefined ? 'the server' : `the server "${cut(server, 60)}"`}${limit === undefined ? '' : ` after ${limit} ms`}; the server is slow to start or does not answer at all.`,
      evidence: quoteSigns(shown),
      fixes: [
        ...draftLongerWait(entry, client, limit ?? 60_000),
        ...(client?.raiseTimeout === undefined && client?.fields.timeout === undefined ? [raiseByName()] : []),
        fasterStart(),
      ],
      decisive: 'mcp-medic doctor for this server: it waits longer than the client and says when the answer came, or that none came',
    },
  ];
}

function raiseByName(): Hit['fixes'][number] {
  return tell(
    'raise-connect-timeout',
    'Let the client wait longer',
    'Claude Code: MCP_TIMEOUT=60000 in its environment. Codex: startup_timeout_sec = 60 in the server\'s table. Gemini CLI and opencode: "timeout": 60000 in the entry. Inspector: --connect-timeout 60000.',
  );
}

function fasterStart(): Hit['fixes'][number] {
  return tell(
    'start-faster',
    'Let the server answer before it does its slow work',
    'Install the package once instead of fetching it at each start, and let the server answer initialize first and load data afterwards.',
  );
}
