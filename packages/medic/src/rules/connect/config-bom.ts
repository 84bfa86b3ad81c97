import type { AnyRule, EditIntent } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { isAboutFile, nameFile } from '../file-words.ts';
import { fitTitle } from '../words.ts';

/** Windows PowerShell 5.1 writes UTF-8 with a byte order mark, and UTF-16 with `>`; some parsers take neither. */
export const rule: AnyRule = defineRule({
  id: 'config-bom',
  layer: 'config',
  severity: 'blocks',
  cause: 'config-bom',
  needs: ['client', 'file'],
  uses: ['entry', 'host'],

  judge({ client, file, entry, host }) {
    if (!isAboutFile(entry)) return [];
    const isWide = file.refusedFor.includes('encoding') && (file.encoding === 'utf-16le' || file.encoding === 'utf-16be');
    if (!isWide && !file.refusedFor.includes('bom')) return [];
    const bytes = file.encoding === 'utf-16le' ? 'FF FE' : file.encoding === 'utf-16be' ? 'FE FF' : 'EF BB BF';
    const edits: readonly EditIntent[] = [...(isWide ? [{ op: 'to-utf8' } as const] : []), ...(file.bom ? [{ op: 'strip-bom' } as const] : [])];
    const shell =
      host?.platform === 'win32'
        ? ' In Windows PowerShell 5.1 "Set-Content -Encoding UTF8" and ">" write such files; PowerShell 7 and Notepad ("UTF-8", not "UTF-8 with BOM") do not.'
        : '';
    return [
      {
        confidence: 'confirmed',
        title: fitTitle(
          isWide ? `${client.name} cannot read ${nameFile(file.path)}: it is UTF-16` : `${client.name} refuses ${nameFile(file.path)}: it has a BOM`,
        ),
        why: isWide
          ? `${file.path} is saved as ${file.encoding.toUpperCase()}; ${client.name} reads UTF-8 and takes nothing from it.`
          : `${file.path} begins with a byte order mark (${bytes}), which the parser of ${client.name} takes for a stray character.`,
        evidence: [
          {
            what: isWide ? `the file is ${file.encoding.toUpperCase()}` : 'the first three bytes are a byte order mark',
            where: `${file.path}:1`,
            quote: file.bom ? bytes : file.encoding,
          },
        ],
        fixes: [
          {
            id: 'save-as-utf8',
            title: 'Save the file as UTF-8 without a byte order mark',
            safety: 'safe',
            steps: [
              { do: 'edit', file: file.path, edits },
              { do: 'tell', text: `Then: ${client.reload}.${shell}` },
            ],
          },
        ],
      },
    ];
  },
});
