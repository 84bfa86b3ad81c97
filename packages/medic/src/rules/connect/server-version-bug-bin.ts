import type { AnyRule, Hit, SignHit } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { isRuntime } from '../missing-program-signs.ts';
import { draftHit, groupOf } from '../startup-hit.ts';
import { signsNamed } from '../weigh-signs.ts';
import { cut, fitTitle, tell } from '../words.ts';

const PASTED: readonly SignHit['source'][] = ['pasted'];

/** npx fetched the package, and the shell then did not find the program of that name: the release does not bring it. */
export const rule: AnyRule = defineRule({
  id: 'server-version-bug-bin',
  layer: 'startup',
  severity: 'blocks',
  cause: 'server-version-bug',
  needs: [],
  uses: ['session'],
  signs: [
    {
      id: 'npx',
      literals: ['npx ', 'npx"', 'npm exec'],
      pattern: /\b(?:npx(?:\.cmd)?|npm exec)['"]?,? (?:\[?['"]?(?:-y|--yes)['"]?,? )?\[?['"]?(?<package>@?[a-z][\w.-]{1,80}(?:\/[\w.-]{1,80})?)/u,
      sources: PASTED,
    },
    {
      id: 'image',
      literals: ['docker-entrypoint'],
      pattern: /docker-entrypoint\.sh: (?:exec: )?(?:line )?\d{1,4}: (?:exec: )?(?<program>[\w.@-]{1,80}): not found/u,
      sources: PASTED,
    },
    {
      // A script without `#!`, read by the shell.
      id: 'no-shebang',
      literals: [': import: command not found', ': const: command not found', ': import: not found', ': use strict: '],
      pattern: /[\\/]\.bin[\\/](?<script>[\w.-]{1,80}): (?:line )?\d{1,3}: (?:import|const|use strict): (?:command )?not found/u,
      sources: PASTED,
    },
    {
      id: 'bin',
      literals: ['not found', 'is not recognized'],
      pattern:
        /\bsh: (?:(?:line )?\d{1,4}: )?(?<program>[\w.@-]{1,80}): (?:command )?not found|'(?<cmd>[\w.@-]{1,80})' is not recognized as an internal or external command/u,
      sources: PASTED,
    },
  ],

  judge({ session, signs }) {
    if (session !== undefined) return [];
    const script = signsNamed(signs, 'no-shebang')[0];
    if (script !== undefined) return judgeScript(script);
    const image = signsNamed(signs, 'image');
    const bins = signsNamed(signs, 'bin');
    const meant = image.length > 0 ? image : bins;
    const program = groupOf(meant, 'program') ?? groupOf(meant, 'cmd');
    if (program === undefined || isRuntime(program)) return [];
    const npx = signsNamed(signs, 'npx').find(({ groups }) => isProgramOf(program, groups['package'] ?? ''));
    if (image.length === 0 && npx === undefined) return [];
    const name = npx?.groups['package'];
    return draftHit(npx === undefined ? meant : [npx, ...meant], {
      confidence: 'likely',
      title: fitTitle(`This release of the server does not bring its program "${cut(program, 30)}"`),
      why:
        name === undefined
          ? `The image starts "${program}", which is not in it.`
          : `npx fetched "${cut(name, 80)}" and found no program "${program}" in it: its build is missing in this release, or its install was cut short.`,
      fixes: [
        tell(
          'other-version',
          'Try the version before it',
          `Name an earlier version${name === undefined ? ' as the tag of the image' : `: ${cut(name, 80)}@VERSION ("npm view ${cut(name, 80)} versions" lists them)`}, and look for an open issue of the server.`,
        ),
      ],
      decisive:
        name === undefined
          ? 'run the tag before this one'
          : `run "npm view ${cut(name, 80)} bin", then "npx -y ${cut(name, 80)}" with a new npm cache: the same words again mean that the release is at fault`,
    });
  },
});

/** `contentful-mcp-server` belongs to `@contentful/mcp-server`: one holds the words of the other. */
function isProgramOf(program: string, packageName: string): boolean {
  const [words, others] = [wordsOf(program), wordsOf(packageName)];
  return others.length > 0 && (words.every((word) => others.includes(word)) || others.every((word) => words.includes(word)));
}

function wordsOf(name: string): readonly string[] {
  return name
    .toLowerCase()
    .split(/[^a-z0-9]+/u)
    .filter((word) => word !== '');
}

function judgeScript(sign: SignHit): readonly Hit[] {
  const script = cut(sign.groups['script'] ?? '', 40);
  return draftHit([sign], {
    confidence: 'likely',
    title: fitTitle(`The program "${script}" of this release does not say that Node runs it`),
    why: 'The shell read the JavaScript as its own commands: the first line "#!/usr/bin/env node" is missing in the file that was published.',
    fixes: [
      tell(
        'other-version',
        'Use a version that has the line',
        `Name an earlier or newer version of the package in "args", or run the file with node: "command": "node", "args": ["…/.bin/${script}"].`,
      ),
    ],
    decisive: `read the first line of the file ".bin/${script}"`,
  });
}
