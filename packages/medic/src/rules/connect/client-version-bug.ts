import type { AnyRule } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { quoteSigns, signsNamed } from '../weigh-signs.ts';
import { cut, fitTitle, nameClient, sayReload, tell } from '../words.ts';
import { anyOf, near } from '../near.ts';

/** What each sign says, by its id. */
const WHY: Readonly<Record<string, string>> = {
  'get-stream': 'The event stream opened with GET is optional, and the client ends the connection because it was refused.',
  'same-process': 'The client got an answer to server/discover and then sent initialize to the same process, which is not allowed to take it.',
  'old-add': 'The client knows only stdio and sse, while current releases of it also take http: it is an old one.',
  'own-error': 'The message names a slip in code where the reason for the failed start should stand; neither the command nor the address can cause that.',
  regressed: 'The trouble began with another version of the client: all servers are struck alike, and the version before works.',
  pkce: 'The login ends because the secret of its second step does not belong to its first: the client made a new one in between, or a proxy lost it.',
};

/**
 * Faults of the client itself. They are known from how its words contradict what is possible, not from a list of versions:
 * a hang that ends exactly at every limit, an optional stream taken for necessary, a crash in the client's own runtime.
 */
export const rule: AnyRule = defineRule({
  id: 'client-version-bug',
  layer: 'client',
  severity: 'blocks',
  cause: 'client-version-bug',
  needs: [],
  uses: ['session', 'client'],
  signs: [
    {
      id: 'limit',
      literals: ['timed out after', 'failed after'],
      pattern: /(?:timed out after|failed after) (?<ms>\d{3,7}) ?ms/u,
      sources: ['client-log', 'pasted'],
    },
    { id: 'raised', literals: ['MCP_TIMEOUT'], pattern: /MCP_TIMEOUT=(?<raised>\d{4,7})\b/u, sources: ['client-log', 'pasted'] },
    {
      id: 'get-stream',
      literals: ['Failed to open SSE stream', 'Non-200'],
      pattern: /Failed to open SSE stream: ?(?:Not Found|404|Bad Request|400|Internal)|\bSseError: Non-200 \(?(?:404|400)/u,
      sources: ['client-log', 'pasted'],
    },
    {
      id: 'runtime',
      literals: ['Bun has crashed', 'panic(main thread)', 'Electron', 'panicked at '],
      pattern: /panicked at (?:\S{0,80}\/)?(?:codex-rs|crates\/goose|crates\/zed)\b|Bun has crashed|panic\(main thread\)|Electron.{0,60}(?:SIGSEGV|crashed)/u,
      sources: ['client-log', 'pasted'],
    },
    // The client tells of a slip in its own code where the reason for the failed start should stand.
    {
      id: 'own-error',
      literals: ['annot read propert', 'is not a function', 'undefined is not', 'is not iterable', 'annot destructure'],
      pattern: near(
        /(?:MCP )?[Ss]erver (?:\S{1,60} )?failed to (?:initialize|start|connect)|[Ff]ailed to (?:initialize|start|connect)(?: to)?\b|[Ee]rror (?:starting|connecting)/u,
        120,
        /[Cc]annot read propert(?:y|ies) |(?!_parse|_zod)\b[\w.]{1,60} is not a function|undefined is not (?:an object|a function)|is not iterable|[Cc]annot destructure/u,
      ),
      sources: ['client-log', 'pasted'],
    },
    // What people tell of an update.
    {
      id: 'regressed',
      literals: ['updat', 'upgrad', 'owngrad', 'olling back', 'olled back', 'egression', 'evert'],
      pattern: anyOf(
        near(
          /\b(?:after|since) (?:the |my |an? )?(?:last |latest |recent |auto-?)?(?:updat|upgrad)\w{1,3}\b/iu,
          120,
          near(
            /\b(?:all|every|any|no|none of my|my|the|MCP) (?:of )?(?:the |my )?MCP (?:servers?|tools?|connections?)\b/iu,
            60,
            /fail|stopped|no longer|disappear|brok|gone|not /iu,
          ),
        ),
        near(/\b(?:after|since) (?:the |my |an? )?(?:last |latest |recent |auto-?)?(?:updat|upgrad)\w{1,3}\b/iu, 80, /\bnone of (?:my|the) MCP servers?\b/iu),
        near(/\bupdate (?:broke|breaks|killed)\b/iu, 40, /\bMCP servers?\b/iu),
        near(
          /\bMCP (?:servers?|tools?|connections?)\b.{0,60}(?:fail\w{0,3}|stopped|no longer|brok\w{1,2})\b/iu,
          80,
          /\b(?:after|since) (?:the |my |an? )?(?:last |latest |recent |auto-?)?(?:updat|upgrad)/iu,
        ),
        near(
          /\b(?:downgrad|roll|revert)(?:ing|ed) (?:back )?(?:the (?:client|app|editor) |\w{1,20} (?:CLI |Code |Desktop )?to |to )/iu,
          80,
          /\b(?:fix|work|help|solve|resolve)(?:s|ed)?\b/iu,
        ),
        near(/\bregression (?:in|since|from) v?\d{1,4}\./iu, 120, /\bMCP\b/iu),
        near(/\bworks? in (?:the )?(?:MCP )?Inspector\b/iu, 60, /\bafter (?:the |an? )?update/iu),
      ),
      sources: ['pasted'],
      loose: true,
    },
    {
      id: 'old-add',
      literals: ['Must be one of: stdio, sse'],
      pattern: /Invalid transport type: http\. Must be one of: stdio, sse(?!, ?http)/u,
      sources: ['client-log', 'pasted'],
    },
    {
      id: 'pkce',
      literals: ['PKCE', 'code_verifier', 'code verifier', 'code_challenge'],
      pattern: anyOf(
        near(
          /(?:PKCE|code[_ ](?:verifier|challenge))\b/iu,
          60,
          /(?:is |was |are )?(?:invalid|incorrect|mismatch|failed|missing)|was not\b|(?:does|did) not match/iu,
        ),
        /(?:invalid|incorrect|missing|failed|mismatched) (?:PKCE|code[_ ](?:verifier|challenge))/iu,
      ),
      sources: ['client-log', 'pasted'],
      loose: true,
    },
    {
      id: 'same-process',
      literals: ['the initialize handshake is not accepted'],
      pattern: /connection is serving the 2026-07-28 protocol; the initialize handshake is not accepted/u,
      sources: ['client-log', 'pasted'],
    },
  ],

  judge({ session, client, signs }) {
    if (session !== undefined) return [];
    const limits = new Set(signsNamed(signs, 'limit').map(({ groups }) => groups['ms']));
    const raised = signsNamed(signs, 'raised').at(-1)?.groups['raised'];
    const hangs = limits.size > 1 && raised !== undefined && limits.has(raised);
    const others = signsNamed(signs, 'get-stream', 'runtime', 'same-process', 'old-add', 'pkce', 'own-error', 'regressed');
    const isOldAdd = signsNamed(signs, 'old-add').length > 0;
    if (!hangs && others.length === 0) return [];
    const who = client === undefined ? 'The client' : nameClient(client);
    const why = hangs
      ? `It ran into ${[...limits].map((limit) => `${limit ?? ''} ms`).join(' and then into ')}: raising the limit only made the wait longer, so no answer would be in time.`
      : (WHY[others[0]?.sign ?? ''] ?? `The client's own runtime failed: "${cut(others[0]?.quote ?? '', 100)}".`);
    return [
      {
        confidence: hangs || isOldAdd ? 'likely' : 'possible',
        title: fitTitle(hangs ? `${who} hangs, however long it waits` : `${who} itself seems to be at fault`),
        why,
        evidence: quoteSigns([...signsNamed(signs, 'limit', 'raised'), ...others]),
        fixes: [
          tell(
            'update-client',
            'Update the client',
            `Install the newest version of the client and start it anew; on an old Node, npm installs old versions of clients without a word.${sayReload(client)}`,
          ),
          ...(signsNamed(signs, 'regressed').length > 0
            ? [
                tell(
                  'version-before',
                  'Until then, go back to the version that worked',
                  'Install the version of the client that you had before, and switch its automatic updates off.',
                ),
              ]
            : []),
          tell('other-client', 'Prove it with another client', 'Connect to the same server with the MCP Inspector; when that works, the server is fine.'),
        ],
        decisive: 'the same server in another client, or mcp-medic doctor for it: if it connects there, the client is at fault',
      },
    ];
  },
});
