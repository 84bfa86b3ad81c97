import type { AnyRule, ClientFacts, Hit, SignHit } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { draftUnquarantine } from '../macos-fixes.ts';
import { draftHit, groupOf, hasExited, signsToJudge } from '../startup-hit.ts';
import { signsNamed } from '../weigh-signs.ts';
import { cut } from '../words.ts';

/** Gatekeeper and code signing, in the words of the system and of its tools. */
export const rule: AnyRule = defineRule({
  id: 'macos-quarantine-text',
  layer: 'permissions',
  severity: 'blocks',
  cause: 'macos-quarantine',
  needs: [],
  uses: ['session', 'client', 'host'],
  signs: [
    {
      id: 'attribute',
      literals: ['com.apple.quarantine', 'syspolicyd', 'qtn_proc'],
      pattern: /com\.apple\.quarantine|syspolicyd.{0,40}(?:\[gk\]|rejecting)|\bqtn_proc\b/u,
    },
    {
      id: 'assessed',
      literals: [': rejected', 'spctl', 'no usable signature', 'Unnotarized', 'syspolicyd', '[gk] '],
      pattern:
        /^(?<path>\/\S.{0,300}): rejected\b|source=(?:no usable signature|Unnotarized Developer ID)|assessment denied|\[gk\] rejecting\b|syspolicyd\b.{0,80}(?:reject|den)/u,
    },
    {
      id: 'dialog',
      literals: [
        'cannot be opened because',
        'can’t be opened because',
        "can't be opened because",
        'could not verify',
        'is damaged and can',
        'unidentified developer',
        'not opened because',
        'blocked from use because',
        'verify the developer of',
        'alware Blocked',
      ],
      pattern:
        /(?:cannot|can['’]t) be opened because (?:the developer cannot be verified|it is from an unidentified developer|Apple cannot check)|Apple could not verify .{1,80}(?:free of malware|malware)|is damaged and can['’]t be opened|from an unidentified developer|not opened because .{0,80}(?:malware|verified)|macOS cannot verify the developer of|was blocked from use because it is not from an identified developer|Malware Blocked and Moved to (?:Trash|Bin)/u,
    },
    {
      id: 'signature',
      literals: ['not signed at all', 'Code Signature Invalid', 'code signature', 'library load', 'CODESIGNING', 'Unsealed contents', 'code or signature'],
      pattern:
        /code object is not signed at all|Code Signature Invalid|code signature (?:in .{1,200} )?(?:not valid|invalid)|library load (?:denied|disallowed) by system policy|Termination Reason:.{0,20}CODESIGNING|invalid signature \(code or signature/iu,
    },
    { id: 'killed', literals: ['killed', 'Killed: 9', 'SIGKILL'], pattern: /\b(?:zsh|bash): killed\b|\bKilled: 9\b|signal:? SIGKILL|SIGKILL \(Code/u },
    // zsh is the shell of macOS; the path tells that a program was started, and nothing tells why it was ended.
    { id: 'killed-alone', literals: ['zsh: killed'], pattern: /^\s{0,8}(?:\[\d{1,4}\] ?)?zsh: killed\s{1,12}\S/u, sources: ['pasted'], loose: true },
    {
      id: 'mac',
      literals: ['/Users/', 'zsh', 'macOS', 'darwin', 'Darwin', 'codesign', 'spctl', 'xattr'],
      pattern: /\/Users\/|\bzsh\b|macOS|[Dd]arwin|codesign|spctl|xattr/u,
    },
  ],

  judge({ session, client, host, signs }) {
    if (session !== undefined && (!hasExited(session) || host?.platform !== 'darwin')) return [];
    const told = signsToJudge(signs, session);
    const attribute = signsNamed(told, 'attribute');
    const strong = signsNamed(told, 'dialog', 'signature', 'assessed');
    const killed = signsNamed(told, 'killed');
    const meant = [...attribute, ...strong];
    if (meant.length === 0) return draftKilled(signsNamed(told, 'killed-alone'), client);
    const isSure =
      (attribute.length > 0 && (strong.length > 0 || killed.length > 0)) ||
      (signsNamed(told, 'signature').length > 0 && killed.length > 0) ||
      signsNamed(told, 'dialog').length > 0;
    const path = groupOf(strong, 'path');
    return draftHit([...meant, ...killed], {
      confidence: isSure ? 'confirmed' : 'likely',
      title: 'macOS does not let the program run: quarantine or signature',
      why: `${path === undefined ? 'The program' : `"${cut(path, 140)}"`} ${attribute.length > 0 ? 'carries the mark of a download (com.apple.quarantine)' : 'has no signature that macOS accepts'}, and macOS ends such a program as it starts.`,
      fixes: draftUnquarantine(undefined, client),
      decisive: 'run: spctl --assess --type execute -vv FILE and xattr -l FILE',
    });
  },
});

/** A kill by itself is as often a lack of memory. */
function draftKilled(signs: readonly SignHit[], client: ClientFacts | undefined): readonly Hit[] {
  const [first] = signs;
  if (first === undefined) return [];
  return draftHit(signs, {
    confidence: 'possible',
    title: 'macOS ended the program as it started: quarantine or signature',
    why: `"${cut(first.quote, 140)}" names no reason; a downloaded program without a signature that macOS accepts is ended like this.`,
    fixes: draftUnquarantine(undefined, client),
    decisive: 'run: spctl --assess --type execute -vv FILE and xattr -l FILE; when both are quiet, look at its memory',
  });
}
