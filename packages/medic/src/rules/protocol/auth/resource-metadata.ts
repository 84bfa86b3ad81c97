import type { AnyCheck, Check, CheckView, Judgement } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { against, fail, notTested, PASS, warn } from '../judgements.ts';
import { findResource, isSecureAddress, quoteDocument, quoteMember, readTexts, type Found } from '../../auth-documents.ts';
import { whyNoLogin } from './guard.ts';

const COMMON: Pick<Check, 'group' | 'transports' | 'withoutLogin' | 'since'> = {
  group: 'auth',
  transports: ['http', 'sse'],
  withoutLogin: true,
  since: '2025-06-18',
};
const SPEC = '2025-11-25 basic/authorization#authorization-server-location';
const NEEDS = ['auth-refusals', 'auth-metadata'] as const;

type View = CheckView<(typeof NEEDS)[number]>;

const fetched: AnyCheck = defineCheck({
  ...COMMON,
  id: 'auth.prm-fetch',
  title: 'Publishes its resource metadata where clients look for it',
  level: 'MUST',
  spec: SPEC,
  why: 'Without the document a client does not know where to log in; a token then has to be entered by hand.',
  fix: 'Serve the protected resource metadata as JSON, without a login, at the address the challenge names or below /.well-known/oauth-protected-resource.',
  needs: NEEDS,

  judge(view) {
    const obstacle = whyNoLogin(view);
    if (obstacle !== undefined) return obstacle;
    const { resources } = view['auth-metadata'];
    const header = resources.find(({ place }) => place === 'header');
    // The official SDK goes nowhere else once the challenge names an address.
    if (header !== undefined) return header.json === undefined ? fail(quoteDocument(header, 'the address in the challenge holds no resource metadata')) : PASS;
    if (resources.some(({ json }) => json !== undefined)) return PASS;
    return against(
      'warn',
      resources.map((document) => quoteDocument(document, 'no resource metadata')),
    );
  },
});

const contentType: AnyCheck = defineCheck({
  ...COMMON,
  id: 'auth.prm-content-type',
  title: 'Serves its resource metadata as application/json',
  level: 'MUST',
  spec: SPEC,
  why: 'RFC 9728 asks for it, and strict clients refuse JSON under another type.',
  fix: 'Send Content-Type: application/json with the metadata.',
  needs: NEEDS,

  judge: (view) =>
    withResource(view, ({ document }) => {
      const { contentType: type = '' } = document;
      return type === 'application/json' || type.endsWith('+json') ? PASS : fail(quoteDocument(document, `the content type is "${type}"`));
    }),
});

const shadow: AnyCheck = defineCheck({
  ...COMMON,
  id: 'auth.prm-shadow',
  title: 'Lets no page and no server error stand at the well-known addresses',
  level: 'practice',
  why: 'Clients that look at the next address in their list take a page or a server error there for a broken login.',
  fix: 'Answer well-known addresses that hold nothing with 404, before the routes of an app or a proxy catch them.',
  needs: NEEDS,

  judge(view) {
    const obstacle = whyNoLogin(view);
    if (obstacle !== undefined) return obstacle;
    const usable = findResource(view['auth-metadata'])?.document;
    const bad = view['auth-metadata'].resources.filter(
      (one) => one !== usable && one.place !== 'header' && (one.isHtml === true || (one.status ?? 0) >= 500) && one.status !== 404,
    );
    return against(
      'warn',
      bad.map((document) =>
        quoteDocument(document, document.isHtml === true ? 'a page stands at a well-known address' : 'a server error at a well-known address'),
      ),
    );
  },
});

const resource: AnyCheck = defineCheck({
  ...COMMON,
  id: 'auth.prm-resource',
  title: 'Names a resource that covers the address clients use',
  level: 'MUST',
  spec: SPEC,
  why: 'Clients ask for a token for this resource and refuse to log in when it is not the server they talk to.',
  fix: 'Write the address of the endpoint, as clients are given it, into "resource".',
  needs: NEEDS,

  judge: (view) =>
    withResource(view, (found) => {
      const named = found.json['resource'];
      if (typeof named !== 'string' || !URL.canParse(named)) return fail(quoteMember(found, 'resource', '"resource" is no address'));
      return covers(named, view.run.url ?? '') ? PASS : fail(quoteMember(found, 'resource', `"resource" does not cover ${view.run.url ?? ''}`));
    }),
});

const exact: AnyCheck = defineCheck({
  ...COMMON,
  id: 'auth.prm-resource-slash',
  title: 'Writes its resource with the same slash at the end as its address',
  level: 'practice',
  why: 'The address goes into tokens as their audience and is compared letter by letter there.',
  fix: 'Write "resource" exactly as the address that clients are given.',
  needs: NEEDS,

  judge: (view) =>
    withResource(view, (found) => {
      const { resource: named } = found.json;
      const url = view.run.url ?? '';
      const differs = typeof named === 'string' && named !== url && named.replace(/\/$/, '') === url.replace(/\/$/, '') && new URL(url).pathname !== '/';
      return differs ? warn(quoteMember(found, 'resource', `"resource" and ${url} differ by a slash`)) : PASS;
    }),
});

const servers: AnyCheck = defineCheck({
  ...COMMON,
  id: 'auth.prm-as',
  title: 'Names at least one authorization server',
  level: 'MUST',
  spec: SPEC,
  why: 'Without one there is nowhere to log in.',
  fix: 'List the issuer of your authorization server in "authorization_servers".',
  needs: NEEDS,

  judge: (view) =>
    withResource(view, (found) => {
      const list = readTexts(found.json['authorization_servers']) ?? [];
      return list.length > 0 ? PASS : fail(quoteMember(found, 'authorization_servers', 'no authorization server is named'));
    }),
});

const serverUrls: AnyCheck = defineCheck({
  ...COMMON,
  id: 'auth.prm-as-url',
  title: 'Names its authorization servers by https addresses without query',
  level: 'MUST',
  spec: SPEC,
  why: 'An issuer is an https address without query and fragment (RFC 8414); clients build further addresses from it.',
  fix: 'Write the issuer exactly as its own metadata does: https, host, perhaps a path, nothing else.',
  needs: NEEDS,

  judge: (view) =>
    withResource(view, (found) => {
      const list = readTexts(found.json['authorization_servers']) ?? [];
      const bad = list.filter((text) => !isSecureAddress(text) || /[?#]/.test(text));
      return against(
        'fail',
        bad.map((text) => quoteMember(found, 'authorization_servers', `${JSON.stringify(text)} is no https address without query`)),
      );
    }),
});

function withResource(view: View, judge: (found: Found) => Judgement): Judgement {
  const obstacle = whyNoLogin(view);
  if (obstacle !== undefined) return obstacle;
  const found = findResource(view['auth-metadata']);
  return found === undefined ? notTested('there is no resource metadata, see auth.prm-fetch') : judge(found);
}

/** Same origin and a path above the server's: what the official SDK takes (1.32 and 2.4, 2026-11-20). */
function covers(named: string, url: string): boolean {
  if (!URL.canParse(url)) return false;
  const [outer, inner] = [new URL(named), new URL(url)];
  const withSlash = (path: string): string => (path.endsWith('/') ? path : `${path}/`);
  return outer.origin === inner.origin && withSlash(inner.pathname).startsWith(withSlash(outer.pathname));
}

export const checks: readonly AnyCheck[] = [fetched, contentType, shadow, resource, exact, servers, serverUrls];
