import type { AnyRule } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { draftHit, hasExited, signsToJudge } from '../startup-hit.ts';
import { isLive, signsNamed } from '../weigh-signs.ts';
import { cut, fitTitle, sayReload, tell } from '../words.ts';
import { near } from '../near.ts';

/** Text of an example in a message about a failure. People also hide their own values behind such words, so it is a hint at most. */
export const rule: AnyRule = defineRule({
  id: 'placeholder-value-text',
  layer: 'config',
  severity: 'blocks',
  cause: 'placeholder-value',
  needs: [],
  uses: ['session', 'client', 'entry'],
  signs: [
    {
      id: 'key',
      literals: ['our', 'OUR', 'laceholder', 'here'],
      pattern: near(
        /[Ii]nvalid|[Ii]ncorrect|[Bb]ad|[Mm]alformed|[Uu]nauthori[sz]ed|rejected|401|403|not valid/u,
        100,
        /(?<value>(?<!\b(?:check|verify|provide|use|set|update|supply|confirm|that|with|and) )(?<![A-Za-z])(?:your|YOUR|Your)[-_ ]?(?:[A-Za-z*]{1,20}[-_ ]){0,3}[A-Za-z*]{1,20}[-_ ]?(?:key|KEY|token|TOKEN|secret|SECRET|here|HERE|password|PASSWORD)\b|\bINSERT_[A-Z_]{1,40}|<(?:your|YOUR|insert|INSERT)[^<>\s]{0,40}>|\bplaceholder\b)/u,
      ),
    },
    // The same in front of the refusal.
    {
      id: 'refused',
      literals: ['<your', '<YOUR', 'your', 'YOUR', 'host:port', '@host'],
      pattern: near(
        /(?<value><(?:your|YOUR)[^<>\s]{0,40}>|\b\w{3,12}:\/\/(?:user|USER)\w{0,4}:\w{1,12}@(?:host|HOST)\b[^\s'"]{0,60})/u,
        80,
        /40[13]\b|[Uu]nauthori[sz]ed|[Ii]nvalid|not found|ENOTFOUND/u,
      ),
    },
    {
      id: 'told',
      literals: ['example value', 'placeholder', 'default value', 'eplace'],
      pattern:
        /(?:still|is|contains|uses?|set to) (?:the |an? )?(?:example|placeholder|default|dummy|sample) value:? ?["'\x60]?(?<value>[^"'\x60\s]{0,80})|[Rr]eplace (?:the )?["'\x60]?(?<other>(?:YOUR|your|<)[^"'\x60\s]{2,60})/u,
    },
    {
      id: 'braces',
      literals: ['{{', '/absolute/path/to/', '/ABSOLUTE/PATH'],
      pattern:
        /\bspawn (?<value>\{\{[A-Z_]{2,40}\}\})|\b(?:node|python3?|uv|--directory|--) (?<other>\/(?:absolute\/path\/to|ABSOLUTE\/PATH\/TO|path\/to)\/\S{1,160})/u,
    },
    { id: 'masked-key', literals: ['our-', 'our_', 'OUR_'], pattern: /API key (?:provided|given)?:? ?(?<value>(?:sk-)?(?:your|YOUR)[-_][\w*-]{2,60})/u },
    {
      id: 'host',
      literals: ['ENOTFOUND', 'resolve host', 'not known', 'No such host', 'dns error', 'example'],
      pattern:
        /(?:ENOTFOUND|resolve host:?|no such host|lookup|[Ff]ailed to resolve|getaddrinfo)\s.{0,40}?(?<value>\b(?:your|my|YOUR)[-_][a-z0-9-]{1,40}(?:\.[a-z0-9-]{1,40}){0,3}|<[^<>\s]{1,40}>|\byourdomain\.\w{2,6})/u,
    },
    {
      id: 'path-first',
      literals: ['ABSOLUTE', '/path/to/', 'path\\to\\'],
      pattern: near(
        /(?<value>[\\/](?:ABSOLUTE[\\/]PATH|path[\\/]to)[\\/](?:(?![\\/]path[\\/]to[\\/])[^'"\s\x60:]){0,48})['"\x60:]{1,2}/u,
        30,
        /No such file or directory|ENOENT|not found|does not exist|not accessible/u,
      ),
    },
    {
      id: 'path',
      literals: ['/path/to/', '\\path\\to\\', '/absolute/path', '/Users/username/', '/home/username/', '/Users/yourname', '/your/', 'ABSOLUTE', 'PARENT'],
      pattern: near(
        /Cannot find module|can't open file|No such file or directory|ENOENT|no such file|not found|does not exist|Unable to access|spawn/u,
        80,
        /(?<value>(?:[A-Z]:)?[\\/]ABSOLUTE[\\/]PATH[\\/][^'"\s]{0,160}|(?:\/absolute)?[\\/]path[\\/]to[\\/][^'"\s]{0,160}|\/(?:Users|home)\/(?:username|yourname|your-?user\w{0,8})\/[^'"\s]{0,160}|\/your\/[^'"\s]{1,160})/u,
      ),
    },
  ],

  judge({ session, client, entry, signs }) {
    if (session !== undefined && !hasExited(session)) return [];
    const meant = signsToJudge(signs, session);
    const [first] = meant;
    if (first === undefined) return [];
    const value = first.groups['value'] ?? '';
    // Nobody hides a key behind words in the server's own complaint about it; paths are rewritten before they are shown.
    const isKey = signsNamed(meant, 'key', 'masked-key', 'host', 'told', 'refused').length > 0;
    return draftHit(meant, {
      confidence:
        session !== undefined && isLive(first) && entry !== undefined ? 'confirmed' : isKey || /ABSOLUTE|path[\\/]to[\\/]/u.test(value) ? 'likely' : 'possible',
      title: fitTitle(`A placeholder was never replaced: "${cut(value, 34)}"`),
      why: `"${cut(value, 120)}" is text from an example, and the server or system was asked for just that.`,
      fixes: [
        tell(
          'fill-in-value',
          'Put the real value in its place',
          `Replace it in "env", "args", "url" or "headers" of the entry${entry === undefined ? '' : ` (${entry.file}:${entry.line})`}: a key from the settings of the service, or the full path on this machine.${sayReload(client)}`,
        ),
      ],
      decisive: 'look at the entry: the placeholder stands in it word for word',
    });
  },
});
