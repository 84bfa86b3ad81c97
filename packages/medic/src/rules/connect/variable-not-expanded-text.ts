import type { AnyRule } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { draftHit, hasExited, signsToJudge } from '../startup-hit.ts';
import { isLive } from '../weigh-signs.ts';
import { cut, fitTitle, nameClient, sayReload, tell } from '../words.ts';
import { near } from '../near.ts';

/** A variable as it is written: `${NAME}`, `${env:NAME}`, `{env:NAME}`, `%NAME%`. npm's own `${APPDATA}` is another fault. */
const REFERENCE = String.raw`(?<reference>\$\{(?!APPDATA|npm_)(?:env:|input:)?[A-Za-z_][\w.]{1,60}(?::-[^}]{0,60})?\}|(?<!\$)\{env:[A-Za-z_]\w{1,60}\}|%(?!APPDATA|PATH%)[A-Z_]{3,40}%)`;

/** The text of a variable turned up where its value should have been. */
export const rule: AnyRule = defineRule({
  id: 'variable-not-expanded-text',
  layer: 'config',
  severity: 'blocks',
  cause: 'variable-not-expanded',
  needs: [],
  uses: ['session', 'client', 'entry'],
  signs: [
    {
      id: 'in-error',
      literals: ['${', '{env:', '%'],
      pattern: near(
        /ENOENT|ENOTFOUND|ERR_INVALID_URL|Invalid URL|invalid (?:port|URL|url|uri|argument)|cannot be parsed as a URL|Cannot find module|can't open file|No such file or directory|no such file|not found|does not exist|[Cc]ould not (?:resolve|translate)|Invalid MCP URL|(?:bad|invalid|unknown|unauthori[sz]ed|rejected|incorrect) (?:\w{1,20} )?(?:token|key|credential|value|header|x-[\w-]{1,30}|bearer)|401|403/iu,
        160,
        new RegExp(REFERENCE, 'iu'),
      ),
    },
    {
      id: 'before-error',
      literals: ['${', '{env:', '%'],
      pattern: near(
        new RegExp(String.raw`${REFERENCE}[^\s'"]{0,120}(?![^\s'"])['"\x60]?`, 'iu'),
        60,
        /cannot be parsed|is not a valid|not found|does not exist|no such host|No such file|ENOENT|ENOTFOUND|invalid|is not recogni[sz]ed|unauthori[sz]ed|401|403|expired|literally|verbatim|not expanded|as a literal|instead of/iu,
      ),
    },
    {
      id: 'unresolved',
      literals: ['can not be resolved', 'cannot be resolved', 'could not be resolved', "must be defined in an 'inputs'"],
      pattern:
        /[Vv]ariable ['"\x60]?(?<reference>(?:\$\{)?[\w:.-]{2,60}\}?)['"\x60]? (?:(?:can ?not|could not) be resolved|must be defined in an 'inputs' section)/u,
    },
    {
      id: 'told',
      literals: [
        'nresolved',
        'ailed to substitute',
        'ailed to expand',
        'ailed to resolve',
        'ailed to interpolate',
        'not substituted',
        'not expanded',
        'iteral string',
        'iteral text',
        'iteral value',
      ],
      pattern: near(
        /[Uu]nresolved|[Ff]ailed to (?:substitute|expand|resolve|interpolate)|not (?:substituted|expanded)|[Ll]iteral (?:string|text|value)/u,
        80,
        new RegExp(REFERENCE.replace('?<reference>', '?<reference>\\{\\{[A-Za-z_]\\w{1,60}\\}\\}|'), 'u'),
      ),
    },
    // As part of an address, with its signs encoded.
    {
      id: 'encoded',
      literals: ['%7B', '%7b'],
      pattern: /https?:\/\/(?<reference>(?:\$|%24)?%7[Bb]\w{2,60}%7[Dd])|(?<!\w)(?<encoded>%24%7[Bb]\w{2,60}%7[Dd])/u,
    },
    // A header as it went over the wire: no quotes around it, and the variable still in it.
    {
      id: 'sent',
      literals: ['uthorization: ', 'pi-key: ', 'PI-Key: '],
      pattern: /^\s{0,20}(?:[<>*] )?(?:[Aa]uthorization|[Xx]-[Aa][Pp][Ii]-[Kk]ey): (?:Bearer )?(?<reference>\$\{[A-Za-z_]\w{1,60}\})\s{0,40}$/u,
      sources: ['pasted', 'client-log'],
    },
    // Claude Code reads `${env:X}` as a variable of the name "env:X".
    {
      id: 'other-notation',
      literals: ['issing environment variables: env:', ', env:'],
      pattern: /[Mm]issing environment variables?: (?:\w{1,80}, ?){0,10}(?<reference>env:\w{1,80})/u,
    },
    {
      id: 'invalid-url',
      literals: ['nvalid MCP URL', 'nvalid URL', 'ERR_INVALID_URL', 'not a valid URL', 'ailed to parse URL', 'bad port'],
      pattern: /[Ii]nvalid (?:MCP )?(?:server )?URL|ERR_INVALID_URL|not a valid URL|[Ff]ailed to parse URL|invalid port/u,
      sources: ['pasted', 'client-log'],
    },
    {
      id: 'url',
      literals: ['://'],
      pattern: new RegExp(String.raw`https?:\/\/(?:(?!https?:)[^\s'"]){0,200}?${REFERENCE}`, 'iu'),
      sources: ['pasted', 'client-log'],
    },
    // A header that holds nothing but a variable, beside a refusal of what was sent.
    {
      id: 'header',
      literals: ['uthorization', 'pi-key', 'pi_key', 'PI-Key', 'oken'],
      pattern:
        /(?:[Aa]uthorization|(?:[Xx]-)?(?:[Aa]pi|API)[-_]?[Kk]ey|[Xx]-[\w-]{1,40}|[Tt]oken)["']?\s?[:=]\s?["']?(?:Bearer |Token |Basic )?(?<reference>\$\{(?:env:|input:)?[A-Za-z_][\w.]{1,60}\})/u,
      sources: ['pasted'],
    },
    {
      id: 'refusal',
      literals: ['401', '403', 'nauthori', 'nvalid API key', 'nvalid api key', 'nvalid token', 'orbidden'],
      pattern: /\b40[13]\b|\b[Uu]nauthori[sz]ed\b|[Ii]nvalid (?:API|api)[ _-]?key|[Ii]nvalid token|\bForbidden\b/u,
      sources: ['pasted'],
    },
    // A variable of VS Code's in the entry of another client, and a server that is gone.
    {
      id: 'in-entry',
      literals: ['${workspaceFolder', '${workspaceRoot', '${userHome', '${env:'],
      pattern:
        /"(?:(?!\$\{(?:workspaceFolder|workspaceRoot|userHome|env:\w))[^"]){0,200}(?<reference>\$\{(?:workspaceFolder|workspaceRoot|userHome|env:\w{1,60})[^}"]{0,40}\})[^"]{0,200}"/u,
      sources: ['pasted'],
    },
    // The variables of plugins and bundles are set by one client and unknown to the next, or to the shell between.
    {
      id: 'plugin-root',
      literals: ['PLUGIN_ROOT', '${extensionPath}', '${__dirname}'],
      pattern: /(?<reference>\$\{?(?:[A-Z]{2,12}_)?PLUGIN_ROOT\b(?:(?::-|:)[^}"'\s]{0,40})?\}?|\$\{(?:extensionPath|__dirname)\})/u,
      sources: ['pasted'],
    },
    {
      id: 'gone',
      literals: [
        'onnection closed',
        'erver disconnected',
        'closed unexpectedly',
        'Failed to connect',
        'initialize response',
        '✗ failed',
        '✘ failed',
        '× failed',
        'ailed to reconnect',
      ],
      pattern: /[Cc]onnection closed|[Ss]erver disconnected|closed unexpectedly|[✗✘×] (?:Failed to connect|failed)|initialize response|[Ff]ailed to reconnect/u,
      sources: ['pasted'],
    },
    {
      id: 'shell-name',
      literals: ['$HOME', '$USER', '$PWD', '$XDG', '%USERPROFILE%', '%APPDATA%', '%LOCALAPPDATA%'],
      pattern: near(
        /ENOENT|No such file|not found|does not exist|[Cc]annot find|Error accessing|can't open/u,
        160,
        /(?<reference>\$(?:HOME|USER|PWD|XDG_\w{1,30})\b|%(?:USERPROFILE|APPDATA|LOCALAPPDATA|HOMEPATH)%)/u,
      ),
    },
    {
      id: 'tilde',
      literals: ["'~/", '"~/', '`~/', ' ~/', '/~/', '\\~\\'],
      pattern:
        /(?:spawn |posix_spawn ['"]|Cannot find module ['"][^'"]{0,120}|can't open file ['"][^'"]{0,120}|(?:ENOENT|No such file or directory|no such file).{0,60}['"\x60]|exec: "|(?:stat|open|exec) |\(os error 2\):? ['"]?)(?<reference>~\/[^'"\s]{1,160}|\/[^'"\s]{1,120}\/~\/[^'"\s]{0,120})/u,
    },
  ],

  judge({ session, client, entry, signs }) {
    if (session !== undefined && !hasExited(session) && session.transport === 'stdio') return [];
    const isBadUrl = signs.some(({ sign }) => sign === 'invalid-url');
    const isGone = client?.id !== 'vscode' && signs.some(({ sign }) => sign === 'gone');
    const isRefused = signs.some(({ sign }) => sign === 'refusal');
    const meant = signsToJudge(signs, session).filter(
      ({ sign, quote }) =>
        sign !== 'invalid-url' &&
        sign !== 'refusal' &&
        (sign !== 'header' || isRefused) &&
        sign !== 'gone' &&
        (sign !== 'url' || isBadUrl) &&
        (sign !== 'in-entry' || isGone) &&
        (sign !== 'plugin-root' || isGone) &&
        !/\bsyntax error\b|template literal|bad substitution/iu.test(quote),
    );
    const [first] = meant;
    if (first === undefined) return [];
    const reference = first.groups['reference'] ?? first.groups['encoded'] ?? '';
    const isTilde = first.sign === 'tilde';
    const shown = isTilde ? '~' : reference;
    const who = client === undefined ? 'The client' : nameClient(client);
    return draftHit(meant, {
      confidence: session !== undefined && isLive(first) && entry !== undefined ? 'confirmed' : 'likely',
      title: fitTitle(`${who} passed "${cut(shown, 26)}" on as it is written`),
      why: `"${cut(reference, 100)}" is in the message in place of a value: ${isTilde ? 'only a shell makes the home folder of "~"' : 'this client does not look up variables in that notation or at that place, or the variable was not set'}.`,
      fixes: [
        tell(
          'correct-value',
          'Write the value itself',
          `${isTilde ? 'Write the whole path, beginning with /Users/NAME or /home/NAME (C:\\Users\\NAME).' : 'Write the value in place of the variable, or use the notation of this client: Claude Code, Gemini CLI, Qwen Code, Copilot CLI ${NAME}; VS Code, Cursor, Windsurf, Cline ${env:NAME}; opencode {env:NAME}; Claude Desktop, Codex, Zed and the Inspector know none (Codex: env_vars, bearer_token_env_var).'}${sayReload(client)}`,
        ),
      ],
      decisive: 'write the value itself in its place and connect again',
    });
  },
});
