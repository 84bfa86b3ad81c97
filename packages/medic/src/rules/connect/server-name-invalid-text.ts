import type { AnyRule } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { draftHit, groupOf } from '../startup-hit.ts';
import { cut, fitTitle, tell } from '../words.ts';
import { anyOf, near } from '../near.ts';

/** Sentences with which clients refuse the name of a server. */
export const rule: AnyRule = defineRule({
  id: 'server-name-invalid-text',
  layer: 'config',
  severity: 'blocks',
  cause: 'server-name-invalid',
  needs: [],
  uses: ['entry'],
  signs: [
    {
      id: 'invalid',
      literals: [
        'contains invalid characters',
        'ame must only',
        'ame may only',
        'ame can only',
        'server name',
        'Server name',
        'Invalid name',
        'invalid name',
        'Names can only',
        'ame must be ',
      ],
      pattern: anyOf(
        near(
          /[Ii]nvalid (?:MCP )?(?:server )?name:? (?:['"\x60](?<name>[^'"\x60]{1,60})['"\x60])?/u,
          60,
          /use |only|must|may|contain|match|characters|letters|pattern|reserved/u,
        ),
        /[Ii]nvalid name (?<plain>[^'"\x60.,:]{1,60})\. Names|[Ii]nvalid name, only /u,
        near(/MCP server ['"\x60](?<server>[^'"\x60]{1,80})['"\x60]/u, 160, / contains? invalid characters/u),
        /[Nn]ame (?:may|must|can|should) only contain (?:letters|alphanumeric|lowercase)|Names can only contain|[Ss]erver names? (?:["'\x60](?<quoted>[^"'\x60]{1,60})["'\x60] )?(?:must|can|may|should) (?:only )?(?:contain|match|be|start|not)/u,
        near(/MCP server/u, 80, /[Nn]ame must be (?:at most )?\d{1,3} characters/u),
        near(/[Ss]erver name /u, 60, /is invalid|is not valid|contains invalid|does not match/u),
      ),
    },
    {
      id: 'reserved',
      literals: ['reserved'],
      pattern:
        /["'\x60](?<name>[\w -]{1,60})["'\x60] is (?:a )?reserved(?: MCP)?(?: server)? name|MCP server ["'\x60](?<added>[\w -]{1,60})["'\x60]: (?:this |the )?name is reserved|(?:server|MCP) name ["'\x60]?(?<other>[\w -]{1,60})["'\x60]? is reserved/u,
    },
  ],

  judge({ entry, signs }) {
    // Names of tools and hosts, and the TLS server name, have rules of their own.
    const meant = signs.filter(({ quote }) => !/\btool|TLS|SNI|certificate|host ?name|altname/iu.test(quote));
    const [first] = meant;
    if (entry !== undefined || first === undefined) return [];
    const name = ['name', 'server', 'plain', 'quoted', 'other', 'added']
      .map((group) => groupOf(meant, group))
      .find((one) => one !== undefined)
      ?.trim();
    return draftHit(meant, {
      confidence: 'confirmed',
      title: fitTitle(`The client takes no server of this name${name === undefined ? '' : `: "${cut(name, 24)}"`}`),
      why: `The client refused the name of the server, not the server: "${cut(first.quote, 160)}".`,
      fixes: [
        tell(
          'rename-server',
          'Choose another name',
          'Use letters, digits, hyphens and underscores only, without blanks and dots, and none that the client keeps for itself. Permissions that name its tools need the new name. Then restart the client.',
        ),
      ],
      decisive: 'rename the server and look whether the message goes away',
    });
  },
});
