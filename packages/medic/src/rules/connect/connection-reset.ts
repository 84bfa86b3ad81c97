import type { AnyRule } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { isRemote, PROGRAM_TEXT, quoteExchange, readHttpFailure, sayHost } from '../http-failure.ts';
import { draftHit, signsToJudge } from '../startup-hit.ts';
import { capBeside } from '../weigh-signs.ts';
import { cut, fitTitle, nameClient, tell } from '../words.ts';

const RESET_CODES = /^(?:ECONNRESET|EPIPE|ECONNABORTED|UND_ERR_SOCKET|HPE_CLOSED_CONNECTION|ERR_SSL_UNEXPECTED_EOF_WHILE_READING)$/u;

/** Somebody took the connection and dropped it before an answer: a crashed handler, a firewall, a port that speaks something else. */
export const rule: AnyRule = defineRule({
  id: 'connection-reset',
  layer: 'network',
  severity: 'blocks',
  cause: 'connection-reset',
  needs: [],
  uses: ['session', 'client'],
  signs: [
    {
      id: 'reset',
      literals: ['ECONNRESET', 'onnection reset', 'ERR_CONNECTION_RESET', 'ERR_EMPTY_RESPONSE', 'forcibly closed', 'WinError 10054'],
      pattern:
        /\bECONNRESET\b|Connection reset by peer|\bERR_(?:CONNECTION_RESET|EMPTY_RESPONSE)\b|forcibly closed by the remote host|WinError 10054|java\.net\.SocketException: Connection reset/u,
      sources: PROGRAM_TEXT,
    },
    {
      id: 'closed',
      literals: [
        'socket hang up',
        'other side closed',
        'Empty reply from server',
        'RemoteProtocolError',
        'closed before message completed',
        'Remote end closed',
        'UND_ERR_SOCKET',
        'socket connection was closed unexpectedly',
        'unexpected end of stream',
        'received no bytes',
        'EOF reached while reading',
        'prematurely closed BEFORE',
        'ServerDisconnectedError',
        'ConnectionResetError',
        'BrokenPipe',
        'end of file reached',
        'NS_ERROR_NET_RESET',
        'ERR_CONNECTION_CLOSED',
        'onnection was reset',
        'ERR_SOCKET_CLOSED',
        ':closed',
        'ReadError',
        'IncompleteMessage',
        'before secure TLS',
        'REFUSED_STREAM',
        'before full header',
        'closed by the server',
        'unexpected EOF or 0 bytes',
      ],
      pattern:
        /\bsocket hang up\b|SocketError: other side closed|Empty reply from server|Server disconnected without sending a response|connection closed before message completed|Remote end closed connection without response|\bUND_ERR_SOCKET\b|socket connection was closed unexpectedly|unexpected end of stream on|header parser received no bytes|EOF reached while reading|Connection prematurely closed BEFORE response|\bServerDisconnectedError\b|\bConnectionResetError\b|end of file reached \(EOFError\)|NS_ERROR_NET_RESET|\bERR_CONNECTION_CLOSED\b|[Cc]onnection was reset\b|TransportError.{0,40}:closed|\bhttp(?:x|core)\.ReadError\b|\bIncompleteMessage\b|disconnected before secure TLS connection was established|\bREFUSED_STREAM\b|NGHTTP2_REFUSED_STREAM|closed before full header was received|closed by the server before (?:a |the )?response|unexpected EOF or 0 bytes from the transport stream/u,
      sources: PROGRAM_TEXT,
    },
    { id: 'go-eof', literals: [': EOF'], pattern: /(?:Post|Get) "https?:\/\/[^"\s]{1,300}": EOF\b/u, sources: PROGRAM_TEXT },
    {
      id: 'go-closing',
      literals: ['client is closing: EOF'],
      pattern: /client is closing: EOF/u,
      sources: ['pasted'],
      loose: true,
    },
  ],

  judge({ session, client, signs }) {
    const failure = readHttpFailure(session);
    if (failure !== undefined) {
      const { exchange, stage } = failure;
      if (exchange?.error === undefined || exchange.status !== undefined || exchange.viaProxy !== undefined) return [];
      if (stage !== 'http-closed' && !(RESET_CODES.test(exchange.error.code) && (stage === 'tcp' || stage === 'tls'))) return [];
      const where = sayHost(failure.session.url);
      const when = stage === 'tls' ? 'during the TLS handshake' : 'before an answer came';
      return [
        {
          confidence: 'confirmed',
          title: fitTitle(`${cut(where, 40)} closes the connection without an answer`),
          why: `"${cut(failure.session.url, 120)}" took the connection of ${nameClient(client)} and closed it ${when} (${exchange.error.code}).`,
          evidence: [quoteExchange(exchange)],
          fixes: resetFixes(),
        },
      ];
    }
    const told = isRemote(session) ? [] : signsToJudge(signs, session);
    if (told.length === 0) return [];
    return draftHit(told, {
      confidence: capBeside(session, told, 'likely'),
      title: 'The other side closed the connection without an answer',
      why: 'A connection stood and was closed before the answer was complete: the handler crashed, something in between cut it, or the port speaks another protocol.',
      fixes: resetFixes(),
      decisive: 'what the log of the server says at that moment, and whether curl gets an answer from the same URL',
    });
  },
});

function resetFixes() {
  return [
    tell(
      'read-server-log',
      'Read the log of the server at that moment',
      'A handler that crashed says so there. When nothing stands there, the request never arrived: look at the firewall, virus scanner or load balancer in between.',
    ),
    tell(
      'check-scheme',
      'Check http against https and the port',
      'A port that speaks TLS drops plain requests and the other way round; a published container port whose program listens on 127.0.0.1 inside resets every connection.',
    ),
  ];
}
