import type { AnyRule, Json } from '../../model/index.ts';
import { answerTo, errorsOf, sayError } from '../conversation.ts';
import { defineRule } from '../define-rule.ts';
import { memberOf } from '../json-member.ts';
import { capBeside, quoteSigns, signsNamed } from '../weigh-signs.ts';
import { cut, fitTitle, nameClient, nameServer, sayReload, tell } from '../words.ts';

const MODERN_REVISION = '2026-07-28';
const VERSION_ERROR = /protocol[ _-]?version|unsupported version/iu;

/**
 * The two sides found no common revision. A server that does not know the offered revision must answer with one it does
 * know; many answer with an error instead. Matters of the stateless revision belong to `stateless-era-mismatch`.
 */
export const rule: AnyRule = defineRule({
  id: 'protocol-version-mismatch',
  layer: 'protocol',
  severity: 'blocks',
  cause: 'protocol-version-mismatch',
  needs: [],
  uses: ['session', 'entry', 'client'],
  signs: [
    {
      id: 'client-refuses',
      literals: ['protocol version is not supported', 'Unsupported protocol version from the server'],
      pattern: /(?:Server's protocol version is not supported|Unsupported protocol version from the server): ?"?(?<version>[\w.-]{1,40})/u,
    },
    {
      id: 'server-refuses',
      literals: ['protocol version', 'protocolVersion', 'Protocol version', 'MCP version'],
      pattern:
        /(?:unsupported|invalid|incompatible|unknown) (?:MCP protocol ?|protocol ?|MCP )version(?! from the server)(?:[: ]{1,3}"?(?<version>\d{4}-\d\d-\d\d))?|protocol ?version[^,;]{0,60} (?:is )?not supported/iu,
    },
    {
      id: 'differs',
      literals: ['rotocol version', 'rotocolVersion', 'schema version', 'unsupported_protocol_version', 'ncompatible protocol', 'requires MCP', 'proposed '],
      pattern:
        /\bunsupported_protocol_version\b|\bincompatible protocol \(|\brequires MCP (?:version |revision )?\d{4}-\d\d-\d\d or (?:newer|later)|proposed (?:protocol )?version \d{4}-\d\d-\d\d which .{0,30}does not support|protocol ?version (?:mismatch|negotiation failed|incompatib\w{0,6}|not (?:accepted|compatible|recogni[sz]ed))|(?:reported|returned|answered|responded with|sent|requested|uses?|offered) (?:MCP )?protocol ?version:? "?(?<version>\d{4}-\d\d-\d\d)"?.{0,80}(?:expects?|support|require|only|but)|expected (?:MCP )?protocol ?version|no (?:common|compatible|mutually supported) protocol ?version|failed to negotiate .{0,40}version|(?:no|share no) protocol ?version in common/iu,
    },
    { id: 'modern', literals: [MODERN_REVISION], pattern: /2026-07-28/u },
    {
      id: 'header-refused',
      literals: ['MCP-Protocol-Version', 'mcp-protocol-version'],
      pattern: /MCP-Protocol-Version(?: header)?(?: value)?:? "?(?<version>[\w.-]{1,40})"? (?:is )?not supported/iu,
    },
  ],

  judge({ session, entry, client, signs }) {
    const name = nameServer(entry);
    const who = nameClient(client);
    const fixes = [
      tell(
        'update-both',
        'Update the server, then the client',
        `Install the newest version of the server; it must answer an unknown revision with one it knows, not with an error.${sayReload(client)}`,
      ),
      tell(
        'old-client-revision',
        'Until then, use a server version made for the revision the client offers',
        `Look in the release notes of the server for ${client === undefined ? 'that revision' : client.offers}.`,
      ),
    ];
    if (session !== undefined && session.outcome.kind === 'failed') {
      const answered = versionIn(answerTo(session, 'initialize')?.result);
      if (session.outcome.stage === 'version' && answered !== undefined && answered !== MODERN_REVISION) {
        return [
          {
            confidence: 'confirmed',
            title: fitTitle(`${name} and ${who} share no protocol version`),
            why: `${who} offered "${client?.offers ?? 'its revision'}", and the server answered "${cut(answered, 40)}", which the client does not speak.`,
            evidence: [{ what: 'the answer to initialize', quote: `protocolVersion: ${JSON.stringify(answered)}` }],
            fixes,
          },
        ];
      }
      const refusal = errorsOf(session).findLast(({ method, error }) => method === 'initialize' && VERSION_ERROR.test(error.message) && !speaksModern(error));
      if (refusal !== undefined) {
        return [
          {
            confidence: 'confirmed',
            title: fitTitle(`${name} refuses the protocol version of ${who}`),
            why: `${who} offered "${client?.offers ?? 'its revision'}", and the server answered with an error instead of a version it knows: ${cut(refusal.error.message, 160)}.`,
            evidence: [
              {
                what: 'the answer to initialize',
                quote: cut(`${sayError(refusal.error)}${refusal.error.data === undefined ? '' : ` ${JSON.stringify(refusal.error.data)}`}`, 300),
              },
            ],
            fixes,
          },
        ];
      }
    }
    const isModern = signsNamed(signs, 'modern').length > 0;
    const meant = signs.filter(
      ({ sign, quote, groups }) =>
        sign !== 'modern' &&
        groups['version'] !== MODERN_REVISION &&
        !/-32022|server\/discover|2026-07-28/u.test(quote) &&
        // The version itself stands on another line of the log.
        !(isModern && quote.includes('unsupported_protocol_version')),
    );
    if (meant.length === 0) return [];
    const confidence = capBeside(session, meant, signsNamed(meant, 'client-refuses', 'server-refuses', 'differs').length > 0 ? 'confirmed' : 'likely');
    const version = meant.find(({ groups }) => groups['version'] !== undefined)?.groups['version'];
    return [
      {
        confidence,
        title: fitTitle(
          signsNamed(meant, 'client-refuses').length > 0
            ? `The client does not speak the version ${name} answers`
            : `${name} refuses the protocol version of the client`,
        ),
        why:
          version === undefined
            ? 'The two sides name no protocol version that both speak.'
            : `The version in question is "${version}", which one of the two sides does not speak.`,
        evidence: quoteSigns(meant),
        fixes,
        ...(confidence === 'confirmed' ? {} : { decisive: 'the protocolVersion in the request and in the answer to initialize' }),
      },
    ];
  },
});

function versionIn(result: Json | undefined): string | undefined {
  const version = memberOf(result, 'protocolVersion');
  return typeof version === 'string' ? version : undefined;
}

function speaksModern({ code, data }: { readonly code: number | null; readonly data?: Json }): boolean {
  return code === -32022 || JSON.stringify(data ?? '').includes(`"${MODERN_REVISION}"`);
}
