import { expect, it } from 'vitest';
import { readBinaryHeader } from '../../../src/collect/program/binary-header.ts';

function bytes(size: number, parts: Readonly<Record<number, readonly number[]>>): Buffer {
  const buffer = Buffer.alloc(size);
  for (const [at, values] of Object.entries(parts)) buffer.set(values, Number(at));
  return buffer;
}

const ELF = [0x7f, 0x45, 0x4c, 0x46, 2, 1];

it.each([
  ['ELF x64', bytes(64, { 0: ELF, 18: [0x3e, 0] }), { format: 'elf', arch: ['x64'] }],
  ['ELF arm64', bytes(64, { 0: ELF, 18: [0xb7, 0] }), { format: 'elf', arch: ['arm64'] }],
  ['ELF big-endian s390x', bytes(64, { 0: [0x7f, 0x45, 0x4c, 0x46, 2, 2], 18: [0, 0x16] }), { format: 'elf', arch: ['s390x'] }],
  ['ELF of an unknown processor', bytes(64, { 0: ELF, 18: [0xff, 0xee] }), { format: 'elf' }],
  ['Mach-O arm64', bytes(32, { 0: [0xcf, 0xfa, 0xed, 0xfe, 0x0c, 0, 0, 1] }), { format: 'mach-o', arch: ['arm64'] }],
  ['Mach-O x64', bytes(32, { 0: [0xcf, 0xfa, 0xed, 0xfe, 0x07, 0, 0, 1] }), { format: 'mach-o', arch: ['x64'] }],
  [
    'Mach-O for two processors',
    bytes(64, { 0: [0xca, 0xfe, 0xba, 0xbe, 0, 0, 0, 2], 8: [1, 0, 0, 7], 28: [1, 0, 0, 0x0c] }),
    { format: 'mach-o', arch: ['x64', 'arm64'] },
  ],
  ['a Java class, which shares the magic', bytes(64, { 0: [0xca, 0xfe, 0xba, 0xbe, 0, 0, 0, 0x41] }), { format: 'unknown' }],
  ['PE x64', bytes(256, { 0: [0x4d, 0x5a], 60: [0x80], 128: [0x50, 0x45, 0, 0, 0x64, 0x86] }), { format: 'pe', arch: ['x64'] }],
  ['PE arm64', bytes(256, { 0: [0x4d, 0x5a], 60: [0x80], 128: [0x50, 0x45, 0, 0, 0x64, 0xaa] }), { format: 'pe', arch: ['arm64'] }],
  ['PE whose header lies outside', bytes(64, { 0: [0x4d, 0x5a], 60: [0xff, 0xff, 0xff, 0xff] }), { format: 'unknown' }],
  ['a script', Buffer.from('#!/bin/sh\n'), { format: 'script' }],
  ['text', Buffer.from('console.log(1)'), { format: 'text' }],
  ['nothing', Buffer.alloc(0), { format: 'empty' }],
  ['anything else', Buffer.from([1, 0, 2]), { format: 'unknown' }],
])('reads %s', (_what, head, expected) => {
  expect(readBinaryHeader(head)).toEqual(expected);
});

it('reads the loader of an ELF program', () => {
  const loader = '/lib/ld-musl-x86_64.so.1';
  const head = bytes(512, { 0: ELF, 18: [0x3e, 0], 32: [64], 54: [56, 0], 56: [1, 0], 64: [3], 72: [200], 96: [loader.length + 1] });
  head.write(loader, 200);
  expect(readBinaryHeader(head)).toEqual({ format: 'elf', arch: ['x64'], loader });
});

it('survives headers that lie about their sizes', () => {
  let seed = 5;
  for (let round = 0; round < 2000; round += 1) {
    const head = Buffer.from(Array.from({ length: round % 200 }, () => (seed = (seed * 1_103_515_245 + 12_345) & 0x7fff_ffff) % 256));
    const start = [ELF, [0xca, 0xfe, 0xba, 0xbe, 0, 0, 0, 19], [0x4d, 0x5a], [0xcf, 0xfa, 0xed, 0xfe]][round % 4] ?? [];
    head.set(start.slice(0, head.length));
    expect(readBinaryHeader(head).format).toBeTypeOf('string');
  }
});
