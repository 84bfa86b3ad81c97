import type { AnyRule, FixDraft, Platform, SignHit } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { OWN_FILE_SIGN, ownFilesOf } from '../own-file-sign.ts';
import { draftHit, groupOf, hasExited, signsToJudge, weighStartup } from '../startup-hit.ts';
import { isLive, signsNamed } from '../weigh-signs.ts';
import { nameServer, sayReload, tell } from '../words.ts';
import { anyOf, near } from '../near.ts';

/** A folder that npx made, up to its own name: `/home/a/.npm/_npx/0a1b2c3d4e5f6071`. */
const NPX_FOLDER = String.raw`(?<folder>[^'"\s\x60]{0,200}[\\/]_npx[\\/][0-9A-Za-z]{4,32})`;

/**
 * npx and uvx keep what they fetched. An aborted download, two clients that start the same server at once, or a full disk
 * leave half a package there, and no later start repairs it.
 */
export const rule: AnyRule = defineRule({
  id: 'corrupt-package-cache',
  layer: 'startup',
  severity: 'blocks',
  cause: 'corrupt-package-cache',
  needs: [],
  uses: ['session', 'client', 'host', 'entry'],
  signs: [
    { id: 'missing-file', literals: ['_npx'], pattern: new RegExp(String.raw`Cannot find (?:module|package) ['"]${NPX_FOLDER}[\\/]node_modules[\\/]`, 'u') },
    {
      id: 'missing-module',
      literals: ['Cannot find module', 'Cannot find package'],
      pattern: /Cannot find (?:module|package) ['"](?<module>[@\w.][^'"]{0,120})['"]/u,
    },
    { id: 'importer', literals: ['_npx'], pattern: new RegExp(String.raw`(?:^\s{0,40}- |imported from ['"]?)${NPX_FOLDER}[\\/]`, 'u') },
    { id: 'not-empty', literals: ['ENOTEMPTY', 'EEXIST', 'EBUSY'], pattern: /\bENOTEMPTY\b|npm (?:ERR!|error) code E(?:EXIST|BUSY)\b/u },
    {
      id: 'cleanup',
      literals: ['cleanup Failed to remove some directories', 'cleanup [Error'],
      pattern: /cleanup Failed to remove some directories|npm (?:WARN|warn) cleanup \[Error: E(?:PERM|BUSY|ACCES)\b/u,
    },
    {
      id: 'locked',
      literals: ['_npx'],
      pattern: near(/\bE(?:PERM|BUSY|ACCES)\b/u, 60, new RegExp(String.raw`(?:rmdir|unlink|rename|symlink|copyfile)[ :'"(]{0,9}${NPX_FOLDER}`, 'u')),
    },
    // Windows: another start, or a virus scanner, holds a file of the copy open while npm replaces it.
    { id: 'npm-path', literals: ['_npx'], pattern: new RegExp(String.raw`npm (?:ERR!|error) (?:path|dest) (?=[A-Za-z]:)${NPX_FOLDER}`, 'u') },
    { id: 'npm-code', literals: ['code EPERM', 'code EBUSY', 'code EACCES'], pattern: /npm (?:ERR!|error) code E(?:PERM|BUSY|ACCES)\b/u },
    {
      id: 'integrity',
      literals: ['EINTEGRITY', 'integrity checksum failed', 'ECOMPROMISED', 'Lock compromised'],
      pattern: /\bEINTEGRITY\b|integrity checksum failed|\bECOMPROMISED\b|Lock compromised/u,
    },
    {
      id: 'no-manifest',
      literals: ['_npx'],
      pattern: new RegExp(String.raw`ENOENT: no such file or directory, open ['"]?${NPX_FOLDER}[\\/]package\.json`, 'u'),
    },
    {
      id: 'archive',
      literals: ['TAR_', 'zlib', 'Z_BUF_ERROR', 'Z_DATA_ERROR'],
      pattern: /\bTAR_(?:BAD_ARCHIVE|ENTRY_ERROR|ENTRY_INVALID)\b|zlib: (?:unexpected end of file|invalid|incorrect)|\bZ_(?:BUF|DATA)_ERROR\b/u,
    },
    // npm meets a half-written package.json, without a version, in the copy it is to add to.
    { id: 'no-version', literals: ['Invalid Version:'], pattern: /npm (?:ERR!|error) Invalid Version: {0,2}$/u },
    { id: 'manifest', literals: ['_npx'], pattern: new RegExp(String.raw`(?:Invalid package config|Error parsing) ['"]?${NPX_FOLDER}`, 'u') },
    {
      id: 'uv',
      literals: ['distribution cache', 'archive-v0', 'Failed to unzip', 'Failed to extract'],
      pattern: anyOf(
        near(/[Ff]ailed to (?:read from|deserialize|open)/u, 40, /(?:distribution )?cache/u),
        near(/[Ff]ailed to (?:unzip|extract|hardlink|install)/u, 200, /archive-v0|\.whl/u),
        near(/[Ff]ailed to open/u, 200, /archive-v0/u),
      ),
    },
    {
      id: 'uv-wheel',
      literals: ['ailed to read metadata from', 'wheel is invalid', 'cache/uv', 'cache\\uv', 'uv\\cache', 'corrupt deflate stream', 'BadZipFile'],
      pattern: anyOf(
        /[Ff]ailed to read metadata from (?:installed )?(?:the )?(?:package|wheel)|The wheel is invalid|corrupt deflate stream|BadZipFile: File is not a zip file/u,
        near(
          /[Ff]ailed to (?:read|open|rename|hardlink|clone|copy|remove)\b/u,
          160,
          /(?:\.cache\/uv|uv[\\/]cache)[\\/].{0,200}(?:No such file|os error 2\b|Directory not empty|used by another process)/u,
        ),
      ),
      loose: true,
    },
    {
      id: 'tarball',
      literals: [
        'Invalid response body while',
        'extracting tarball',
        'TARBALL',
        'Integrity check failed',
        'while parsing near',
        'DO NOT MATCH THE HASHES',
        'verifying module',
      ],
      pattern: anyOf(
        near(/Invalid response body while trying to fetch/u, 200, /_cacache/u),
        /\bextracting tarball (?:for|from)\b|\bERR_PNPM_(?:TARBALL_INTEGRITY|BAD_TARBALL_SIZE)\b|\bIntegrity check failed\b|end of JSON input while parsing near|DO NOT MATCH THE HASHES|verifying module: checksum mismatch/u,
      ),
      loose: true,
    },
    OWN_FILE_SIGN,
    { id: 'own-fault', literals: ['Did you mean to import'], pattern: /Did you mean to import/u },
  ],

  judge({ session, client, host, entry, signs }) {
    if (session !== undefined && !hasExited(session)) return [];
    const told = signsToJudge(signs, session);
    const folder = groupOf(told, 'folder');
    const strong = signsNamed(
      told,
      'missing-file',
      'not-empty',
      'cleanup',
      'locked',
      'integrity',
      'archive',
      'manifest',
      'no-manifest',
      'no-version',
      'uv',
      'uv-wheel',
      'tarball',
    );
    const held = signsNamed(told, 'npm-code').length > 0 ? signsNamed(told, 'npm-path') : [];
    const viaImporter = folder === undefined ? [] : signsNamed(told, 'missing-module', 'importer');
    // A module of Node itself is in no cache.
    const isNodes = signsNamed(told, 'missing-module').some(({ quote }) => /module ['"]node:/u.test(quote));
    const isImported = !isNodes && viaImporter.some(({ sign }) => sign === 'missing-module') && viaImporter.some(({ sign }) => sign === 'importer');
    const meant = strong.length > 0 ? strong : held.length > 0 ? held : isImported ? viaImporter : [];
    if (meant.length === 0 || isOnlyWarned(meant)) return [];
    // Node knows a file of nearly that name: then the package is whole and asks for what it never had.
    const isOwnFault = signsNamed(told, 'own-fault').length > 0 || ownFilesOf(told).length > 0;
    const isUv = signsNamed(meant, 'uv', 'uv-wheel').length > 0;
    return draftHit(meant, {
      confidence: isOwnFault ? 'possible' : !isSure(meant) && weighStartup(meant, session) === 'confirmed' ? 'likely' : weighStartup(meant, session),
      title: `${nameServer(entry)} was started from a broken ${isUv ? 'uv' : 'npm'} cache`,
      why: `The copy that ${isUv ? 'uv' : 'npx'} keeps${folder === undefined ? '' : ` in ${folder}`} is incomplete${groupOf(meant, 'module') === undefined ? '' : ` ("${groupOf(meant, 'module')}" is missing there)`}, and it is not repaired by starting again.`,
      fixes: isUv ? [clearUv(sayReload(client))] : clearNpx(folder, meant, host?.platform, sayReload(client)),
      decisive: 'delete the cached copy and start the same command once in a terminal: when it runs then, the cache was broken',
    });
  },
});

/** Warnings about clean-up or an archive entry also stand above installs that went well in the end. */
function isOnlyWarned(signs: readonly SignHit[]): boolean {
  return signs.every(({ sign, quote }) => sign === 'archive' && /npm (?:warn|WARN)/u.test(quote));
}

function isSure(signs: readonly SignHit[]): boolean {
  return signs.some(({ sign }) => sign !== 'cleanup' && sign !== 'archive' && sign !== 'no-version' && sign !== 'tarball' && sign !== 'uv-wheel');
}

function clearNpx(folder: string | undefined, signs: readonly SignHit[], platform: Platform | undefined, reload: string): readonly FixDraft[] {
  const title = "Delete npx's broken copy";
  const after: FixDraft['steps'][number] = {
    do: 'tell',
    text: `Close every client that starts this server first; the next start fetches the package again.${reload}`,
  };
  if (
    folder !== undefined &&
    signs.some(isLive) &&
    platform !== undefined &&
    platform !== 'win32' &&
    /^\/[^\0*?]*\/_npx\/\w+$/u.test(folder) &&
    !folder.includes('/../')
  ) {
    return [{ id: 'clear-npx-cache', title, safety: 'review', steps: [{ do: 'run', command: ['rm', '-rf', folder] }, after] }];
  }
  const where = platform === 'win32' || /[A-Za-z]:\\/u.test(folder ?? '') ? 'rmdir /s /q "%LOCALAPPDATA%\\npm-cache\\_npx"' : 'rm -rf ~/.npm/_npx';
  return [
    tell(
      'clear-npx-cache',
      title,
      `Close every client that starts this server, run ${where}, and connect again; for integrity errors also run "npm cache clean --force".${reload}`,
    ),
  ];
}

function clearUv(reload: string): FixDraft {
  return {
    id: 'clear-uv-cache',
    title: "Clear uv's cache",
    safety: 'review',
    steps: [
      { do: 'run', command: ['uv', 'cache', 'clean'] },
      { do: 'tell', text: `The next start fetches the packages again.${reload}` },
    ],
  };
}
