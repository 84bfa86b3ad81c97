import type { AnyRule, EntryFacts, FixDraft, ProgramFacts } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { DOWNLOADERS, DOWNLOAD_SIGNS } from '../download-signs.ts';
import { draftLongerWait } from '../entry-edits.ts';
import { lastAttempt } from '../quote.ts';
import { BARE_TIMEOUT_SIGN, CONNECT_TIMEOUT_SIGNS, limitOf } from '../timeout-signs.ts';
import { quoteSigns } from '../weigh-signs.ts';
import { cut, fitTitle, nameClient, nameServer, nameTarget, sayMs, sayReload, tell } from '../words.ts';

const DOWNLOAD_IDS: ReadonlySet<string> = new Set(DOWNLOAD_SIGNS.map(({ id }) => id));
const TIMEOUT_IDS: ReadonlySet<string> = new Set([...CONNECT_TIMEOUT_SIGNS, BARE_TIMEOUT_SIGN].map(({ id }) => id));

/** The first start fetches a package or an image and that takes longer than the client waits; the second one works. */
export const rule: AnyRule = defineRule({
  id: 'startup-timeout-download',
  layer: 'timeout',
  severity: 'blocks',
  cause: 'startup-timeout-download',
  needs: [],
  uses: ['session', 'entry', 'client', 'program'],
  signs: [
    ...DOWNLOAD_SIGNS,
    ...CONNECT_TIMEOUT_SIGNS,
    BARE_TIMEOUT_SIGN,
    {
      id: 'waiting',
      literals: ['Waiting for server to respond'],
      pattern: /Waiting for server to respond to `?initialize`? request/u,
      sources: ['client-log', 'pasted'],
    },
    // Claude Desktop's first request; nothing after it but a download means that the text ends before the timeout.
    {
      id: 'asked',
      literals: ['Message from client: '],
      pattern: /Message from client: (?:\{"method":"initialize"|method="initialize")/u,
      sources: ['client-log', 'pasted'],
    },
    { id: 'killed', literals: ['signal: killed'], pattern: /exited with error: signal: killed/u, sources: ['client-log', 'pasted'] },
    { id: 'cancelled', literals: ['context canceled'], pattern: /\bcontext canceled\b/u, sources: ['client-log', 'pasted'] },
    {
      id: 'fetching-runner',
      literals: ['uvx', 'npx', 'docker run', 'uv run', 'bunx'],
      pattern: /(?:"command": ?"|command: ?|^\s{0,40}\$? ?|with command: )(?<runner>uvx|npx|bunx|docker run|uv run)\b/u,
      sources: ['client-log', 'pasted'],
    },
  ],

  judge({ session, entry, client, program, signs }) {
    const name = nameServer(entry);
    const downloads = signs.filter(({ sign }) => DOWNLOAD_IDS.has(sign));
    if (session !== undefined) {
      const { outcome, limitMs, patience } = session;
      if (session.transport !== 'stdio' || outcome.kind !== 'failed' || outcome.stage !== 'silence') return [];
      const live = downloads.filter(({ source }) => source === 'stderr' || source === 'stdout');
      const busy = (lastAttempt(session)?.busyWith ?? []).filter((process) => DOWNLOADERS.test(process));
      const unfetched = program?.package?.cached === false || program?.container?.image !== undefined;
      // A wrapper such as `npm exec` stays above its server for good; alone it proves no download.
      if (live.length === 0 && !(busy.length > 0 && unfetched)) return [];
      const answered = patience?.answeredAtMs;
      return [
        {
          confidence: live.length > 0 && (busy.length > 0 || answered !== undefined) ? 'confirmed' : 'likely',
          title: fitTitle(`${name} was still being downloaded when ${nameClient(client)} gave up`),
          why: `"${cut(nameTarget(session), 120)}" fetches what it starts, and ${answered === undefined ? `gave no answer within ${sayMs(Math.max(limitMs, patience?.waitedMs ?? 0))}` : `answered after ${sayMs(answered)}`}; ${nameClient(client)} waits ${sayMs(limitMs)}.`,
          evidence: [
            { what: `limit of ${nameClient(client)}`, quote: `${limitMs} ms` },
            ...(busy.length === 0 ? [] : [{ what: 'still running below the server', quote: busy.join(', ') }]),
            ...quoteSigns(live),
          ],
          fixes: [...fetchOnce(entry, program), ...draftLongerWait(entry, client, answered ?? limitMs * 2)],
          ...(live.length > 0 && (busy.length > 0 || answered !== undefined)
            ? {}
            : { decisive: 'run the command once in a terminal, wait for the end of the download, and connect again' }),
        },
      ];
    }
    const timeouts = signs.filter(({ sign }) => TIMEOUT_IDS.has(sign));
    const killed = signs.some(({ sign }) => sign === 'killed') && signs.some(({ sign }) => sign === 'cancelled');
    const runner = signs.find(({ sign }) => sign === 'fetching-runner');
    const waits = signs.some(({ sign }) => sign === 'waiting' || sign === 'asked') && downloads.length > 0;
    if (!killed && !waits && (timeouts.length === 0 || (downloads.length === 0 && runner === undefined))) return [];
    const isUnended = timeouts.length === 0 && signs.some(({ sign }) => sign === 'asked');
    const limit = timeouts.map(limitOf).find((one) => one !== undefined);
    return [
      {
        confidence: downloads.length > 0 && (timeouts.length > 0 || !isUnended) ? 'likely' : 'possible',
        title: fitTitle(`${name} was not fetched and started in time`),
        why: `The first start downloads the package or image, and the client ${isUnended ? 'waits for it: the text ends before an answer' : 'stopped waiting'}${limit === undefined ? '' : ` after ${limit} ms`}.`,
        evidence: quoteSigns([...downloads, ...timeouts, ...signs.filter(({ sign }) => sign === 'killed' || sign === 'fetching-runner')]),
        fixes: [
          tell(
            'fetch-once',
            'Fetch it once before the client starts it',
            `Run the same command once in a terminal and wait until it is quiet; or install it for good with "uv tool install", "npm install -g" or "docker pull".${sayReload(client)}`,
          ),
          ...draftLongerWait(entry, client, limit ?? 60_000),
        ],
        decisive: 'run the command once in a terminal, wait for the end of the download, and connect again',
      },
    ];
  },
});

/** Only commands that fetch and end; the server itself is never started by a fix. */
function fetchOnce(entry: EntryFacts | undefined, program: ProgramFacts | undefined): readonly FixDraft[] {
  const title = 'Fetch it once, before the client starts it';
  const image = program?.container?.image;
  if (image !== undefined && !image.startsWith('-'))
    return [{ id: 'fetch-once', title, safety: 'review', steps: [{ do: 'run', command: [program?.container?.engine ?? 'docker', 'pull', image] }] }];
  const named = program?.package;
  if (named === undefined || named.name.startsWith('-'))
    return [
      tell(
        'fetch-once',
        title,
        `Run "${cut([entry?.effective.command ?? '', ...(entry?.effective.args ?? [])].join(' '), 300)}" once in a terminal and wait until it is quiet.`,
      ),
    ];
  const wanted = named.version === undefined ? named.name : `${named.name}${named.ecosystem === 'npm' ? '@' : '=='}${named.version}`;
  const command = named.ecosystem === 'npm' ? ['npm', 'install', '-g', wanted] : ['uv', 'tool', 'install', wanted];
  return [{ id: 'fetch-once', title, safety: 'review', steps: [{ do: 'run', command }] }];
}
