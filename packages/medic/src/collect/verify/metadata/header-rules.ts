import type { HeaderFacts } from '../../../model/verify/index.ts';
import { MODERN_REVISION } from '../../protocol/revisions.ts';
import { defineProbe, type AnyProbe } from '../define-probe.ts';
import { harmlessMethod, missingSubject, missingSubjects } from '../harmless.ts';
import type { Peer } from '../peer.ts';

const NOWHERE = 'medic-no-such-name';

export const probe: AnyProbe = defineProbe({
  id: 'header-rules',
  where: 'own',
  eras: ['modern'],
  transports: ['http'],
  async observe({ open, capabilities }) {
    const peer = await open();
    const method = harmlessMethod('modern', capabilities);
    const ask = (headers: Readonly<Record<string, string | null>>): ReturnType<Peer['request']> => peer.request(method, undefined, { headers });
    const facts: HeaderFacts = {
      missingVersion: await ask({ 'MCP-Protocol-Version': null }),
      missingMethod: await ask({ 'Mcp-Method': null }),
      wrongVersion: await ask({ 'MCP-Protocol-Version': '2025-11-25' }),
      wrongMethod: await ask({ 'Mcp-Method': method === 'tools/list' ? 'prompts/list' : 'tools/list' }),
      otherCase: await ask({ 'Mcp-Method': method.toUpperCase() }),
      oddNames: await ask({ 'mcp-METHOD': ` ${method} `, 'MCP-Method': null, 'mcp-protocol-VERSION': MODERN_REVISION, 'MCP-Protocol-Version': null }),
    };
    const subject = missingSubject(capabilities, NOWHERE);
    if (subject === undefined) return facts;
    const name = subject.method === 'resources/read' ? `medic://${NOWHERE}` : NOWHERE;
    const askNamed = (header: string | null): ReturnType<Peer['request']> => peer.request(subject.method, subject.params, { headers: { 'Mcp-Name': header } });
    return {
      ...facts,
      missingName: await askNamed(null),
      wrongName: await askNamed('medic-another-name'),
      wrongNames: await Promise.all(
        missingSubjects(capabilities, NOWHERE)
          .filter((one) => one.method !== subject.method)
          .map((one) => peer.request(one.method, one.params, { headers: { 'Mcp-Name': 'medic-another-name' } })),
      ),
      encodedName: await askNamed(`=?base64?${Buffer.from(name).toString('base64')}?=`),
      brokenName: await askNamed('=?base64?%%%?='),
    };
  },
});
