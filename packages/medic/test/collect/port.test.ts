import net from 'node:net';
import { describe, expect, it } from 'vitest';
import { collectPort } from '../../src/collect/port.ts';
import { parseListeningSockets, parseLsof, parseNetstat, parseTasklist } from '../../src/collect/port-tables.ts';

async function withListener<T>(host: string, use: (port: number) => Promise<T>): Promise<T> {
  const server = net.createServer();
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, host, resolve));
  try {
    const address = server.address();
    return await use(typeof address === 'object' && address !== null ? address.port : 0);
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
}

/** Whoever holds the port already serves as well. */
async function withListenerAt<T>(port: number, use: () => Promise<T>): Promise<T> {
  const server = net.createServer();
  await new Promise<void>((resolve) => server.once('error', () => resolve()).listen(port, '127.0.0.1', resolve));
  try {
    return await use();
  } finally {
    server.close();
  }
}

describe.runIf(process.platform === 'linux')('collectPort', () => {
  it('names the process that listens', async () => {
    const facts = await withListener('127.0.0.1', collectPort);
    expect(facts).toMatchObject({ holder: { pid: process.pid }, addresses: ['127.0.0.1'] });
    expect(facts.holder?.name).not.toBe('');
  });

  it('names the next port that is free', async () => {
    const facts = await withListener('127.0.0.1', (port) => withListenerAt(port + 1, () => collectPort(port)));
    expect(facts.freeAbove).toBeGreaterThan(facts.port + 1);
  });

  it('has no holder for a free port', async () => {
    const port = await withListener('127.0.0.1', async (used) => used);
    expect(await collectPort(port)).toEqual({ port, addresses: [] });
  });
});

describe('tables', () => {
  const row = (local: string, state: string, inode: string): string =>
    `   0: ${local} 00000000:0000 ${state} 00000000:00000000 00:00000000 00000000  1000        0 ${inode} 1 0000000000000000 100 0 0 10 0`;

  it.each([
    ['0100007F:1F40', '127.0.0.1'],
    ['00000000:1F40', '0.0.0.0'],
    ['00000000000000000000000000000000:1F40', '::'],
    ['00000000000000000000000001000000:1F40', '::1'],
    ['0000000000000000FFFF00000100007F:1F40', '127.0.0.1'],
    ['B80D01200000000000000000010000FE:1F40', '2001:db8::fe00:1'],
  ])('reads the kernel’s %s', (local, address) => {
    expect(parseListeningSockets(`header\n${row(local, '0A', '77')}\n`, 8000)).toEqual([{ address, port: 8000, inode: '77' }]);
  });

  it('leaves out other ports and connections', () => {
    expect(parseListeningSockets([row('0100007F:1F41', '0A', '1'), row('0100007F:1F40', '01', '2')].join('\n'), 8000)).toEqual([]);
  });

  it('reads lsof', () => {
    expect(parseLsof('p123\ncnode\nf20\nn127.0.0.1:8000\nf21\nn[::1]:8000\nn*:8000\n')).toEqual({
      holder: { pid: 123, name: 'node' },
      addresses: ['127.0.0.1', '::1', '0.0.0.0'],
    });
    expect(parseLsof('')).toEqual({ addresses: [] });
  });

  it('reads netstat in any language', () => {
    const text =
      '\r\n  TCP    0.0.0.0:8000   0.0.0.0:0    ABHÖREN   4321\r\n  TCP    [::]:8000   [::]:0    LISTENING   4321\r\n  TCP    127.0.0.1:8000   127.0.0.1:5000    ESTABLISHED   99\r\n  TCP    0.0.0.0:18000   0.0.0.0:0    LISTENING   5\r\n';
    expect(parseNetstat(text, 8000)).toEqual([
      { address: '0.0.0.0', pid: 4321 },
      { address: '::', pid: 4321 },
    ]);
    expect(parseTasklist('"node.exe","4321","Console","1","50,000 K"\r\n')).toBe('node.exe');
    expect(parseTasklist('INFO: No tasks are running')).toBeUndefined();
  });
});
