import type { ClientDefinition } from '../../model/index.ts';

export type CheckedUrl = { readonly url: URL } | { readonly fault: { readonly code: string; readonly message: string } };

/**
 * Ports that `fetch` of Node refuses to dial (WHATWG list; `fetch failed`, cause `bad port`, each port run on Node 20
 * on 2026-11-21).
 */
const BAD_PORTS: ReadonlySet<string> = new Set([
  '1',
  '7',
  '9',
  '11',
  '13',
  '15',
  '17',
  '19',
  '20',
  '21',
  '22',
  '23',
  '25',
  '37',
  '42',
  '43',
  '53',
  '69',
  '77',
  '79',
  '87',
  '95',
  '101',
  '102',
  '103',
  '104',
  '109',
  '110',
  '111',
  '113',
  '115',
  '117',
  '119',
  '123',
  '135',
  '137',
  '139',
  '143',
  '161',
  '179',
  '389',
  '427',
  '465',
  '512',
  '513',
  '514',
  '515',
  '526',
  '530',
  '531',
  '532',
  '540',
  '548',
  '554',
  '556',
  '563',
  '587',
  '601',
  '636',
  '989',
  '990',
  '993',
  '995',
  '1719',
  '1720',
  '1723',
  '2049',
  '3659',
  '4045',
  '4190',
  '5060',
  '5061',
  '6000',
  '6566',
  '6665',
  '6666',
  '6667',
  '6668',
  '6669',
  '6679',
  '6697',
  '10080',
]);

/** Reads the configured address the way the client does, before anything is dialled. */
export function checkUrl(written: string, definition: ClientDefinition): CheckedUrl {
  if (!URL.canParse(written)) return refuse('ERR_INVALID_URL', explainInvalid(written));
  const url = new URL(written);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return refuse('ERR_UNSUPPORTED_SCHEME', `the address starts with "${url.protocol}", not with "http:" or "https:"`);
  }
  if (!isNodeFetch(definition)) return { url };
  if (BAD_PORTS.has(url.port)) return refuse('ERR_BAD_PORT', `fetch in Node refuses port ${url.port}`);
  if (url.username !== '' || url.password !== '') return refuse('ERR_URL_CREDENTIALS', 'fetch in Node refuses an address with a user name or password in it');
  return { url };
}

function isNodeFetch(definition: ClientDefinition): boolean {
  return definition.http.userAgent === 'node' || definition.http.userAgent === 'undici';
}

function explainInvalid(written: string): string {
  if (written.trim() === '') return 'the address is empty';
  if (/\$\{|\{env:|\{\{/.test(written)) return 'the address holds a variable that was not replaced';
  if (!/^\s*[a-z][a-z0-9+.-]*:/i.test(written)) return 'the address has no "http://" or "https://" in front';
  if (/^\s*https?:\/\/[^/?#]*\s/i.test(written)) return 'there is a space in the host part of the address';
  const port = /^\s*https?:\/\/[^/?#]*:(\d+)(?:[/?#]|$)/i.exec(written)?.[1];
  if (port !== undefined && Number(port) > 65_535) return `port ${port} is above 65535`;
  return 'the address is no valid URL';
}

function refuse(code: string, message: string): CheckedUrl {
  return { fault: { code, message } };
}
