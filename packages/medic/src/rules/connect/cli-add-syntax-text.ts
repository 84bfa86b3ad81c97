import type { AnyRule, FixDraft, SignHit } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { draftHit, groupOf } from '../startup-hit.ts';
import { signsNamed } from '../weigh-signs.ts';
import { cut, fitTitle, tell } from '../words.ts';

/** Words that a wrong value brings about as well as a wrong order. */
const OPEN: ReadonlySet<string> = new Set(['header-form', 'json', 'json-option']);
const PASTED: readonly SignHit['source'][] = ['pasted'];

/** The client's own `mcp add` refused its words. */
export const rule: AnyRule = defineRule({
  id: 'cli-add-syntax-text',
  layer: 'config',
  severity: 'blocks',
  cause: 'cli-add-syntax',
  needs: [],
  uses: ['entry'],
  signs: [
    {
      id: 'env-form',
      literals: ['nvalid environment variable', 'must be in KEY=VALUE'],
      pattern: /Invalid environment variable(?: format)?: (?<word>[^\s,]{1,120})(?![^\s,])(?=.{0,80}=)|nvironment (?:entries|variables?) must be in KEY=VALUE/u,
      sources: PASTED,
    },
    { id: 'header-form', literals: ['nvalid header format'], pattern: /Invalid header format: ?(?<word>.{1,120})/u, sources: PASTED },
    {
      id: 'add-failed',
      literals: ['ailed to add MCP server', 'ailed to install'],
      pattern:
        /[Ff]ailed to (?:add|install) (?:the )?MCP server.{0,80}(?:unknown option|unexpected argument|missing required|unrecogni[sz]ed (?:argument|option)|invalid option)(?: ['"](?<word>-{1,2}[\w-]{1,40})['"])?/u,
      sources: PASTED,
    },
    {
      id: 'url-as-command',
      literals: ['being interpreted as a stdio server', 'interpreted as a stdio', 'looks like a URL'],
      pattern: /looks like a URL,? but is being interpreted as a stdio server/u,
      sources: PASTED,
    },
    // A shell took the quotes out of the JSON that was given as a word.
    {
      id: 'json-option',
      literals: ['-mcp-config', '--mcp-servers'],
      pattern: /Invalid JSON (?:in|for) (?<word>--(?:[\w-]{1,40}-)?mcp-\w{1,20})|(?<option>--(?:[\w-]{1,40}-)?mcp-\w{1,20}): invalid JSON/u,
      sources: PASTED,
    },
    // The name that Claude Code gives the missing word.
    { id: 'own-word', literals: ['commandOrUrl'], pattern: /missing required argument ['"](?<word>commandOrUrl)['"]/u, sources: PASTED },
    // The transport without its option, which is taken for the name.
    {
      id: 'bare-transport',
      literals: ['mcp add http', 'mcp add sse', 'mcp add stdio', 'MCP server http with', 'MCP server sse with', 'MCP server stdio with'],
      pattern: /\bmcp add (?<word>http|sse|stdio) [\w@.-]{1,60} \S|Added \w{2,5} MCP server (?<name>http|sse|stdio) with command:/u,
      sources: PASTED,
    },
    {
      id: 'add',
      literals: ['mcp add', 'mcp-add', '--add-mcp'],
      pattern:
        /\b(?<program>claude|codex|gemini|qwen|copilot|opencode|kilo|droid|amp|auggie|goose|cursor-agent|code)(?:\.exe)? (?:mcp add(?<json>-json)?|--add-mcp)\b(?<rest>.{0,400})/u,
      sources: PASTED,
    },
    {
      id: 'unknown-option',
      literals: ['unknown option', 'cannot be used with', 'unexpected argument', 'Unexpected option', 'Unknown argument', 'unrecognized argument'],
      pattern:
        /error: unknown option ['"](?<option>-{1,2}[\w-]{1,40})['"]|the argument ['"](?<clash>-{0,2}[^'"]{1,60})['"] cannot be used with|unexpected argument ['"](?<argument>-{0,2}[^'"]{1,60})['"] found|Unknown arguments?: (?<arguments>[\w, -]{1,60})|unrecognized arguments?: (?<unrecognized>\S{1,60})|Unexpected option: (?<unexpected>-{1,2}[\w-]{1,40})/u,
      sources: PASTED,
    },
    {
      id: 'transport',
      literals: ['Invalid transport type', 'Invalid type'],
      pattern: /Invalid (?:transport )?type:? ?['"]?(?!http\. Must be one of: stdio, sse(?!, ?http))(?<word>[\w-]{1,40})/u,
      sources: PASTED,
    },
    {
      id: 'missing',
      literals: [
        'missing required argument',
        'required arguments were not provided',
        'Not enough non-option arguments',
        'too many arguments',
        'argument missing',
      ],
      pattern:
        /error: missing required argument ['"](?<missing>[\w-]{1,40})['"]|required arguments were not provided|Not enough non-option arguments|too many arguments for ['"]add['"]|error: option ['"].{1,60}['"] argument missing/u,
      sources: PASTED,
    },
    {
      id: 'json',
      literals: ['Invalid configuration', 'Invalid JSON', 'nvalid input'],
      pattern: /(?:Error: |^\s{0,20})Invalid (?:configuration|JSON)\b(?! in )/u,
      sources: PASTED,
    },
    { id: 'add-json', literals: ['Invalid configuration: '], pattern: /Invalid configuration: :? ?Invalid input/u, sources: PASTED },
    { id: 'drive', literals: [':/', ':\\'], pattern: /\bcmd(?:\.exe)?["']?,? ["']?[A-Za-z]:[\\/]["']?(?:$|[\s,\]])/u, sources: PASTED },
  ],

  judge({ entry, signs }) {
    if (entry !== undefined) return [];
    const add = signsNamed(signs, 'add');
    const own = signsNamed(signs, 'env-form', 'header-form', 'drive', 'add-failed', 'add-json', 'url-as-command', 'bare-transport', 'json-option', 'own-word');
    const faults = signsNamed(signs, 'unknown-option', 'missing', 'json', 'transport').filter(
      ({ line }) => add.length === 0 || add.some((one) => one.line <= line + 4),
    );
    if (own.length === 0 && (faults.length === 0 || (add.length === 0 && !isPackageFlag(faults)))) return [];
    const meant = [...own, ...faults];
    const program = groupOf(add, 'program') ?? 'claude';
    const word = ['word', 'option', 'clash', 'argument', 'arguments', 'unrecognized', 'unexpected', 'missing']
      .map((name) => groupOf(meant, name))
      .find((one) => one !== undefined);
    return draftHit([...add, ...meant], {
      confidence: meant.every(({ sign }) => OPEN.has(sign) || sign === 'drive')
        ? own.length > 0 || add.length > 0
          ? 'likely'
          : 'possible'
        : own.length > 0 || add.length > 0
          ? 'confirmed'
          : 'possible',
      title: fitTitle(`${add.length === 0 ? '"mcp add"' : `"${program} mcp add"`} was not understood${word === undefined ? '' : `: "${cut(word, 24)}"`}`),
      why: sayWhy(meant, word, program),
      fixes: [draftFix(program, signsNamed(signs, 'drive').length > 0)],
      decisive: `run "${program} mcp add" with the name first and "--" before the command`,
    });
  },
});

/** `-y` belongs to npx and to no client. */
function isPackageFlag(faults: readonly SignHit[]): boolean {
  return faults.some(({ groups }) => groups['option'] === '-y' || groups['argument'] === '-y');
}

function sayWhy(meant: readonly SignHit[], word: string | undefined, program: string): string {
  if (signsNamed(meant, 'env-form').length > 0)
    return `The option for variables takes every word up to the next option, so that "${cut(word ?? '', 60)}" was read as one more variable.`;
  if (signsNamed(meant, 'drive').length > 0) return 'Git Bash turned "/c" into the path of a drive before the client saw it.';
  if (signsNamed(meant, 'unknown-option').length > 0)
    return `"${cut(word ?? '', 60)}" was meant for the server's command, and ${program} took it for an option of its own: "--" before the command is missing, or the shell swallowed it.`;
  return `The words of the command were not in the order that ${program} expects: "${cut(meant[0]?.quote ?? '', 120)}".`;
}

function draftFix(program: string, isDrive: boolean): FixDraft {
  if (isDrive)
    return tell(
      'add-again',
      'Add it from another shell',
      `Run the command in PowerShell or cmd, or write //c for /c in Git Bash: ${program} mcp add NAME -- cmd //c npx -y PACKAGE`,
    );
  const forms: Readonly<Record<string, string>> = {
    codex: 'codex mcp add NAME --env KEY=VALUE -- npx -y PACKAGE (for a URL: codex mcp add NAME --url URL)',
    gemini: 'gemini mcp add -e KEY=VALUE NAME npx -y PACKAGE (for a URL: gemini mcp add -t http NAME URL)',
    qwen: 'qwen mcp add -e KEY=VALUE NAME npx -y PACKAGE',
    code: `code --add-mcp '{"name":"NAME","command":"npx","args":["-y","PACKAGE"]}'`,
  };
  return tell(
    'add-again',
    'Name first, then options, then "--" and the command',
    `${forms[program] ?? `${program} mcp add NAME -e KEY=VALUE -- npx -y PACKAGE (for a URL: ${program} mcp add --transport http NAME URL)`}. In PowerShell quote the separator: '--'.`,
  );
}
