import type { Sign, SignHit } from '../model/index.ts';

/**
 * A package of a server that misses a file of its own: the release does not bring it along. Libraries miss files where a cache
 * is broken; names with a hash, as bundlers give to chunks, are of another build of the same package, and so of a cache that
 * holds two.
 */
export const OWN_FILE_SIGN: Sign = {
  id: 'own-file',
  literals: ['imported from', "url: 'file:"],
  pattern:
    /node_modules[\\/](?<own>(?=[\w@.-]{0,40}(?:[\\/][\w.-]{0,40})?mcp)(?:@[\w.-]{1,60}[\\/])?[\w.-]{1,60})[\\/](?![^'"]{0,120}[-.][0-9A-Za-z]{8}\.[cm]?js)[^'"]{1,160}['"] imported from ['"]?[^'"]{1,200}node_modules[\\/](?<by>(?:@[\w.-]{1,60}[\\/])?[\w.-]{1,60})[\\/]|url: 'file:[^']{1,200}(?<!_npx\/[0-9a-f]{1,40}\/)node_modules\/(?:@[\w.-]{1,60}\/)?[\w.-]{1,60}\/(?:build|dist|lib)\/[^']{1,160}'/u,
};

/** The hits in which the package that asks is the one that should have the file. */
export function ownFilesOf(signs: readonly SignHit[]): readonly SignHit[] {
  return signs.filter(({ sign, groups }) => sign === OWN_FILE_SIGN.id && groups['by'] === groups['own']);
}
