import type { AnyRule } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { placeOf, statusOf } from '../entry-situation.ts';
import { memberOf } from '../json-member.ts';
import { cut, fitTitle, nameServer, tell } from '../words.ts';

/** Answers of a Streamable HTTP endpoint to the GET with which the old SSE transport opens. */
const NOT_SSE: ReadonlySet<number> = new Set([400, 404, 405, 406, 415]);

/** Without a type word this client takes a URL for the old SSE transport; servers of today speak Streamable HTTP. */
export const rule: AnyRule = defineRule({
  id: 'config-transport-type-default',
  layer: 'config',
  severity: 'blocks',
  cause: 'config-transport-type',
  needs: ['client', 'entry', 'session'],
  uses: ['neighbours'],

  judge({ client, entry, session, neighbours }) {
    const field = client.fields.type;
    if (field === undefined || session.transport === 'stdio' || entry.effective.transport !== 'sse' || session.outcome.kind !== 'failed') return [];
    const hasType = [entry.written, memberOf(entry.written, 'transport')].some((value) => memberOf(value, field) !== undefined);
    const word = Object.entries(client.typeWords).find(([, transport]) => transport === 'http')?.[0];
    if (hasType || word === undefined) return [];
    const proof = neighbours?.tries.find(
      ({ transport, url, result }) => transport === 'http' && sameUrl(url, session.url) && (result === 'mcp' || result === 'mcp-needs-auth'),
    );
    const status = statusOf(session);
    if (proof === undefined && (status === undefined || !NOT_SSE.has(status) || /\/sse\/?$/u.test(session.url))) return [];
    const isNested = memberOf(memberOf(entry.written, 'transport'), 'url') !== undefined;
    return [
      {
        confidence: proof === undefined ? 'likely' : 'confirmed',
        title: fitTitle(`${client.name} takes ${nameServer(entry)} for SSE: "type" is missing`),
        why: `The entry has no "${field}", so ${client.name} opened ${cut(session.url, 120)} with the old SSE transport${status === undefined ? '' : ` and got status ${status}`}; ${proof === undefined ? 'that is how a Streamable HTTP endpoint answers' : 'over Streamable HTTP the same address answers with MCP'}.`,
        evidence: [
          { what: `no "${field}" in the entry`, where: placeOf(entry.file, entry.line), quote: entry.name },
          ...(status === undefined ? [] : [{ what: 'the answer to the SSE request', where: `GET ${session.url}`, quote: `HTTP ${status}` }]),
          ...(proof === undefined ? [] : [{ what: 'the same address over Streamable HTTP', where: `POST ${proof.url}`, quote: proof.detail }]),
        ],
        fixes: [
          entry.file === ''
            ? tell('name-type', 'Name the transport', `Write "${field}": "${word}" beside the URL.`)
            : {
                id: 'name-type',
                title: `Write "${field}": "${word}" into the entry`,
                safety: 'safe',
                steps: [
                  { do: 'edit', edits: [{ op: 'set', at: [...entry.at, ...(isNested ? ['transport'] : []), field], value: word }] },
                  { do: 'tell', text: `Then: ${client.reload}.` },
                ],
              },
        ],
        ...(proof === undefined ? { decisive: `send a POST with an initialize request to ${session.url}: JSON-RPC comes back` } : {}),
      },
    ];
  },
});

function sameUrl(one: string, other: string): boolean {
  return one.replace(/\/$/u, '') === other.replace(/\/$/u, '');
}
