import type { ServerDescription } from '../../model/index.ts';
import { plainText } from '../described-text.ts';
import { nameServer } from './server-name.ts';

/** Runners and their words, behind which the name of the server stands. */
const NO_NAME =
  /^(?:-.*|run|dlx|exec|x|tool|cmd(?:\.exe)?|\/c|(?:.*[/\\])?(?:npx|npm|pnpm|pnpx|yarn|bunx?|uvx?|pipx|node|deno|tsx|python3?|py|docker|podman|dnx|dotnet)(?:\.(?:exe|cmd))?)$/;

/** The description with a name made from its package, script, image or URL. */
export function nameDescription(description: ServerDescription): ServerDescription {
  const url = plainText(description.url ?? []);
  if (description.transport !== 'stdio') return { ...description, name: nameServer(url ?? '') };
  const words = [description.command ?? [], ...description.args].map((text) => plainText(text) ?? '');
  const isContainer = /(?:^|[/\\])(?:docker|podman)(?:\.exe)?$/.test(words[0] ?? '');
  const named = words.filter((word, index) => word !== '' && !NO_NAME.test(word) && !(isContainer && takesValue(words[index - 1])));
  const word = (isContainer ? named.find((one) => /[/:]/.test(one)) : undefined) ?? named[0] ?? words[0] ?? '';
  return { ...description, name: nameServer(nameOfWord(word)) };
}

/** `/srv/notes/dist/index.js` is called after its folder, `server.py` after itself. */
function nameOfWord(word: string): string {
  if (!/\.(?:[cm]?[jt]s|py|exe|cmd|sh|jar|dll)$/i.test(word)) return word;
  const parts = word.split(/[/\\]/).filter((part) => !/^(?:\.{0,2}|dist|build|src|out|lib|bin)$/.test(part));
  const file = (parts.at(-1) ?? '').replace(/\.\w+$/, '');
  return /^(?:index|main|server|cli|app|mcp)$/.test(file) ? (parts.at(-2) ?? file) : file;
}

function takesValue(flag: string | undefined): boolean {
  return flag !== undefined && /^(?:-e|--env|-v|--volume|--mount|-p|--publish|--name|--network|--env-file|-w|--workdir|-u|--user)$/.test(flag);
}
