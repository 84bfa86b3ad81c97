// The licences of the packages whose code is in a bundle: they ask for their notices to go along with every copy.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const LICENCE_FILE = /^(?:licen[cs]e|copying|notice)(?:[.-].*)?$/iu;

/** The text of one file with every notice; of a package without a licence file, the licence and author it names. Throws when it names none. */
export function collectNotices(chunks) {
  const folders = new Set(chunks.flatMap(({ moduleIds = [] }) => moduleIds).flatMap((id) => packageFolderOf(id.replace(/^\0/u, '')) ?? []));
  return [...folders]
    .toSorted((a, b) => a.localeCompare(b))
    .map((folder) => {
      const { name, version, license, author } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
      const files = readdirSync(folder).filter((file) => LICENCE_FILE.test(file));
      if (files.length === 0 && license === undefined) throw new Error(`${name} ${version} names no licence; its code may not be bundled`);
      const texts = files.toSorted((a, b) => a.localeCompare(b)).map((file) => readFileSync(join(folder, file), 'utf8').trim());
      const holder = typeof author === 'string' ? author : author?.name;
      return `${name} ${version}, ${license}${holder === undefined ? '' : `, by ${holder}`}\n\n${texts.join('\n\n')}`.trimEnd() + '\n';
    })
    .join(`\n${'-'.repeat(80)}\n\n`);
}

function packageFolderOf(file) {
  return /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+(?=[\\/])/u.exec(dirname(file) + '/')?.[0];
}
