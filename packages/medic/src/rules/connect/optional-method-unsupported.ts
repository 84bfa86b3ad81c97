import type { AnyRule, ClientFacts, Hit, SignHit } from '../../model/index.ts';
import { errorsOf, sayError } from '../conversation.ts';
import { defineRule } from '../define-rule.ts';
import { quoteSigns, signsNamed } from '../weigh-signs.ts';
import { fitTitle, nameClient, nameServer, sayReload, tell } from '../words.ts';
import { anyOf } from '../near.ts';

const METHOD_NOT_FOUND = -32601;
const OPTIONAL =
  'prompts\\/list|resources\\/list|resources\\/templates\\/list|resources\\/subscribe|logging\\/setLevel|completion\\/complete|roots\\/list|ping';
/** Answers that belong to a first message or to tools are no harmless ones. */
const NOT_OPTIONAL = /server\/discover|initialize|tools\/(?:list|call)/u;

/**
 * "Method not found" for a list the server does not have is the answer the specification asks for. It is the line people
 * quote when something else is wrong, so it is said that it is harmless.
 */
export const rule: AnyRule = defineRule({
  id: 'optional-method-unsupported',
  layer: 'protocol',
  severity: 'hint',
  cause: 'optional-method-unsupported',
  needs: [],
  uses: ['session', 'entry', 'client'],
  when: 'always',
  signs: [
    {
      id: 'not-found',
      literals: ['-32601', 'Method not found', 'method not found'],
      pattern: /"code": ?-32601\b|-32601:? .{0,3}Method not found|MCP error -32601|^.{0,80}\bMethod not found\b/iu,
      sources: ['client-log', 'pasted'],
    },
    {
      id: 'optional',
      literals: ['prompts/list', 'resources/list', 'resources/templates/list', 'logging/setLevel', 'completion/complete', 'resources/subscribe'],
      pattern: new RegExp(`"?(?<method>${OPTIONAL})"?`, 'u'),
      sources: ['client-log', 'pasted'],
    },
    // The SDKs of TypeScript, Java and Go: a list or a subscription that the server does not declare.
    {
      id: 'server-lacks',
      literals: [
        'erver does not support ',
        'erver does not provide ',
        'not handled: "',
        ' not supported',
        ' not implemented',
        'is not available',
        'ethod not available',
      ],
      pattern: anyOf(
        /[Ss]erver does not support (?:completions|logging|prompts|resources|resource subscriptions|notifying (?:about|of) [a-z ]{1,30})(?: \(required for (?<required>[\w/]{1,60})\))?|[Ss]erver does not provide (?:the )?(?:resources|prompts|completions?|logging) capability/u,
        /JSON RPC not handled: "(?<unhandled>[\w/]{1,60})" unsupported|(?<!\w)-32601:? (?:prompts|resources|logging|completions?) not supported/u,
        new RegExp(`['"\`]?\b(?<absent>${OPTIONAL})['"\`]? (?:is )?not (?:available|supported|implemented)`, 'u'),
      ),
      sources: ['client-log', 'pasted'],
    },
    // The same the other way round: the server asks for what this client does not offer, or sends what nobody waits for.
    {
      id: 'client-lacks',
      literals: ['lient does not support ', 'lient must be configured with', 'o handler registered for notification'],
      pattern:
        /[Cc]lient does not support (?<ability>sampling|elicitation|form(?:-mode)? elicitation|(?:URL|url)(?:-mode)? elicitation|(?:listing )?roots|tasks?)\b|[Cc]lient must be configured with (?<wanted>sampling|elicitation|roots) capabilit|[Nn]o handler registered for notification method/u,
      sources: ['client-log', 'pasted'],
    },
  ],

  judge({ session, entry, client, signs }) {
    const name = nameServer(entry);
    if (session !== undefined && session.outcome.kind === 'connected') {
      const { capabilities } = session.outcome;
      const refusal = errorsOf(session).findLast(({ method, error }) => error.code === METHOD_NOT_FOUND && method === 'tools/list');
      if (refusal === undefined) return [];
      const declared = capabilities.includes('tools');
      return [
        {
          confidence: 'confirmed',
          ...(declared ? { severity: 'degrades' as const } : {}),
          title: fitTitle(declared ? `${name} declares tools and does not serve tools/list` : `${name} has no tools`),
          why: declared
            ? `The server declared the capability "tools" and answered tools/list with ${sayError(refusal.error)}.`
            : `The server declares ${capabilities.length === 0 ? 'no capability' : capabilities.join(', ')} and answers tools/list with ${sayError(refusal.error)}, as it should.`,
          evidence: [{ what: 'the answer to tools/list', quote: sayError(refusal.error) }],
          fixes: declared
            ? [
                tell(
                  'serve-tools-list',
                  'Update the server, or register its tools before it connects',
                  `With the SDKs, tools must be registered before connect().${sayReload(client)}`,
                ),
              ]
            : [],
        },
      ];
    }
    if (session !== undefined) return [];
    const asked = signsNamed(signs, 'client-lacks');
    if (asked.length > 0) return [draftClientLacks(asked, client)];
    const refusals = [...signsNamed(signs, 'server-lacks'), ...signsNamed(signs, 'not-found')].filter(({ quote }) => !NOT_OPTIONAL.test(quote));
    const methods = [...new Set(signsNamed(signs, 'optional').map(({ groups }) => groups['method'] ?? ''))].filter((method) => method !== '');
    if (refusals.length === 0) return [];
    const known = methods.length > 0 || signsNamed(signs, 'server-lacks').length > 0;
    const method = methods[0] ?? 'such list';
    return [
      {
        confidence: known ? 'likely' : 'possible',
        title: fitTitle(known ? `${name} has no ${method}; that is harmless` : `${name} does not know a method the client asked for`),
        why: known
          ? `The client asks for ${methods.length > 0 ? methods.join(' and ') : 'it'} whether the server has them or not, and "Method not found" is the right answer; tools work in spite of it.`
          : '"Method not found" is the right answer to a list the server does not have.',
        evidence: [...quoteSigns(signsNamed(signs, 'optional')).slice(0, 1), ...quoteSigns(refusals)].slice(0, 3),
        fixes: [
          tell(
            'ignore',
            'Nothing has to be done',
            'Look for another message if the server does not work. In your own server, empty lists for prompts and resources silence the line.',
          ),
        ],
        decisive: 'whether the tools of the server are listed in the client',
      },
    ];
  },
});

function draftClientLacks(signs: readonly SignHit[], client: ClientFacts | undefined): Hit {
  const groups = signs.map((sign) => sign.groups['ability'] ?? sign.groups['wanted']).find((one) => one !== undefined);
  const who = client === undefined ? 'The client' : nameClient(client);
  return {
    confidence: 'likely',
    title: fitTitle(groups === undefined ? 'A notification came that nobody waits for; that is harmless' : `${who} does not offer ${groups} to servers`),
    why:
      groups === undefined
        ? 'One side sent a notification that the other has no use for; it is dropped and the connection stands.'
        : `The server asks the client for ${groups}, an optional ability that this client does not offer; the connection stands, and only what needs it fails.`,
    evidence: quoteSigns(signs),
    fixes: [
      tell(
        'ignore',
        'Nothing has to be done for the connection',
        `Look for another message if the server does not work. In your own server, look at the client's capabilities before asking.${sayReload(client)}`,
      ),
      ...(groups === undefined
        ? []
        : [tell('able-client', 'For a tool that needs it, use another client', `Take a client that offers ${groups}, or update this one.`)]),
    ],
    decisive: 'whether the tools of the server are listed in the client',
  };
}
