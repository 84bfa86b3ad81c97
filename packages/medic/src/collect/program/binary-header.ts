import type { FileKind } from '../../model/index.ts';

/** Format and processor a program file was built for, from its first bytes. `arch` uses Node's words: x64, arm64, ia32 … */
export interface BinaryHeader {
  readonly format: NonNullable<FileKind['format']>;
  readonly arch?: readonly string[];
  /** Absolute path of the dynamic loader an ELF program names; without it starting fails with ENOENT. */
  readonly loader?: string;
}

const ELF_ARCH: Readonly<Record<number, string>> = {
  0x03: 'ia32',
  0x08: 'mips',
  0x14: 'ppc',
  0x15: 'ppc64',
  0x16: 's390x',
  0x28: 'arm',
  0x3e: 'x64',
  0xb7: 'arm64',
  0xf3: 'riscv64',
  0x102: 'loong64',
};
const MACH_ARCH: Readonly<Record<number, string>> = { 0x07: 'ia32', 0x0c: 'arm', 0x0100_0007: 'x64', 0x0100_000c: 'arm64', 0x12: 'ppc', 0x0100_0012: 'ppc64' };
const PE_ARCH: Readonly<Record<number, string>> = { 0x014c: 'ia32', 0x01c4: 'arm', 0x8664: 'x64', 0xaa64: 'arm64' };

const PT_INTERP = 3;
/** More slices than any real program has; Java class files share the magic and show their version (45 and up) here. */
const FAT_SLICES_MAX = 20;

/** `head`: the first 4 KiB of the file, or less when it is shorter. */
export function readBinaryHeader(head: Buffer): BinaryHeader {
  if (head.length === 0) return { format: 'empty' };
  if (head[0] === 0x23 && head[1] === 0x21) return { format: 'script' };
  if (head.length >= 20 && head.readUInt32BE(0) === 0x7f45_4c46) return readElf(head);
  if (head.length >= 8) {
    const magic = head.readUInt32BE(0);
    if (magic === 0xcafe_babe || magic === 0xcafe_babf) return readFat(head, magic === 0xcafe_babf);
    if (magic === 0xcffa_edfe || magic === 0xcefa_edfe) return nameArch('mach-o', [MACH_ARCH[head.readUInt32LE(4)]]);
    if (magic === 0xfeed_facf || magic === 0xfeed_face) return nameArch('mach-o', [MACH_ARCH[head.readUInt32BE(4)]]);
  }
  if (head.length >= 64 && head[0] === 0x4d && head[1] === 0x5a) return readPe(head);
  return { format: head.includes(0) ? 'unknown' : 'text' };
}

function readElf(head: Buffer): BinaryHeader {
  const isLittle = head[5] !== 2;
  const machine = isLittle ? head.readUInt16LE(18) : head.readUInt16BE(18);
  const loader = readElfLoader(head, isLittle);
  return { ...nameArch('elf', [ELF_ARCH[machine]]), ...(loader === undefined ? {} : { loader }) };
}

/** Walks the program headers of a 64-bit little-endian ELF file; the others are too rare to matter. */
function readElfLoader(head: Buffer, isLittle: boolean): string | undefined {
  if (head[4] !== 2 || !isLittle || head.length < 64) return undefined;
  const table = Number(head.readBigUInt64LE(32));
  const entrySize = head.readUInt16LE(54);
  const count = Math.min(head.readUInt16LE(56), 64);
  for (let index = 0; index < count; index += 1) {
    const at = table + index * entrySize;
    if (at + 56 > head.length) return undefined;
    if (head.readUInt32LE(at) !== PT_INTERP) continue;
    const start = Number(head.readBigUInt64LE(at + 8));
    const size = Number(head.readBigUInt64LE(at + 32));
    if (start + size > head.length || size < 2 || size > 512) return undefined;
    return head.toString('utf8', start, start + size - 1);
  }
  return undefined;
}

function readFat(head: Buffer, is64: boolean): BinaryHeader {
  const count = head.readUInt32BE(4);
  if (count === 0 || count > FAT_SLICES_MAX) return { format: 'unknown' };
  const arch: (string | undefined)[] = [];
  for (let at = 8; arch.length < count && at + 4 <= head.length; at += is64 ? 32 : 20) arch.push(MACH_ARCH[head.readUInt32BE(at)]);
  return nameArch('mach-o', arch);
}

function readPe(head: Buffer): BinaryHeader {
  const at = head.readUInt32LE(0x3c);
  if (at + 6 > head.length || head.readUInt32BE(at) !== 0x5045_0000) return { format: 'unknown' };
  return nameArch('pe', [PE_ARCH[head.readUInt16LE(at + 4)]]);
}

function nameArch(format: BinaryHeader['format'], found: readonly (string | undefined)[]): BinaryHeader {
  const arch = [...new Set(found.filter((name) => name !== undefined))];
  return { format, ...(arch.length === 0 ? {} : { arch }) };
}
