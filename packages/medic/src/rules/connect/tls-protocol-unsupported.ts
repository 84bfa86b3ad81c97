import type { AnyRule, FixDraft } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { findMcp, quoteTry } from '../found-elsewhere.ts';
import { isRemote, PROGRAM_TEXT } from '../http-failure.ts';
import { draftHit, signsToJudge } from '../startup-hit.ts';
import { readTlsFailure } from '../tls-failure.ts';
import { draftUrlFix } from '../url-edits.ts';
import { capBeside, signsNamed } from '../weigh-signs.ts';
import { cut, fitTitle, nameClient, nameServer, tell } from '../words.ts';
import { anyOf, near } from '../near.ts';

const NO_TLS = /WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|HTTP_REQUEST|RECORD_LAYER_FAILURE|BAD_RECORD_TYPE|UNKNOWN_PROTOCOL/u;
const OTHER_TLS =
  /UNSUPPORTED_PROTOCOL|PROTOCOL_VERSION|HANDSHAKE_FAILURE|NO_PROTOCOLS|VERSION_TOO_LOW|NO_SHARED_CIPHER|NO_CIPHER|INSUFFICIENT_SECURITY|DH_KEY_TOO_SMALL|LEGACY_RENEGOTIATION|UNRECOGNIZED_NAME/u;

/** The two sides find no TLS in common: the port speaks plain HTTP, or only TLS 1.0 and 1.1. */
export const rule: AnyRule = defineRule({
  id: 'tls-protocol-unsupported',
  layer: 'tls',
  severity: 'blocks',
  cause: 'tls-protocol-unsupported',
  needs: [],
  uses: ['session', 'tls', 'neighbours', 'network', 'entry', 'client'],
  signs: [
    {
      id: 'plain',
      literals: [
        'wrong version number',
        'WRONG_VERSION_NUMBER',
        'packet length too long',
        'does not look like a TLS handshake',
        'InvalidContentType',
        'HTTP response to HTTPS client',
        'record layer failure',
        'ERR_SSL_PROTOCOL_ERROR',
        'invalid TLS',
        'Unsupported or unrecognized SSL',
        'Invalid HTTP request received',
        'frame size or a corrupted frame',
        'unexpected packet format',
        'RECORD_TOO_LONG',
        'http request',
        'HTTP_REQUEST',
        'EPROTO',
        'Bad request version',
        'non-SSL',
      ],
      pattern:
        /wrong version number|WRONG_VERSION_NUMBER|packet length too long|does not look like a TLS handshake|InvalidContentType|gave HTTP response to HTTPS client|record layer failure|ERR_SSL_PROTOCOL_ERROR|Unsupported or unrecognized SSL message|Invalid HTTP request received|Cannot determine the frame size or a corrupted frame|unexpected packet format|SSL_ERROR_RX_RECORD_TOO_LONG|SSL.{0,40}:http request\b|\bwrite EPROTO\b|Bad request version \('\\x16/u,
      sources: PROGRAM_TEXT,
    },
    {
      id: 'version',
      literals: [
        'unsupported protocol',
        'protocol version',
        'UNSUPPORTED_PROTOCOL',
        'handshake failure',
        'HANDSHAKE_FAILURE',
        'no protocols available',
        'VERSION_OR_CIPHER',
        'no shared cipher',
        'PROTOCOL_VERSION',
        'server selected unsupported protocol',
        'HandshakeFailure',
        'dh key too small',
        'unsafe legacy renegotiation',
        'ProtocolVersion',
        'no cipher suite',
      ],
      pattern: anyOf(
        near(
          /SSL|TLS|ssl|tls/u,
          140,
          /unsupported protocol|protocol version|handshake failure|no protocols available|no shared cipher|dh key too small|legacy renegotiation/u,
        ),
        /ERR_SSL_\w{0,60}(?:UNSUPPORTED_PROTOCOL|PROTOCOL_VERSION|HANDSHAKE_FAILURE|VERSION_OR_CIPHER_MISMATCH)|server selected unsupported protocol version|unsafe legacy renegotiation disabled|dh key too small|no cipher suite supported by both|\b(?:TLSV1|SSLV3)_ALERT_(?:PROTOCOL_VERSION|HANDSHAKE_FAILURE)|AlertReceived\((?:HandshakeFailure|ProtocolVersion)\)/u,
        near(/\bSSLHandshakeException: /u, 80, /protocol|cipher|handshake_failure/u),
      ),
      sources: PROGRAM_TEXT,
    },
  ],

  judge({ session, tls, neighbours, network, entry, client, signs }) {
    const failure = readTlsFailure(session, tls);
    if (failure !== undefined) {
      const plain = findMcp(neighbours, ({ change }) => change === 'http')[0];
      const isPlain = NO_TLS.test(failure.code) || NO_TLS.test(failure.message.replaceAll(' ', '_').toUpperCase());
      const old = tls?.onlyOldProtocol;
      if (!isPlain && old === undefined && !OTHER_TLS.test(failure.code)) return [];
      const name = nameServer(entry);
      const isLocal = network?.isLoopback === true;
      return [
        {
          confidence: isPlain || old !== undefined ? 'confirmed' : 'likely',
          title: fitTitle(
            isPlain ? `The URL of ${name} says https, the port speaks no TLS` : `${cut(failure.host, 28)} and ${nameClient(client)} share no TLS version`,
          ),
          why: isPlain
            ? `The answer from ${failure.host} to the TLS handshake was no TLS (${failure.code})${plain === undefined ? '' : `, while "${cut(plain.url, 100)}" speaks MCP`}.`
            : `The handshake with ${failure.host} ended with ${failure.code}${old === undefined ? '' : `; the server speaks ${old} at most`}.`,
          evidence: [
            ...failure.evidence,
            ...(old === undefined ? [] : [{ what: 'the newest protocol the server speaks', quote: old }]),
            ...(plain === undefined ? [] : [quoteTry(plain)]),
          ],
          fixes: isPlain
            ? [
                ...(plain !== undefined || isLocal
                  ? [
                      draftUrlFix(
                        'use-http',
                        'Use http in the URL',
                        plain?.url ?? failure.session.url.replace(/^https:/iu, 'http:'),
                        isLocal ? 'safe' : 'review',
                        entry,
                        client,
                      ),
                    ]
                  : []),
                serveTls(),
              ]
            : [updateTls()],
          ...(isPlain || old !== undefined
            ? {}
            : { decisive: 'openssl s_client -connect HOST:443 with -tls1_2, -tls1_1 and -tls1: which of them gets a certificate' }),
        },
      ];
    }
    const told = isRemote(session) ? [] : signsToJudge(signs, session);
    if (told.length === 0) return [];
    const isPlain = signsNamed(told, 'plain').length > 0;
    return draftHit(told, {
      confidence: capBeside(session, told, 'likely'),
      title: isPlain ? 'The URL says https, the port speaks no TLS' : 'Client and server share no TLS version or cipher',
      why: isPlain
        ? 'The answer to the TLS handshake was no TLS: the port speaks plain HTTP, or a proxy is named with https that speaks http.'
        : 'The TLS handshake ended because the two sides have no protocol version or cipher in common.',
      fixes: isPlain
        ? [
            tell(
              'use-http',
              'Write http:// in the URL',
              'On this machine or in a network you trust, change https:// into http://; with a proxy, write http:// before the address of the proxy.',
            ),
            serveTls(),
          ]
        : [updateTls()],
      decisive: isPlain
        ? 'whether curl gets an answer from the same host and port with http://'
        : 'openssl s_client -connect HOST:443 with -tls1_2, -tls1_1 and -tls1: which of them gets a certificate',
    });
  },
});

function serveTls(): FixDraft {
  return tell(
    'serve-tls',
    'Put TLS before the server',
    'Give the server a certificate, or a proxy such as Caddy before it, and use the port on which that listens.',
  );
}

function updateTls(): FixDraft {
  return tell(
    'update-tls',
    'Let the server speak TLS 1.2 or 1.3',
    'Switch TLS 1.2 and 1.3 on in the server or the proxy before it; programs of today refuse TLS 1.0 and 1.1. Do not lower the limit of the client.',
  );
}
