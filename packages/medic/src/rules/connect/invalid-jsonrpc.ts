import type { AnyRule, EvidenceItem, HttpSession, StdioSession, WireMessage } from '../../model/index.ts';
import { decisiveExchange, messagesOf } from '../conversation.ts';
import { defineRule } from '../define-rule.ts';
import { lastAttempt } from '../quote.ts';
import { quoteSigns, signsNamed } from '../weigh-signs.ts';
import { cut, fitTitle, nameServer, sayReload, tell } from '../words.ts';
import { anyOf, near } from '../near.ts';

/** JSON came, but not the message the client waits for: a missing member, a wrong id, a result of the wrong shape. */
export const rule: AnyRule = defineRule({
  id: 'invalid-jsonrpc',
  layer: 'framing',
  severity: 'blocks',
  cause: 'invalid-jsonrpc',
  needs: [],
  uses: ['session', 'entry', 'client'],
  when: 'always',
  signs: [
    {
      id: 'untagged',
      literals: ['untagged enum JsonRpc', 'JSONRPCMessage', 'Invalid JSON-RPC message', 'invalid JSON-RPC', 'not a valid JSON-RPC', 'not valid JSON-RPC'],
      pattern:
        /data did not match any variant of untagged enum JsonRpc\w{0,20}|validation errors? for JSONRPC\w{0,20}|invalid JSON-RPC (?:message|version|response)|not (?:a )?valid JSON-RPC/iu,
    },
    {
      id: 'unknown-id',
      literals: ['unknown message ID', 'unknown request ID', 'unknown id'],
      pattern: /Received (?:a )?response (?:for|with) an? unknown (?:message |request )?id/iu,
    },
    {
      id: 'zod',
      literals: ['"invalid_union"', '"invalid_literal"', '"unrecognized_keys"', '"invalid_type"', '"invalid_value"'],
      pattern: /"code": ?"(?:invalid_union|invalid_literal|unrecognized_keys|invalid_type|invalid_value)"/u,
      sources: ['client-log', 'pasted'],
    },
    {
      id: 'zod-path',
      literals: ['"id"', '"protocolVersion"', '"serverInfo"', '"capabilities"', '"jsonrpc"'],
      pattern:
        /^\W{0,40}"(?:protocolVersion|serverInfo|capabilities|jsonrpc|id)"\W{0,4}$|"path": ?\[ ?(?:"result", ?)?"(?:protocolVersion|serverInfo|capabilities|jsonrpc)" ?\]|"received": ?"null", ?"path": ?\[ ?"id" ?\]/u,
      sources: ['client-log', 'pasted'],
    },
    {
      id: 'uncorrelated',
      literals: ['uncorrelated', 'nknown response id', 'esponse id mismatch', 'id mismatch', '"id" must be'],
      pattern: /uncorrelated (?:error )?response|[Uu]nknown response id|[Rr]esponse id mismatch|"id\\?" must be an? (?:integer|number|string)/u,
    },
    // Pydantic, serde, Jackson and System.Text.Json on an answer that lacks a member or has a wrong one.
    {
      id: 'model',
      literals: [
        'Unrecognized key(s) in object',
        'validation error',
        'missing field `',
        'McpSchema',
        'JSONRPC',
        'Protocol.JsonRpcMessage',
        'essage version tag',
        'Unknown message type: {',
        'nvalid initialize re',
        'nvalid result for ',
        'returned no result',
        'nvalid tools/list response',
        'have expected structure',
        'InitializeResult',
        'ListToolsResult',
        'batches are not supported',
        'valid JSON-RPC message',
        'nvalid JSON-RPC message',
      ],
      pattern: anyOf(
        /validation errors? for (?:Initialize|Empty|List(?:Tools|Prompts|Resources)|Server(?:Notification|Request))\w{0,30}\b/u,
        /missing field `(?:protocolVersion|serverInfo|capabilities|jsonrpc)`/u,
        near(/Cannot (?:construct instance of|deserialize)/u, 60, /McpSchema\b|JSONRPCMessage/u),
        /could not be converted to ModelContextProtocol\.Protocol\.JsonRpcMessage|invalid message version tag|Unknown message type: \{/u,
        near(/Unrecognized key/u, 80, /JSONRPC/u),
        /Unrecognized key\(s\) in object: '(?:jsonrpc|result|error|method', 'params)'/u,
        /[Ii]nvalid initialize (?:result|response)\b|Invalid result for (?:initialize|tools|prompts|resources)\b|\binitialize returned no result|Invalid tools\/list response|did not have expected structure|expected (?:Initialize|ListTools)Result, (?:got|but)|Go struct field (?:Initialize|ListTools)Result\b|JSON-RPC batches are not supported/u,
      ),
      sources: ['client-log', 'pasted'],
    },
    { id: 'of-tools', literals: ['tools.'], pattern: /^\s{0,8}tools\.\d{1,4}\./u, sources: ['client-log', 'pasted'] },
    {
      id: 'other-era',
      literals: ['resultType', 'ttlMs', 'cacheScope'],
      pattern: /^\s{0,8}(?:resultType|ttlMs|cacheScope)\b/u,
      sources: ['client-log', 'pasted'],
    },
    {
      id: 'phrase',
      literals: [
        'both ',
        'either ',
        'without ',
        'is missing',
        'nknown id',
        'nknown message id',
        'capabilities',
        'serverInfo',
        'protocolVersion',
        "'jsonrpc'",
        '`jsonrpc`',
      ],
      pattern: anyOf(
        /\b(?:response|message|answer) (?:with|has|contains|had) both (?:a )?["'`]?result["'`]? and (?:an )?["'`]?error|neither (?:an? )?["'`]?(?:result["'`]? nor (?:an )?["'`]?error|error["'`]? nor (?:a )?["'`]?result)/iu,
        /\bwithout (?:a )?method and without (?:a )?result|\bresponse is missing ['"`]?(?:result|id|jsonrpc)\b/iu,
        /\b(?:[Rr]esponse|[Mm]essage) without (?:an? )?["'`]?(?:id|jsonrpc)\b|[Rr]eceived (?:a )?(?:response|message) (?:for|with) (?:an )?unknown (?:message |request )?id\b|[Uu]nexpected response for unknown id\b/u,
        near(/\b(?:expected|missing|lacks?|invalid|required)\b/iu, 40, /['"`](?:capabilities|serverInfo|protocolVersion)['"`]|['`]jsonrpc['`]/u),
      ),
      sources: ['pasted'],
      loose: true,
    },
    { id: 'snake-case', literals: ['protocol_version', 'server_info'], pattern: /"(?<key>protocol_version|server_info)":/u },
  ],

  judge({ session, entry, client, signs }) {
    const name = nameServer(entry);
    const fixes = [
      tell('update-server', 'Update the server or the SDK it is built with', `Install the newest version of the server.${sayReload(client)}`),
      tell(
        'answer-by-the-book',
        'In your own server, answer with the members the specification names',
        'An answer carries "jsonrpc": "2.0", the id of the request with its type, and exactly one of "result" and "error".',
      ),
    ];
    if (session !== undefined) {
      const { outcome } = session;
      const faulty = messagesOf(session).filter((message) => message.dir === 'received' && (message.faults ?? []).length > 0);
      const fault = faulty.at(-1)?.faults?.[0];
      if (outcome.kind === 'connected') {
        if (fault === undefined) return [];
        return [
          {
            confidence: 'confirmed',
            severity: 'hint',
            title: fitTitle(`${name} sends messages with faults that the client overlooks`),
            why: `A message is not valid JSON-RPC 2.0: ${fault}.`,
            evidence: faulty.slice(0, 3).map(quoteFault),
            fixes,
          },
        ];
      }
      const isStage = outcome.kind === 'failed' && (outcome.stage === 'invalid-answer' || (outcome.stage === 'framing' && hasJsonNoise(session)));
      const isDropped = outcome.kind === 'failed' && outcome.stage === 'silence' && fault !== undefined;
      if (isStage || isDropped) {
        return [
          {
            confidence: 'confirmed',
            title: fitTitle(`${name} answers with an invalid message`),
            why:
              fault === undefined
                ? 'The answer is JSON, but no JSON-RPC 2.0 message that answers the request.'
                : `The client drops the answer, because ${fault}.`,
            evidence: faulty.length > 0 ? faulty.slice(-3).map(quoteFault) : quoteAnswer(session),
            fixes,
          },
        ];
      }
      return [];
    }
    // A faulty tool, and the members that results of the stateless revision have, are other causes.
    const isOther = signsNamed(signs, 'of-tools', 'other-era').length > 0;
    const model = isOther ? [] : signsNamed(signs, 'model');
    const clear = [...signsNamed(signs, 'untagged', 'snake-case', 'unknown-id', 'uncorrelated', 'phrase'), ...model];
    const zod = signsNamed(signs, 'zod').length > 0 && signsNamed(signs, 'zod-path').length > 0;
    if (clear.length === 0 && !zod) return [];
    const key = signs.find(({ groups }) => groups['key'] !== undefined)?.groups['key'];
    return [
      {
        confidence: signsNamed(signs, 'untagged').length > 0 || model.length > 0 || zod ? 'likely' : 'possible',
        title: fitTitle(`${name} sends a message that the client cannot read`),
        why:
          key === undefined
            ? 'The client refused the message because members are missing or of a wrong type.'
            : `The answer carries "${key}", while the specification spells its members in camelCase.`,
        evidence: quoteSigns(clear.length > 0 ? clear : signs),
        fixes,
        decisive: 'the raw answer to initialize: run the server in a terminal and send it one',
      },
    ];
  },
});

function hasJsonNoise(session: StdioSession | HttpSession): boolean {
  return lastAttempt(session)?.noise.some(({ jsonButNotRpc }) => jsonButNotRpc) ?? false;
}

function quoteFault(message: WireMessage): EvidenceItem {
  const { method, id, result, error, faults = [] } = message;
  const shown = JSON.stringify({
    ...(id === undefined ? {} : { id }),
    ...(method === undefined ? {} : { method }),
    ...(result === undefined ? {} : { result }),
    ...(error === undefined ? {} : { error }),
  });
  return { what: faults.join('; '), where: `after ${Math.round(message.atMs)} ms`, quote: cut(shown, 300) };
}

function quoteAnswer(session: StdioSession | HttpSession): readonly EvidenceItem[] {
  const noise = lastAttempt(session)?.noise.find(({ jsonButNotRpc }) => jsonButNotRpc);
  if (noise !== undefined) return [{ what: 'JSON, but no JSON-RPC message', where: `stdout line ${noise.line}`, quote: cut(noise.text, 300) }];
  const exchange = decisiveExchange(session);
  return [
    {
      what: `the answer${exchange?.status === undefined ? '' : ` (status ${exchange.status})`} is no JSON-RPC message`,
      ...(exchange?.body === undefined ? {} : { quote: cut(exchange.body.head, 300) }),
    },
  ];
}
