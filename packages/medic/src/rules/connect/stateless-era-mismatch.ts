import type { AnyRule, EvidenceItem, Hit } from '../../model/index.ts';
import { errorsOf, sayError } from '../conversation.ts';
import { defineRule } from '../define-rule.ts';
import { quoteSigns, signsNamed } from '../weigh-signs.ts';
import { cut, fitTitle, nameClient, nameServer, sayReload, tell } from '../words.ts';

const UNSUPPORTED_VERSION = -32022;

/**
 * Revision 2026-07-28 has no initialize. A server of only that era fails every client of the former one, and the reverse;
 * of the measured clients only Claude Code and Copilot CLI speak both (2026-11-20).
 */
export const rule: AnyRule = defineRule({
  id: 'stateless-era-mismatch',
  layer: 'protocol',
  severity: 'blocks',
  cause: 'stateless-era-mismatch',
  needs: [],
  uses: ['session', 'otherEra', 'entry', 'client'],
  signs: [
    { id: 'code', literals: ['-32022'], pattern: /-32022\b/u },
    { id: 'pinned', literals: ['server/discover', 'ERA_NEGOTIATION_FAILED'], pattern: /did not offer pinned protocol version|no fallback in pin mode/u },
    {
      id: 'discover-refused',
      literals: ['server/discover'],
      pattern:
        /(?:method not found|unknown method|not supported|invalid)[^{}]{0,40}server\/discover|server\/discover"?[^{}]{0,20} (?:is invalid|is not supported|not found|unknown method)/iu,
    },
    {
      id: 'discover-error',
      literals: ['server/discover'],
      pattern: /server\/discover\b(?:[^{}]{0,20} (?:unexpected|failed|error|returned)\b)/iu,
      sources: ['pasted', 'client-log'],
    },
    // Results of the stateless revision must hold these; the Python SDK names each that is missing on a line of its own.
    {
      id: 'result-fields',
      literals: ['resultType', 'ttlMs', 'cacheScope'],
      pattern:
        /^\s{0,40}(?:resultType|ttlMs|cacheScope)\s{0,40}$|(?:[Ff]ield|[Pp]roperty|[Kk]ey) ['"`]?(?:resultType|ttlMs|cacheScope)['"`]? (?:is )?(?:required|missing)|(?:missing|requires?) (?:required )?(?:field |property )?['"`]?(?:resultType|ttlMs|cacheScope)\b/u,
      sources: ['pasted', 'client-log'],
    },
    {
      id: 'other-era',
      literals: ['2026-07-28'],
      pattern:
        /connection is serving the 2026-07-28 protocol|un(?:supported|known) (?:mcp[- ])?protocol[- ]version:? ?"?2026-07-28|2026-07-28"? is not supported|protocol version is not supported: ?2026-07-28|"supported": ?\[ ?"2026-07-28" ?\]|\bversion: "2026-07-28"|only supports 2026-07-28|\brequires (?:MCP )?(?:protocol )?(?:version |revision )?2026-07-28|\bMissingRequiredMeta\b/iu,
    },
    {
      id: 'no-initialize',
      literals: ['initialize'],
      pattern:
        /(?:[Mm]ethod not found|[Uu]nknown method|[Mm]ethod not supported):? ?['"`]?initialize\b|['"`[]initialize['"`\]] (?:(?:is|was) not (?:supported|found|known|recogni[sz]ed|registered|available)|method not found)/u,
      sources: ['pasted', 'client-log'],
    },
    // The official SDK's second generation, which serves both revisions and says which of them a message was of.
    {
      id: 'sdk',
      literals: [
        'Era mismatch on inbound',
        '2025-era request',
        'pre-2026-07-28',
        'protocol era',
        'protocol revision 2026-07-28',
        'headers and body disagree',
        'wire era',
      ],
      pattern:
        /Era mismatch on inbound|(?<modern>Rejected 2025-era request)|contains no pre-2026-07-28|not servable on this connection's protocol era|\(wire era \w{1,12}\)|(?:envelope for|names|requests for) protocol revision 2026-07-28|request headers and body disagree/u,
    },
    { id: 'modern-header', literals: ['-32020', 'Mcp-Method'], pattern: /-32020\b|Mcp-Method header (?:is )?(?:missing|required)/iu },
  ],

  judge({ session, otherEra, entry, client, signs }) {
    const name = nameServer(entry);
    const who = nameClient(client);
    if (session !== undefined) {
      if (session.outcome.kind !== 'failed') return [];
      const refusal = errorsOf(session).findLast(({ error }) => error.code === UNSUPPORTED_VERSION);
      const isRefused = refusal?.method === 'initialize' || (refusal !== undefined && session.outcome.stage === 'version');
      const seen: readonly EvidenceItem[] =
        refusal === undefined
          ? []
          : [
              {
                what: `the answer to ${refusal.method ?? 'the first request'}`,
                quote: cut(`${sayError(refusal.error)}${refusal.error.data === undefined ? '' : ` ${JSON.stringify(refusal.error.data)}`}`, 300),
              },
            ];
      const other = otherEra?.outcome;
      if (other?.kind === 'connected') {
        const evidence: readonly EvidenceItem[] = [
          ...seen,
          {
            what: `the same server connected with ${other.era === 'modern' ? 'server/discover' : 'initialize'}`,
            quote: `revision ${other.protocolVersion} after ${other.atMs} ms`,
          },
        ];
        return [
          other.era === 'modern'
            ? sayServerIsModern(name, who, evidence, 'confirmed', sayReload(client))
            : sayServerIsLegacy(name, who, evidence, 'confirmed', sayReload(client)),
        ];
      }
      // Any other error to server/discover is how an older server says no; it proves nothing about this failure.
      return isRefused ? [sayServerIsModern(name, who, seen, 'confirmed', sayReload(client))] : [];
    }
    if (signs.length === 0) return [];
    const evidence = quoteSigns(signs);
    if (signsNamed(signs, 'code').length > 0) return [sayServerIsModern(name, who, evidence, 'confirmed', sayReload(client))];
    if (signsNamed(signs, 'pinned').length > 0) return [sayServerIsLegacy(name, who, evidence, 'confirmed', sayReload(client))];
    const mixed = signsNamed(signs, 'sdk').filter(({ groups }) => groups['modern'] === undefined);
    if (mixed.length > 0) return [{ ...sayMixed(evidence, sayReload(client)), decisive: DECISIVE }];
    const serving = signs.some(({ quote }) => quote.includes('is serving the 2026-07-28'));
    if (serving || signsNamed(signs, 'modern-header', 'no-initialize', 'sdk').length > 0)
      return [{ ...sayServerIsModern(name, who, evidence, 'likely', sayReload(client)), decisive: DECISIVE }];
    return [{ ...sayServerIsLegacy(name, who, evidence, 'likely', sayReload(client)), decisive: DECISIVE }];
  },
});

const DECISIVE = 'mcp-medic doctor for this server: it tries both eras, each in a fresh process or connection';

function sayServerIsModern(name: string, who: string, evidence: readonly EvidenceItem[], confidence: Hit['confidence'], reload: string): Hit {
  return {
    confidence,
    title: fitTitle(`${name} speaks only 2026-07-28, ${who} begins with initialize`),
    why: `The server serves the stateless revision alone and refuses the initialize request with which ${who} begins.`,
    evidence,
    fixes: [
      tell(
        'serve-both-eras',
        'Let the server answer initialize too',
        `In your own server, switch on the SDK's legacy mode; of somebody else's server, install a version that serves both eras or the last one before 2026-07-28.${reload}`,
      ),
      tell(
        'probing-client',
        'Use a client that begins with server/discover',
        `Update ${who}; of the clients measured in November 2026, Claude Code and Copilot CLI connect to such a server.`,
      ),
    ],
  };
}

function sayServerIsLegacy(name: string, who: string, evidence: readonly EvidenceItem[], confidence: Hit['confidence'], reload: string): Hit {
  return {
    confidence,
    title: fitTitle(`${who === 'the client' ? 'The client' : who} wants 2026-07-28, ${name === 'The server' ? 'the server' : name} begins with initialize`),
    why: 'The server does not know server/discover, and the client did not go on with initialize.',
    evidence,
    fixes: [
      tell(
        'allow-fallback',
        'Let the client fall back to initialize',
        `Do not pin 2026-07-28 in the client's settings; with the official SDK, use versionNegotiation mode "auto" without a pin.${reload}`,
      ),
      tell('update-server', 'Update the server', 'Install a version of the server that knows revision 2026-07-28.'),
    ],
  };
}

function sayMixed(evidence: readonly EvidenceItem[], reload: string): Hit {
  return {
    confidence: 'likely',
    title: 'The two sides mix revision 2026-07-28 with the one before',
    why: 'A message came that belongs to one of the two eras of the protocol, or carries only half of what 2026-07-28 asks for, on a connection of the other era.',
    evidence,
    fixes: [
      tell(
        'one-era',
        'Let both sides speak one era',
        `Update client, server and any bridge between them to versions that negotiate; take a pin to one revision out of their settings.${reload}`,
      ),
    ],
  };
}
