import type { AnyRule } from '../../model/index.ts';
import { errorsOf, sayError } from '../conversation.ts';
import { defineRule } from '../define-rule.ts';
import { quoteSigns, signsNamed } from '../weigh-signs.ts';
import { fitTitle, nameServer, sayReload, tell } from '../words.ts';

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
    const refusals = signsNamed(signs, 'not-found').filter(({ quote }) => !NOT_OPTIONAL.test(quote));
    const methods = [...new Set(signsNamed(signs, 'optional').map(({ groups }) => groups['method'] ?? ''))].filter((method) => method !== '');
    if (refusals.length === 0) return [];
    const known = methods.length > 0;
    return [
      {
        confidence: known ? 'likely' : 'possible',
        title: fitTitle(known ? `${name} has no ${methods[0]}; that is harmless` : `${name} does not know a method the client asked for`),
        why: known
          ? `The client asks for ${methods.join(' and ')} whether the server has them or not, and "Method not found" is the right answer; tools work in spite of it.`
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
