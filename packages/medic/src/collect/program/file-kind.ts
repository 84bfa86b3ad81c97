import { readHostSystem } from '../../io/host.ts';
import { isDanglingLink, lookAt, mayExecute, readHead } from '../../io/look-up.ts';
import { runTool } from '../../io/run-tool.ts';
import type { FileKind } from '../../model/index.ts';
import { readBinaryHeader } from './binary-header.ts';
import { findOnPath } from './find-program.ts';
import type { Search } from './find-program.ts';
import { readShebang } from './shebang.ts';

const HEAD_BYTES = 4096;

/** What kind of file a command leads to. `search` is that of the child: `#!/usr/bin/env node` looks node up there. */
export async function readFileKind(file: string, search: Search): Promise<FileKind> {
  const look = await lookAt(file);
  if (!look.exists) {
    const errno = look.errno === 'ENOENT' && (await isDanglingLink(file)) ? 'ENOENT (dangling link)' : look.errno;
    return { path: file, exists: false, ...(errno === undefined ? {} : { errno }) };
  }
  const base = {
    path: file,
    exists: true,
    ...(look.type === undefined ? {} : { type: look.type }),
    ...(look.mode === undefined ? {} : { mode: look.mode.toString(8).padStart(4, '0') }),
    ...(look.sizeBytes === undefined ? {} : { sizeBytes: look.sizeBytes }),
    ...(search.platform === 'win32' ? {} : { executable: await mayExecute(file) }),
  };
  if (look.type !== 'file') return base;
  const head = await readHead(file, HEAD_BYTES);
  // A file that may be started but not read tells nothing about its format.
  if (head.length === 0 && (look.sizeBytes ?? 0) > 0) return { ...base, errno: 'EACCES' };
  const [format, shebang, quarantine] = [await readFormat(file, head, search), await describeShebang(head, search), await readQuarantine(file)];
  return { ...base, ...format, ...(shebang === undefined ? {} : { shebang }), ...(quarantine === undefined ? {} : { quarantine }) };
}

async function readFormat(file: string, head: Buffer, search: Search): Promise<Pick<FileKind, 'format' | 'arch' | 'loader'>> {
  const { format, arch, loader } = readBinaryHeader(head);
  const isBatch = search.platform === 'win32' && format === 'text' && /\.(?:cmd|bat|ps1)$/i.test(file);
  return {
    format: isBatch ? 'script' : format,
    ...(arch === undefined ? {} : { arch }),
    ...(loader === undefined ? {} : { loader: { path: loader, exists: (await lookAt(loader)).exists } }),
  };
}

async function describeShebang(head: Buffer, search: Search): Promise<FileKind['shebang']> {
  const shebang = readShebang(head);
  if (shebang === undefined) return undefined;
  const { line, carriageReturn, interpreter, viaEnv } = shebang;
  // Windows reads no shebang; the line is shown and nothing is concluded from it.
  if (search.platform === 'win32') return { line, carriageReturn, interpreterExists: true };
  const starts = (await lookAt(interpreter)).type === 'file' && (await mayExecute(interpreter));
  const found = viaEnv === undefined || viaEnv.includes('/') ? starts : starts && (await findOnPath(viaEnv, search)).resolved !== undefined;
  return { line, carriageReturn, interpreterExists: found };
}

async function readQuarantine(file: string): Promise<boolean | undefined> {
  if (readHostSystem().platform !== 'darwin') return undefined;
  const run = await runTool('/usr/bin/xattr', ['-p', 'com.apple.quarantine', file], { timeoutMs: 1000 });
  return run.state === 'ended' ? run.code === 0 : undefined;
}
