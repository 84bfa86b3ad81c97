import type { AnyRule } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { isRemote, PROGRAM_TEXT } from '../http-failure.ts';
import { draftHit, signsToJudge } from '../startup-hit.ts';
import { isUnknownIssuer, readTlsFailure } from '../tls-failure.ts';
import { draftTrust } from '../trust-fixes.ts';
import { capBeside } from '../weigh-signs.ts';
import { cut, fitTitle, nameClient, tell } from '../words.ts';

/** The server forgot its intermediate certificate. Browsers fetch it by themselves; programs do not. */
export const rule: AnyRule = defineRule({
  id: 'tls-incomplete-chain',
  layer: 'tls',
  severity: 'blocks',
  cause: 'tls-incomplete-chain',
  needs: [],
  uses: ['session', 'tls', 'host', 'entry', 'client'],
  signs: [
    {
      id: 'first',
      literals: ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'unable to verify the first certificate', 'PartialChain'],
      pattern: /\bUNABLE_TO_VERIFY_LEAF_SIGNATURE\b|unable to verify the first certificate|\bPartialChain\b/u,
      sources: PROGRAM_TEXT,
    },
    {
      id: 'said',
      literals: ['ncomplete chain', 'hain is incomplete', 'ncomplete certificate chain', 'hain issues', 'intermediate cert'],
      pattern:
        /\b[Ii]ncomplete (?:certificate )?chain\b|\b[Cc]hain is incomplete|\b[Cc]hain issues:? {0,3}[Ii]ncomplete|\b[Mm]issing (?:the )?intermediate cert/u,
      sources: PROGRAM_TEXT,
      loose: true,
    },
  ],

  judge({ session, tls, host, entry, client, signs }) {
    const failure = readTlsFailure(session, tls);
    if (failure !== undefined) {
      const leaf = tls?.chain[0];
      const last = tls?.chain.at(-1);
      if (tls?.missingIssuer === undefined || leaf === undefined || last === undefined || !isUnknownIssuer(failure.code) || tls.inspectionProduct !== undefined)
        return [];
      return [
        {
          confidence: 'likely',
          title: fitTitle(`${cut(failure.host, 34)} does not send its whole certificate chain`),
          why: `The server sent ${tls.chain.length === 1 ? 'one certificate' : `${tls.chain.length} certificates`} and not "${cut(tls.missingIssuer, 100)}", which signed the last of them; ${nameClient(client)} cannot fill the gap (${failure.code}).`,
          evidence: [
            ...failure.evidence,
            { what: 'not sent by the server', quote: cut(tls.missingIssuer, 200) },
            ...(last.issuerUrl === undefined ? [] : [{ what: 'the certificate says where it can be had', quote: last.issuerUrl }]),
          ],
          fixes: [
            tell(
              'send-chain',
              'Have the server send the whole chain',
              'If it is yours: configure the full chain, not the certificate alone (nginx: ssl_certificate with fullchain.pem), and reload. If it is not: tell the operator; an SSL test site shows the gap.',
            ),
            ...(last.issuerUrl === undefined
              ? []
              : [
                  tell(
                    'fetch-intermediate',
                    'Until then: give the client the missing certificate',
                    `Fetch ${last.issuerUrl}, turn it into PEM (openssl x509 -inform der -in file -out issuer.pem), and let the client trust it${client?.extraCaVariable === undefined ? '' : ` with ${client.extraCaVariable}=/full/path/issuer.pem`}.`,
                  ),
                ]),
          ],
          decisive: 'whether the chain is accepted with the issuer added: it is then public and was forgotten, otherwise it is a private authority',
        },
      ];
    }
    const told = isRemote(session) ? [] : signsToJudge(signs, session);
    if (told.length === 0) return [];
    return draftHit(told, {
      confidence: capBeside(session, told, 'likely'),
      title: 'The server does not send its whole certificate chain',
      why: 'The certificate of the server was signed by one that the server did not send and this program does not know: a forgotten intermediate, or a private authority.',
      fixes: [
        tell(
          'send-chain',
          'Have the server send the whole chain',
          'nginx: ssl_certificate with fullchain.pem; others: append the intermediate to the certificate file, and reload.',
        ),
        ...draftTrust(host, client, entry, 'the missing issuer'),
      ],
      decisive: 'openssl s_client -showcerts -connect HOST:443 </dev/null: whether the last certificate sent is signed by a public root',
    });
  },
});
