import type { ServerDescription } from '../../model/index.ts';
import { describeLaunch } from './source.ts';
import { nameServer } from './server-name.ts';

/** What a package is run with, by registry. */
const RUNNERS: Readonly<Record<string, (identifier: string) => { readonly command: string; readonly args: readonly string[] }>> = {
  npm: (identifier) => ({ command: 'npx', args: ['-y', identifier] }),
  pypi: (identifier) => ({ command: 'uvx', args: [identifier] }),
  oci: (identifier) => ({ command: 'docker', args: ['run', '-i', '--rm', identifier] }),
  docker: (identifier) => ({ command: 'docker', args: ['run', '-i', '--rm', identifier] }),
  nuget: (identifier) => ({ command: 'dnx', args: [identifier, '--yes'] }),
};

/** `npm:@scope/name@1.2.3`, `pypi:name`, `oci:ghcr.io/o/image:tag`, `nuget:Name`, or a bare name that can only be npm's. */
export function readPackageWord(word: string): ServerDescription | undefined {
  const [, registry = '', identifier = ''] = /^(npm|pypi|oci|docker|nuget):(.+)$/.exec(word) ?? [];
  if (registry !== '') return isPackageName(registry, identifier) ? describePackage(registry, identifier) : undefined;
  return /^@[a-z0-9~-][\w.~-]*\/[a-z0-9~-][\w.~-]*(?:@[\w.^~-]+)?$/i.test(word) || /^[a-z0-9][a-z0-9._-]*(?:@[\w.^~-]+)?$/.test(word)
    ? describePackage('npm', word)
    : undefined;
}

function isPackageName(registry: string, identifier: string): boolean {
  const pattern =
    registry === 'oci' || registry === 'docker'
      ? /^[\w.-]+(?::\d+)?(?:\/[\w.-]+)*(?:[:@][\w.:-]+)?$/
      : /^@?[\w.~-]+(?:\/[\w.~-]+)?(?:\[[\w,-]+\])?(?:(?:@|==)[\w.+^~-]+)?$/;
  return identifier.length <= 300 && !identifier.startsWith('-') && pattern.test(identifier);
}

function describePackage(registry: string, identifier: string): ServerDescription | undefined {
  const run = RUNNERS[registry]?.(identifier);
  return run === undefined ? undefined : describeLaunch(nameServer(identifier.replace(/==.*$/, '')), run.command, run.args);
}
