import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { createAuthority } from '../../../testbed/src/certificates.ts';
import { bundledRoots, readCertificates, readOrganizations, readSystemRoots } from '../../src/io/tls-roots.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'roots-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('trust stores', () => {
  it('reads the certificates of a file between whatever else stands there', async () => {
    const [one, two] = [createAuthority({ commonName: 'One', organization: 'Lab, Inc.' }), createAuthority({ commonName: 'Two' })];
    const path = join(folder, 'both.pem');
    await writeFile(path, `# comment\n${one.cert}\njunk\n${two.cert}-----BEGIN CERTIFICATE-----\ncut off`);
    const pem = await readCertificates(path);
    expect(pem).toHaveLength(2);
    expect([...readOrganizations([...(pem ?? []), 'no certificate'])]).toEqual(['lab, inc.']);
  });

  it('answers undefined for what is no readable file', async () => {
    expect(await readCertificates(join(folder, 'absent.pem'))).toBeUndefined();
    expect(await readCertificates(folder)).toBeUndefined();
  });

  it('knows the roots that come with Node, and those of the system where it can read them', async () => {
    expect(readOrganizations(bundledRoots().pem)).toContain('internet security research group');
    const system = await readSystemRoots();
    expect(system === undefined || Array.isArray(system.pem)).toBe(true);
  });
});
