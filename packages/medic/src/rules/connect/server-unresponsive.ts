import type { AnyRule, EvidenceItem } from '../../model/index.ts';
import { decisiveExchange } from '../conversation.ts';
import { defineRule } from '../define-rule.ts';
import { lastAttempt, quoteStderr } from '../quote.ts';
import { quoteSigns, signsNamed } from '../weigh-signs.ts';
import { cut, fitTitle, nameClient, nameServer, nameTarget, sayMs, tell } from '../words.ts';
import { anyOf, near } from '../near.ts';

/** Text by which a program shows that it serves something else than MCP over stdio. */
const OTHER_MODE = /listening (?:on|at)|running (?:on|at) http|https?:\/\/(?:localhost|127\.0\.0\.1|0\.0\.0\.0)|^usage:|\bcommands:$/iu;

/** It runs and says nothing. This names the observation; anything that explains the silence replaces it. */
export const rule: AnyRule = defineRule({
  id: 'server-unresponsive',
  layer: 'protocol',
  severity: 'blocks',
  cause: 'server-unresponsive',
  needs: [],
  uses: ['session', 'entry', 'client'],
  signs: [
    {
      id: 'vscode-waiting',
      literals: ['Waiting for server to respond'],
      pattern: /Waiting for server to respond to `?initialize`? request/u,
      sources: ['client-log', 'pasted'],
    },
    {
      id: 'no-response',
      literals: ['did not ', 'not responding', 'never responded', 'never answered', 'never replied', 'esponse'],
      pattern: anyOf(
        near(
          near(
            /\b(?:server|MCP)\b/iu,
            60,
            /\b(?:did not (?:respond to|answer|reply to|send (?:any |an )?(?:response|answer) to)|is not responding|never (?:responded to|answered|replied to))/iu,
          ),
          40,
          /initialize/iu,
        ),
        /\bno initialize response (?:was |has been )?(?:received|sent|seen)|\binitialize\b: no response\b/iu,
      ),
      sources: ['client-log', 'pasted'],
    },
    // What people see of it: a server that runs, and a client that goes on waiting.
    {
      id: 'hangs',
      literals: ['hang', 'stuck', 'never finish', 'never connects', 'forever'],
      pattern: anyOf(
        near(
          /\b(?:server|MCP|process|connection)\b/iu,
          80,
          /\b(?:hangs? (?:on|at|while|during) (?:connect|start|initiali|the handshake)|(?:is |gets |remains )?stuck (?:at|on|in) .{0,3}(?:connecting|initiali[sz]ing|starting|loading))/iu,
        ),
        near(/(?:connecting|initiali[sz]ing|starting|loading)(?:…|\.\.\.)/iu, 40, /\bnever (?:finish|end|complet|connect)|\bforever\b/iu),
      ),
      sources: ['pasted'],
      loose: true,
    },
  ],

  judge({ session, entry, client, signs }) {
    const name = nameServer(entry);
    const who = nameClient(client);
    if (session !== undefined) {
      const { outcome, limitMs, patience } = session;
      if (outcome.kind !== 'failed' || (outcome.stage !== 'silence' && outcome.stage !== 'http-timeout')) return [];
      if (patience?.answeredAtMs !== undefined) return [];
      const waitedMs = Math.max(patience?.waitedMs ?? 0, limitMs);
      const spoken = lastAttempt(session)?.noise ?? [];
      const otherMode = [...spoken.map(({ text }) => text), ...(lastAttempt(session)?.stderr.lines ?? [])].find((line) => OTHER_MODE.test(line));
      const evidence: readonly EvidenceItem[] = [
        { what: `no answer to initialize within ${sayMs(waitedMs)}`, quote: cut(nameTarget(session), 300) },
        ...spoken.slice(0, 2).map(({ line, text }) => ({ what: 'instead it wrote', where: `stdout line ${line}`, quote: cut(text, 200) })),
        ...quoteStderr(session),
      ];
      const connected = decisiveExchange(session)?.remote;
      return [
        {
          confidence: 'confirmed',
          title: fitTitle(`${name} does not answer ${who}`),
          why:
            session.transport === 'stdio'
              ? `The process runs, but wrote no answer to initialize in ${sayMs(waitedMs)}${otherMode === undefined ? '' : `; "${cut(otherMode.trim(), 80)}" looks like another mode of the program`}.`
              : `${session.url} ${connected === undefined ? 'was dialled' : `took the request at ${connected.address}:${connected.port}`}, but sent no answer in ${sayMs(waitedMs)}.`,
          evidence,
          fixes: [
            ...(otherMode === undefined
              ? []
              : [
                  tell(
                    'stdio-mode',
                    'Start the program in its stdio mode',
                    `Look in its help for the option that serves MCP over stdio, often "--stdio", "--transport stdio" or a subcommand "mcp", and put it into the arguments.`,
                  ),
                ]),
            tell(
              'try-by-hand',
              'See what it waits for',
              session.transport === 'stdio'
                ? `Run "${cut(nameTarget(session), 200)}" in a terminal and paste an initialize request; a prompt, a login or a lock shows there.`
                : `Send the request by hand with curl and look at the server's own log.`,
            ),
          ],
        },
      ];
    }
    if (signs.length === 0) return [];
    const many = signsNamed(signs, 'vscode-waiting').length > 1 || signsNamed(signs, 'no-response').length > 0;
    return [
      {
        confidence: many ? 'likely' : 'possible',
        title: fitTitle(`${name} does not answer the first request`),
        why: 'The client waited for an answer to initialize and none is shown.',
        evidence: quoteSigns(signs),
        fixes: [
          tell(
            'try-by-hand',
            'See what it waits for',
            'Run the command of the entry in a terminal and paste an initialize request; a prompt, a login or a download shows there.',
          ),
        ],
        decisive: 'mcp-medic doctor for this server: it shows whether an answer comes later or never',
      },
    ];
  },
});
