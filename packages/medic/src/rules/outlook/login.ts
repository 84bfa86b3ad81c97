import type { CheckResult } from '../../model/index.ts';
import type { OutlookClient, OutlookFacts } from '../../model/verify/index.ts';
import { findIssuer, findResource } from '../auth-documents.ts';
import type { Remark } from './remark.ts';

/** Faults with which a login ends for every client that tries it. */
const BLOCKING: ReadonlySet<string> = new Set([
  'auth.prm-fetch',
  'auth.prm-resource',
  'auth.prm-as',
  'auth.prm-as-url',
  'auth.as-metadata',
  'auth.as-metadata-order',
  'auth.as-endpoints',
  'auth.as-types',
  'auth.as-response-type',
]);

/** What the client does with a server that wants a login. */
export function judgeLogin(client: OutlookClient, facts: OutlookFacts): readonly Remark[] {
  if (!facts.needsLogin) return [];
  const status = (facts.survey.initialize ?? facts.survey.discover)?.http?.status ?? 0;
  if (facts.hasCredentials) return [{ effect: 'needs-login', reason: `The server refuses the credential that was given with HTTP ${status}` }];
  const { metadata } = facts;
  if (metadata === undefined) return [{ effect: 'unknown', reason: `The server answers HTTP ${status}; how to log in was not looked at` }];
  const byHand = client.fields.headers === undefined ? '' : `; with a token, enter it by hand under "${client.fields.headers}"`;
  if (findResource(metadata) === undefined && findIssuer(metadata) === undefined)
    return [{ effect: 'fails', reason: `The server answers HTTP ${status} and publishes nowhere how to log in${byHand}` }];
  if (!client.isKnown.http) return [{ effect: 'unknown', reason: `The server answers HTTP ${status}; whether ${client.name} can log in to it is not known` }];
  if (!client.oauth) return [{ effect: 'fails', reason: `The server answers HTTP ${status}, and ${client.name} does not log in by itself${byHand}` }];
  const broken = facts.checks.find(({ id, status: result }) => BLOCKING.has(id) && result === 'fail');
  if (broken !== undefined) return [{ effect: 'fails', reason: `The server answers HTTP ${status}, and the login ends early: ${sayFault(broken)}${byHand}` }];
  return judgeRegistration(client, status, facts, byHand);
}

function judgeRegistration({ name }: OutlookClient, status: number, { metadata }: OutlookFacts, byHand: string): readonly Remark[] {
  const json = (metadata === undefined ? undefined : findIssuer(metadata))?.json ?? {};
  if (typeof json['registration_endpoint'] === 'string')
    return [{ effect: 'needs-login', reason: `The server answers HTTP ${status} and lets clients register at ${json['registration_endpoint']}` }];
  if (json['client_id_metadata_document_supported'] === true)
    return [
      { effect: 'unknown', reason: `The server answers HTTP ${status} and takes client id metadata documents only; whether ${name} has one is not known` },
    ];
  return [
    {
      effect: 'fails',
      reason: `The server answers HTTP ${status}, and its authorization server lets no client register: ${name} needs a client id entered by hand${byHand}`,
    },
  ];
}

function sayFault({ title, evidence: [first] }: CheckResult): string {
  return first === undefined ? title : `${first.what} (${first.where ?? ''}${first.quote === undefined ? '' : ` ${first.quote}`})`;
}
