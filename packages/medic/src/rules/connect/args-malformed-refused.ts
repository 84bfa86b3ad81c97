import type { AnyRule, SignHit } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { draftHit, groupOf } from '../startup-hit.ts';
import { signsNamed } from '../weigh-signs.ts';
import { cut, fitTitle, sayReload, tell } from '../words.ts';

const PASTED: readonly SignHit['source'][] = ['pasted', 'client-log'];
const QUOTE = String.raw`['"\x60‘’]?`;
const OPTION = String.raw`${QUOTE}(?<option>-{1,2}[A-Za-z][\w=.-]{0,60})`;

/**
 * The launcher or the server did not understand a word it was given: an option that belongs to the other of the two, one that this
 * release does not have, or two words in one. The wordings are those of clap, cobra and Go's flag, commander, yargs, argparse, click,
 * System.CommandLine, Node and Docker.
 */
export const rule: AnyRule = defineRule({
  id: 'args-malformed-refused',
  layer: 'config',
  severity: 'blocks',
  cause: 'args-malformed',
  needs: [],
  uses: ['session', 'client', 'entry'],
  signs: [
    {
      id: 'launcher',
      literals: [
        '<PYTHON',
        'unrecognized subcommand',
        '<FROM>',
        '<WITH>',
        '<INDEX',
        '<DIRECTORY>',
        '<COMMAND>',
        'bad option: -',
        'docker run',
        'invalid reference format',
        'invalid volume specification',
        'invalid mount config',
        '/-',
        'Failed to spawn: `-',
        'exec: "-',
        'pull access denied for ',
        'option requires an argument',
        'unexpected EOF while looking for',
        'nrecognized option: -',
        '.js,-',
      ],
      pattern: new RegExp(
        String.raw`(?:invalid value '(?<value>[^']{1,60})' for|a value is required for|cannot be used with) '(?<option>--[\w-]{1,40}) <[A-Z_]{2,30}>'|unrecognized subcommand '(?<word>[^']{1,80})'|\bnode(?:\.exe)?: bad option: (?!--(?:env-file|import|experimental|watch|test|run|permission|enable|disable|use-|trace|localstorage|conditions|network|strip))(?<bad>-{1,2}[A-Za-z][\w-]{0,40})|pull access denied for (?<image>run|exec|docker|npx|npm|uvx|node|python3?|bash|sh|stdio)\b|docker: invalid reference format|invalid (?:volume specification|mount config)|can't open file '[^']{0,200}\/(?<dash>-{1,2}[A-Za-z][\w-]{0,30})'|['"]docker run['"] requires at least 1 argument|Failed to spawn: ?\x60(?<spawned>-{1,2}[A-Za-z][\w-]{0,40})|exec: "(?<exec>-{1,2}[A-Za-z][\w-]{0,40})": executable file not found|\b(?:bash|sh|zsh): -\w: option requires an argument|\b(?:bash|sh): -c: line \d{1,3}: unexpected EOF while looking for matching|Unrecognized option: (?<java>-{1,2}[\w-]{1,40})|Cannot find module '[^']{1,200}\.[cm]?js,(?<comma>-{1,2}\w[\w-]{0,40})`,
        'u',
      ),
      sources: PASTED,
      loose: true,
    },
    {
      id: 'refused',
      literals: [
        'unknown shorthand flag',
        'unknown flag: -',
        'flag provided but not defined',
        'flag needs an argument',
        'nrecognized command or argument',
        'unrecognized arguments: ',
        'unknown option',
        'nknown argument',
        'unexpected argument',
        'o such option',
        'nvalid option',
        'llegal option',
        'nonexistent flag',
        'Nonexistent flag',
        'nexpected extra argument',
        'unknown command "',
        "unknown command '",
        'No such command',
        'invalid value ',
        'invalid choice: ',
      ],
      pattern: new RegExp(
        String.raw`(?:unknown shorthand flag: '\w' in|(?:unknown|nonexistent) flags?:|flag (?:provided but not defined|needs an argument):|(?:unknown option|no such option|invalid option|illegal option|unexpected argument|unknown arguments?):?) ${OPTION}|unrecognized (?:command or argument|arguments?:?) ${QUOTE}(?<word>[^'"\s]{1,80})|unknown arguments?: (?<yargs>[A-Za-z][\w-]{1,40})|unexpected argument '(?<argument>[^']{1,80})' found|unexpected extra arguments? \((?<extra>[^)]{1,80})\)|unknown command ['"](?<command>[^'"]{1,60})['"] for ['"]|No such command ['"](?<click>[^'"]{1,60})['"]|invalid value '(?<value>[^']{1,60})' for '(?<clap>--[\w-]{1,40} <)|argument -{1,2}[\w/-]{1,60}: invalid choice: '(?<choice>[^']{1,60})`,
        'iu',
      ),
      sources: PASTED,
      loose: true,
    },
    {
      id: 'lacks',
      literals: [
        'the following arguments are required',
        'required arguments were not provided',
        'issing required argument',
        'issing argument ',
        'issing option ',
        'required option',
        'is required.',
        'Required flag',
        'requires at least 1 arg',
        'arg(s), received',
        'expected one argument',
      ],
      pattern:
        /the following (?:required )?arguments (?:are required|were not provided)|[Mm]issing required arguments?:? ['"]?(?<word>[\w-]{1,60})|[Mm]issing (?:argument|option) ['"](?<click>[^'"]{1,60})['"]|required option ['"](?<option>-[^'"]{1,80})['"] not specified|Option ['"](?<dotnet>--?[\w-]{1,60})['"] is required\.|Required flags? "(?<urfave>[\w-]{1,60})"|(?:accepts|requires) (?:at least )?\d arg\(s\)|argument -{1,2}[\w/-]{1,60}: expected one argument/u,
      sources: PASTED,
      loose: true,
    },
    // What the client's own command line says of its own words.
    {
      id: 'of-client',
      literals: ['mcp add', 'mcp-add', '--add-mcp', 'Usage: ', 'mcp remove', 'commandOrUrl', '$ ', '% ', '> '],
      pattern:
        /\bmcp (?:add|remove|get|list)\b|--add-mcp|commandOrUrl|(?:Usage: |^\s{0,20}[$%>] |PS [A-Z]:\\[^>]{0,80}> ?)(?:claude|codex|gemini|qwen|copilot|opencode|droid|amp|goose|code|cursor-agent)\b/u,
      sources: PASTED,
    },
    // Somebody who starts a server says so; the bare message may be of the client.
    {
      id: 'of-server',
      literals: ['erver', 'sage', '-32000', 'onnection closed', 'reconnect', 'mcp'],
      pattern:
        /\[server stderr\]|\b(?:MCP|mcp) ?server\b|[Ss]erver (?:disconnected|transport|exited)|-32000|[Cc]onnection closed|[Ff]ailed to reconnect|usage: \S{0,60}mcp|^\S{0,60}mcp[\w.-]{0,60}: error:|for ["'][\w-]{0,40}mcp[\w-]{0,40}["']/iu,
      sources: PASTED,
    },
  ],

  judge({ session, client, entry, signs }) {
    if (session !== undefined || entry !== undefined || signsNamed(signs, 'of-client').length > 0) return [];
    const meant = signsNamed(signs, 'launcher', 'refused', 'lacks');
    const [first] = meant;
    if (first === undefined) return [];
    const word = [
      'option',
      'word',
      'bad',
      'spawned',
      'exec',
      'java',
      'comma',
      'image',
      'argument',
      'extra',
      'command',
      'click',
      'value',
      'choice',
      'dotnet',
      'urfave',
      'yargs',
      'dash',
    ]
      .map((name) => groupOf(meant, name))
      .find((one) => one !== undefined);
    const isLacking = meant.every(({ sign }) => sign === 'lacks');
    const shown = word === undefined ? 'a word' : `"${cut(word, 28)}"`;
    return draftHit(meant, {
      confidence: signsNamed(meant, 'launcher').length > 0 || signsNamed(signs, 'of-server').length > 0 ? 'likely' : 'possible',
      title: fitTitle(
        isLacking
          ? `The server was started without ${word === undefined ? 'an argument it needs' : shown}`
          : `The program that was started does not take ${shown}`,
      ),
      why: isLacking ? `It ended because of what "args" lacks: "${cut(first.quote, 160)}".` : `It refused what stands in "args": "${cut(first.quote, 160)}".`,
      fixes: [
        tell(
          'order-arguments',
          isLacking ? 'Add what the message asks for' : 'Put every word where it belongs',
          `${isLacking ? 'Write the argument as an element of "args" behind the name of the package or image.' : 'Options of the launcher (npx -y, uvx --from, docker run -i --rm -e) stand before the package or image, those of the server behind it, each word as an element of its own; run the server with --help to see which it has in this release.'}${sayReload(client)}`,
        ),
      ],
      decisive: 'run command and arguments in a terminal, with "--help" behind the name of the server',
    });
  },
});
