import type { HttpExchange } from '../model/index.ts';

const LOGIN_PATH = /(?:^|[/._-])(?:log-?in|sign-?in|sso|saml2?|oauth2?|authorize|auth|accounts?|session\/new)(?:[/?._-]|$)/iu;
const LOGIN_TITLE = /\b(?:log ?in|sign ?in|single sign.on|anmelden|connexion|iniciar sesi)/iu;

/** The server sends a person to a login page where a program needs a 401: single sign-on stands before it. */
export function isLoginPage({ redirects, body }: HttpExchange): boolean {
  const last = redirects.at(-1)?.location;
  const path = last === undefined || !URL.canParse(last) ? last : `${new URL(last).hostname.split('.', 1)[0] ?? ''}${new URL(last).pathname}`;
  return (path !== undefined && LOGIN_PATH.test(path)) || (body?.kind === 'html' && LOGIN_TITLE.test(body.title ?? ''));
}
