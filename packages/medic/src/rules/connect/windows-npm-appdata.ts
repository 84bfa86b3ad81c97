import type { AnyRule, FixDraft } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { editEnv, editSteps } from '../launch-edits.ts';
import { draftHit, groupOf, hasExited, signsToJudge, weighStartup } from '../startup-hit.ts';
import { signsNamed } from '../weigh-signs.ts';
import { nameClient, sayReload, tell } from '../words.ts';
import { near } from '../near.ts';

/**
 * npm on Windows keeps its prefix in `${APPDATA}\npm`. A client that does not pass APPDATA on leaves that text as it is, and
 * npx fails on a folder of that name; a fresh account has the variable but not the folder.
 */
export const rule: AnyRule = defineRule({
  id: 'windows-npm-appdata',
  layer: 'startup',
  severity: 'blocks',
  cause: 'windows-npm-appdata',
  needs: [],
  uses: ['session', 'client', 'entry', 'host'],
  signs: [
    {
      id: 'literal',
      literals: ['${APPDATA}', '%APPDATA%', '\\undefined\\npm'],
      pattern: near(/ENOENT|npm (?:ERR!|error)|lstat|mkdir|no such file/iu, 200, /[\\/](?<variable>\$\{APPDATA\}|%APPDATA%|undefined(?=\\npm))/iu),
    },
    {
      id: 'folder',
      literals: ['\\AppData\\Roaming\\npm'],
      pattern:
        /(?:ENOENT|npm (?:ERR!|error)|lstat).{0,120}(?<folder>[A-Za-z]:\\{1,2}Users\\{1,2}[^\\'"]{1,60}\\{1,2}AppData\\{1,2}Roaming\\{1,2}npm)['"]?\s{0,40}$/u,
    },
    { id: 'home', literals: ['\\Users\\'], pattern: /(?<home>[A-Za-z]:\\{1,2}Users\\{1,2}[^\\'"]{1,60})\\/u },
  ],

  judge({ session, client, entry, host, signs }) {
    if (session !== undefined && (!hasExited(session) || (host !== undefined && host.platform !== 'win32'))) return [];
    const told = signsToJudge(signs, session);
    const literal = signsNamed(told, 'literal');
    const meant = literal.length > 0 ? literal : signsNamed(told, 'folder');
    if (meant.length === 0) return [];
    const isFolder = literal.length === 0;
    const folder = groupOf(meant, 'folder')?.replaceAll('\\\\', '\\');
    const home = groupOf(told, 'home')?.replaceAll('\\\\', '\\');
    return draftHit(meant, {
      confidence: weighStartup(meant, session, isFolder ? 'likely' : 'confirmed'),
      title: isFolder ? "npm's own folder below AppData is missing" : `${client === undefined ? 'The client' : nameClient(client)} starts npx without APPDATA`,
      why: isFolder
        ? `npx looks into ${folder ?? '%APPDATA%\\npm'}, and that folder does not exist.`
        : `npm was given "${groupOf(meant, 'variable') ?? '${APPDATA}'}" as it is written, because the variable is not among those the client passes on.`,
      fixes: [...(isFolder ? [] : [setVariable()]), makeFolder(folder, sayReload(client))],
      decisive: 'set APPDATA in "env" of the entry: the message about that path goes away',
    });

    function setVariable(): FixDraft {
      const title = 'Pass APPDATA on to the server';
      const edits =
        entry === undefined || client === undefined || home === undefined || session === undefined
          ? undefined
          : editEnv(entry, client, { APPDATA: `${home}\\AppData\\Roaming` });
      if (edits !== undefined && client !== undefined) return { id: 'pass-appdata', title, safety: 'safe', steps: editSteps(edits, client) };
      return tell(
        'pass-appdata',
        title,
        `Add "env": { "APPDATA": "C:\\\\Users\\\\NAME\\\\AppData\\\\Roaming" } to the entry ("echo %APPDATA%" in a terminal prints the value).${sayReload(client)}`,
      );
    }
  },
});

function makeFolder(folder: string | undefined, reload: string): FixDraft {
  if (folder === undefined)
    return tell('make-npm-folder', 'Make sure that the npm folder exists', `Run: mkdir "%APPDATA%\\npm" (an error that it exists is fine).${reload}`);
  return {
    id: 'make-npm-folder',
    title: 'Create the npm folder',
    safety: 'safe',
    steps: [
      { do: 'run', command: ['cmd', '/c', 'mkdir', folder] },
      { do: 'tell', text: `Any "npm install -g" creates it too.${reload}` },
    ],
  };
}
