import { ownString } from '../../protocol/record.ts';
import { defineProbe, type AnyProbe } from '../define-probe.ts';

const UP = '../'.repeat(12);
const TARGET = 'etc/passwd';
/** How the first line of that file begins on every POSIX system. */
const LEAKED = /(?:^|\\n|["\n])root:[^:\n]{0,200}:0:0:/;

export const probe: AnyProbe = defineProbe({
  id: 'traversal',
  where: 'spare',
  async observe({ spare, observe }) {
    const lists = await observe('lists');
    const file = lists['resources/list']?.items.map((item) => ownString(item, 'uri')).find((uri) => uri?.startsWith('file://') === true);
    const template = lists['resources/templates/list']?.items.map((item) => ownString(item, 'uriTemplate')).find((uri) => /^file:\/\/.*\{/.test(uri ?? ''));
    const uris = [
      ...(file === undefined ? [] : climbsFrom(file.slice(0, file.lastIndexOf('/') + 1))),
      ...(template === undefined ? [] : climbsFrom(template.slice(0, template.indexOf('{')))),
    ];
    const peer = uris.length === 0 ? undefined : await spare();
    const tried: { readonly uri: string; readonly leaked: boolean }[] = [];
    for (const uri of uris) {
      const turn = await peer?.request('resources/read', { uri }, { limitMs: 3_000 });
      tried.push({ uri, leaked: LEAKED.test(JSON.stringify(turn?.answer?.result ?? {})) });
    }
    return tried;
  },
});

function climbsFrom(folder: string): readonly string[] {
  return [`${folder}${UP}${TARGET}`, `${folder}${UP.replaceAll('..', '%2e%2e')}${TARGET}`];
}
