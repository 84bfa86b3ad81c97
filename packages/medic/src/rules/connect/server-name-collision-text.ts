import type { AnyRule } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { draftHit, groupOf } from '../startup-hit.ts';
import { cut, fitTitle, tell } from '../words.ts';

/** The client found the name more than once and says so. */
export const rule: AnyRule = defineRule({
  id: 'server-name-collision-text',
  layer: 'config',
  severity: 'blocks',
  cause: 'server-name-collision',
  needs: [],
  uses: ['entry'],
  signs: [
    { id: 'scopes', literals: ['Conflicting scopes'], pattern: /\[Conflicting scopes\].{0,40}?(?:["'\x60](?<name>[\w. -]{1,60})["'\x60])?/u },
    {
      id: 'exists',
      literals: ['already exists', 'already defined', 'already configured', 'already registered'],
      pattern:
        /(?:MCP )?[Ss]erver ["'\x60]?(?<name>[\w. -]{1,60}?)["'\x60]? (?:is |has been |was )?already (?:exists?|defined|configured|registered)\b(?: in .{1,60})?/u,
    },
    {
      id: 'with-name',
      literals: ['already exists', 'already in use'],
      pattern:
        /MCP (?:server|connector|extension)s? (?:with (?:the |this )?name|named|called) ["'\x60\\]{0,2}(?<name>[\w. -]{1,60}?)["'\x60\\]{0,2} (?:already exists|is already in use)/u,
    },
    { id: 'taken', literals: ['erver named '], pattern: /\b[Ss]erver named ["'\x60](?<other>[\w. -]{1,60})["'\x60] already exists/u, loose: true },
    {
      id: 'duplicate',
      literals: ['uplicate', 'same name', 'defined in multiple', 'onflicting', 'name collision', 'name conflict'],
      pattern:
        /[Dd]uplicate (?:MCP )?server(?: name)?:? ?["'\x60]?(?<name>[\w. -]{1,60})?|(?:multiple|two|several) (?:MCP )?servers (?:with|of|have) the same name|[Ss]erver ["'\x60]?(?<other>[\w. -]{1,60}?)["'\x60]? is (?:defined|configured) in (?:multiple|several|more than one)|[Ss]erver name (?:conflict|collision)/u,
    },
    // Visual Studio calls an entry eclipsed that one of a nearer scope hides; Claude Code leaves out a plugin's server that is configured already.
    {
      id: 'hidden',
      literals: ['Eclipsed', 'already-configured', 'hadowed by'],
      pattern:
        /[Ss]erver ['"\x60](?<name>[\w. -]{1,60})['"\x60].{0,60}Reason: Eclipsed|server "(?<other>[\w. -]{1,60})" skipped.{0,40}same (?:command|URL|name).{0,40}already-configured|\b[Ss]hadowed by (?:the |a )?(?:server|entry)/u,
    },
  ],

  judge({ entry, signs }) {
    const [first] = signs;
    if (entry !== undefined || first === undefined) return [];
    const name = (groupOf(signs, 'name') ?? groupOf(signs, 'other'))?.trim();
    return draftHit(signs, {
      confidence: 'likely',
      title: fitTitle(`Two servers are called ${name === undefined || name === '' ? 'the same' : `"${cut(name, 30)}"`}`),
      why: `The client knows the name more than once and uses one of the entries: "${cut(first.quote, 160)}".`,
      fixes: [
        tell(
          'remove-one',
          'Keep one of the two',
          'Remove the entry you do not want (Claude Code: "claude mcp remove NAME -s SCOPE" with local, user or project), or give one of them another name. Then restart the client.',
        ),
      ],
      decisive: 'run "mcp-medic doctor": it lists every entry of that name with its file and says which one wins',
    });
  },
});
